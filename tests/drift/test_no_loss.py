"""Whatever people do between two renders, in whatever order: nothing that one of them wrote is ever lost.

A machine types what people type, and a model, which knows nothing of podspec's code, says what must come of it.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from drift.model import MARKS, WAITING, Files, Model, Oracle, files_of, manifest_in, quietly, stamps
from drift.repository import Repository, new_repository
from figures.figure import figure
from hostile.unreliable_tree import Crash, Moment, UnreliableTree
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from own_templates import forget_templates

from podspec.commands import render
from podspec.model.drift import DriftKind
from podspec.pipeline import templates

QUICK = 8
#: Parts so long that none of them lacks what comes seldom, such as a merge that git cannot do.
CHUNKS = 2
LONG = 320
_STEPS = 14
_MEMORY = Path("/dev/shm")  # noqa: S108 - each folder in it is a new one, and only its owner's

HELLO, MOVED, OTHER = (f"specs/{name}/service.yaml" for name in ("hello", "moved", "other"))
BASE = """\
version: 1
service:
  name: hello

repository: {slug: acme/hello, owner_id: 1001, repository_id: 2003}
foundation: existing

targets:
  lambda:
    memory_mb: 256

    timeout_seconds: 10

environments:
  dev: {account: "333333333333", regions: [us-east-1]}

  prod: {account: "333333333333", regions: [us-east-1]}

"""
SECOND = BASE.replace("name: hello", "name: other")
OUTPUT = "generated/hello"
DEV, PROD = (f"{OUTPUT}/terraform/environments/{name}/us-east-1/lambda.tf" for name in ("dev", "prod"))
MODULE = f"{OUTPUT}/terraform/modules/lambda/function.tf"
SCRIPT = f"{OUTPUT}/scripts/smoke-test.sh"
WORKFLOW = ".github/workflows/hello-ci.yml"
SHARED = ".github/workflows/podspec-check.yml"
PAGE = f"{OUTPUT}/docs/README.md"
MANIFEST = "specs/hello/podspec.lock.json"

ARTIFACTS = st.sampled_from([DEV, PROD, MODULE, SCRIPT, WORKFLOW, SHARED, PAGE])
#: Files that podspec never asked for.
STRANGERS = st.sampled_from(
    [f"{OUTPUT}/notes.txt", PROD.replace("lambda.tf", "mine.tf"), "infra/main.tf", "README.md"]
)
#: What can be changed in a spec, each on lines of its own: people change one or the other, on one branch or two.
CHANGES = {
    "memory": lambda text: _swapped(text, "memory_mb: 256", "memory_mb: 512"),
    "timeout": lambda text: _swapped(text, "timeout_seconds: 10", "timeout_seconds: 20"),
    "prod": lambda text: _added(text, '  prod: {account: "333333333333", regions: [us-east-1]}\n'),
    "script": lambda text: _with_eject(text, SCRIPT),
    "workflow": lambda text: _with_eject(text, WORKFLOW),
    "override": lambda text: _added(text, OVERRIDE),
}
OVERRIDE = """\
override:
  - resource: lambda.aws_apigatewayv2_integration.live
    attribute: timeout_milliseconds
    value: 12000
    reason: the upstream is slow
"""


def _swapped(text: str, one: str, other: str) -> str:
    return text.replace(one, other) if one in text else text.replace(other, one)


def _added(text: str, block: str) -> str:
    """The text with a block at its end, or without it."""
    return text.replace(block, "") if block in text else f"{text}{block}"


def _with_eject(text: str, path: str) -> str:
    """Hand a file over, or take it back."""
    found = re.search(r"^eject: \[(.*)\]\n", text, re.MULTILINE)
    listed = [one for one in (found[1] if found else "").split(", ") if one]
    now = [one for one in listed if one != path] if path in listed else sorted([*listed, path])
    rest = text.replace(found[0], "") if found else text
    return f"eject: [{', '.join(now)}]\n{rest}" if now else rest


#: Ways to change a file, by what is in it and a number that tells one change from the others.
EDITS: dict[str, Callable[[bytes, int], bytes]] = {
    "append": lambda old, number: old + f"# mine {number}\n".encode(),
    "replace": lambda _, number: f"# mine {number}\n".encode(),
    "empty": lambda _, __: b"",
    "first line": lambda old, number: f"# mine {number}\n".encode() + old,
    "ends": lambda old, _: old.replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"),
    "conflict": lambda old, number: old + MARKS.replace("a\n", f"mine {number}\n").encode(),
    "cut": lambda old, _: old[: len(old) // 2],
}


class People(RuleBasedStateMachine):
    """People at work in one repository."""

    def __init__(self, world: World) -> None:
        super().__init__()
        self.world = world
        self._folder = TemporaryDirectory(dir=world.folder)
        root = shutil.copytree(world.rendered, Path(self._folder.name) / "repository")
        self.repository = Repository(root)
        self.number = 0
        self.is_interrupted = False
        world.use(0)
        world.counted["sequences"] += 1

    def teardown(self) -> None:
        """Leave nothing behind."""
        self._folder.cleanup()

    def _next(self) -> int:
        self.number += 1
        self.world.counted["steps"] += 1
        return self.number

    def _here(self, path: str) -> Path:
        return self.repository.root / path

    def _model(self) -> Model:
        return Model(files_of(self.repository), self.world.oracle, self.world.version)

    # -- what people do to files ---------------------------------------------------------------------------

    @rule(edits=st.lists(st.tuples(ARTIFACTS, st.sampled_from(sorted(EDITS))), min_size=1, max_size=3))
    def edit(self, edits: list[tuple[str, str]]) -> None:
        """Change some artifacts, as an editor does."""
        for path, how in edits:
            number, before = self._next(), self._here(path)
            self.repository.write(path, EDITS[how](before.read_bytes() if before.exists() else b"", number))

    @rule(
        path=ARTIFACTS,
        stranger=STRANGERS,
        how=st.sampled_from(["delete", "rename", "copy", "other mode", "write"]),
    )
    def rearrange_files(self, path: str, stranger: str, how: str) -> None:
        """Delete, rename, copy, allow to run, or begin a file of one's own."""
        number, is_there = self._next(), self._here(path).exists()
        if how == "write":
            self.repository.write(stranger, f"mine {number}\n")
        elif how in {"copy", "rename"} and is_there:
            self.repository.write(stranger, self._here(path).read_bytes())
        elif how == "other mode" and is_there:
            self.repository.chmod(path, 0o644 if self.repository.is_executable(path) else 0o755)
        if how in {"delete", "rename"} and is_there:
            self.repository.remove(path)

    @rule(how=st.sampled_from(["delete", "garbage", "forget"]))
    def disturb_the_manifest(self, how: str) -> None:
        """Do to the manifest what nobody should."""
        number, files = self._next(), files_of(self.repository)
        manifest = manifest_in(files, MANIFEST)
        if how == "delete":
            self._here(MANIFEST).unlink(missing_ok=True)
        elif how == "garbage":
            self.repository.write(MANIFEST, f"mine {number}\n")
        elif how == "forget" and manifest:
            manifest["artifacts"].pop(DEV, None)
            self.repository.write(MANIFEST, json.dumps(manifest))

    # -- what people do to specs ---------------------------------------------------------------------------

    def _specs(self) -> list[str]:
        return [path for path in (HELLO, MOVED) if self._here(path).exists()]

    @rule(change=st.sampled_from(sorted(CHANGES)))
    def change_the_spec(self, change: str) -> None:
        """Change a value, an environment, an override, or who owns a file."""
        self._next()
        for path in self._specs():
            self.repository.write(path, CHANGES[change](self.repository.read(path)))

    @rule(how=st.sampled_from(["move", "move with its manifest", "delete or bring back", "add or delete another"]))
    def rearrange_the_specs(self, how: str) -> None:
        """Move, delete, bring back or add a spec."""
        self._next()
        here = self._specs()
        if how.startswith("move") and here:
            self._move(here[0], MOVED if here[0] == HELLO else HELLO, with_manifest=how != "move")
        elif how == "add or delete another":
            self._put_or_remove(OTHER, SECOND)
        elif how == "delete or bring back":
            self._put_or_remove(here[0] if here else HELLO, BASE)

    def _move(self, old: str, new: str, *, with_manifest: bool) -> None:
        names = ("service.yaml", "podspec.lock.json") if with_manifest else ("service.yaml",)
        for name in names:
            one, other = (path.replace("service.yaml", name) for path in (old, new))
            if self._here(one).exists():
                self.repository.write(other, self.repository.read(one))
                self.repository.remove(one)

    def _put_or_remove(self, path: str, text: str) -> None:
        if self._here(path).exists():
            self.repository.remove(path)
        else:
            self.repository.write(path, text)

    def _is_nobody_here(self) -> bool:
        """True if there is neither a spec nor anything that speaks of one: then podspec cannot run."""
        speaking = self.repository.root.glob("specs/*/*")
        return not any(speaking) and not self._here("generated").is_dir()

    # -- podspec -------------------------------------------------------------------------------------------

    def _podspec(self, *arguments: str, at: int | None = None, moment: Moment = Moment.BEFORE) -> tuple[int, str]:
        """Run podspec, which may die at an operation; nothing of a person's may be lost by it."""
        before, saved = files_of(self.repository), self._copies()
        self._model()  # knows from now on what these specs render to: that is podspec's
        with pytest.MonkeyPatch.context() as patch:
            if at is not None:
                patch.setattr(render, "Tree", lambda root: UnreliableTree(root, at, moment))
            try:
                return quietly(self.repository, *arguments)
            except Crash:
                self.is_interrupted = True
                self.world.counted["interrupted"] += 1
                return -9, ""
            finally:
                self._assert_nothing_is_lost(before, saved)

    def _copies(self) -> set[tuple[str, bytes]]:
        """Each saved copy, by the path that it is of."""
        folder = self.repository.root / ".podspec" / "saved"
        return {
            ("/".join(path.relative_to(folder).parts[1:]), path.read_bytes())
            for path in folder.rglob("*")
            if path.is_file()
        }

    def _assert_nothing_is_lost(self, before: Files, saved: set[tuple[str, bytes]]) -> None:
        after, copies = files_of(self.repository), self._copies()
        assert saved <= copies, "a saved copy is gone"
        for path, (content, _) in before.items():
            is_podspecs = content in self.world.oracle.ever.get(path, ()) or manifest_in(before, path)
            if after.get(path, (None,))[0] != content and not is_podspecs:
                assert (path, content) in copies, f"lost: {path}: {content!r}"
                self.world.counted["saved"] += 1

    @rule(force=st.booleans(), adopt=st.booleans())
    def render(self, *, force: bool, adopt: bool) -> None:
        """Render as people do: some drifts stop it."""
        self._next()
        self._render(force=force, adopt=adopt)

    @rule()
    def render_and_mean_it(self) -> None:
        """Render with leave to do everything."""
        self._next()
        self._render(force=True, adopt=True)

    def _render(self, *, force: bool, adopt: bool) -> None:
        if self._is_nobody_here():
            return
        model, before, was_interrupted = self._model(), stamps(self.repository), self.is_interrupted
        code, said = self._podspec("render", *["--force"] * force, *["--adopt"] * adopt)
        self.is_interrupted = False
        if not (was_interrupted or model.has_merged_manifests):
            expected = bool(model.lacks or model.is_wrong or model.refused(force=force, adopt=adopt))
            assert code == expected, f"{model.lacks} {model.refused(force=force, adopt=adopt)}\n{said}"
        assert code in {0, 1}, said
        self.world.counted["refused" if code else "rendered"] += 1
        if code and not was_interrupted:
            assert stamps(self.repository) == before, "a render that was refused has changed something"
        if not code:
            self._assert_it_is_done()

    def _assert_it_is_done(self) -> None:
        left = self._model()
        strangers = [path for path, kind in left.kinds().items() if kind != "unmanaged" or path in left.taken]
        assert not strangers, {path: left.kinds()[path] for path in strangers}
        before = stamps(self.repository)
        assert not [path for path in before if WAITING in path]
        assert quietly(self.repository, "render")[0] == (2 if self._is_nobody_here() else 0)
        assert stamps(self.repository) == before, "a second render has changed something"

    @rule(at=st.integers(0, 60), moment=st.sampled_from(Moment))
    def die_in_a_render(self, at: int, moment: Moment) -> None:
        """Render, and lose power at some operation."""
        self._next()
        was_interrupted = self.is_interrupted
        code, _ = self._podspec("render", "--force", "--adopt", at=at, moment=moment)
        self.is_interrupted = code == -9 or (was_interrupted and code not in {0, 1})

    @rule()
    def try_a_render(self) -> None:
        """Ask what a render would do."""
        self._next()
        before = stamps(self.repository)
        self._podspec("render", "--dry-run", "--diff", "--force", "--adopt")
        assert stamps(self.repository) == before

    @rule(version=st.integers(0, 2), options=st.sampled_from([None, (), ("--write",), ("--write", "--replace")]))
    def upgrade(self, version: int, options: tuple[str, ...] | None) -> None:
        """Let another version of podspec come, and ask it what it changes."""
        self._next()
        self.world.use(version)
        if options is None:
            return
        before = stamps(self.repository)
        code, _ = self._podspec("upgrade", *options)
        if code or not options:
            assert self.is_interrupted or stamps(self.repository) == before
        elif not self.is_interrupted:
            left = self._model()
            assert not [path for path, kind in left.kinds().items() if kind == "outdated" and path in left.taken]

    # -- git -------------------------------------------------------------------------------------------------

    @precondition(lambda self: not self.is_interrupted and self._here(HELLO).exists())
    @rule(ours=st.sampled_from(sorted(CHANGES)), theirs=st.sampled_from(sorted(CHANGES)))
    def merge(self, ours: str, theirs: str) -> None:
        """Two people change the spec, each on a branch; git merges as it can. Ours wins where the spec is torn."""
        name = f"theirs-{self._next()}"
        self._commit()
        self.repository.git("checkout", "-q", "-b", name)
        self._on_a_branch(theirs)
        self.repository.git("checkout", "-q", "-")
        self._on_a_branch(ours)
        is_clean = _merged(self.repository, name)
        model = self._model()
        if model.is_wrong:
            self.repository.git("checkout", "-q", "HEAD", "--", *self._specs())
        self.world.counted["merged" if is_clean else "torn"] += 1

    def _on_a_branch(self, change: str) -> None:
        self.repository.write(HELLO, CHANGES[change](self.repository.read(HELLO)))
        self._podspec("render")
        self._commit()

    def _commit(self) -> None:
        self.repository.git("add", "-A")
        self.repository.git("commit", "-q", "--allow-empty", "-m", "all")

    # -- always ----------------------------------------------------------------------------------------------

    @invariant()
    def check_says_what_the_model_says_and_writes_nothing(self) -> None:
        """After each step."""
        before = stamps(self.repository, own=True)
        code, said = quietly(self.repository, "check", "--report", "json")
        assert stamps(self.repository, own=True) == before
        model = self._model()
        if self._is_nobody_here():
            assert code == 2, said
        elif self.is_interrupted or model.has_merged_manifests:
            assert code in {0, 1}, said
        elif model.is_wrong or model.lacks:
            assert code == 1
            assert json.loads(said)["findings"], said
        else:
            self._assert_kinds(code, json.loads(said)["drifts"], model.kinds())

    def _assert_kinds(self, code: int, drifts: list[dict[str, str]], expected: dict[str, str]) -> None:
        assert not [path for path, count in Counter(one["path"] for one in drifts).items() if count > 1]
        assert {one["path"]: one["kind"] for one in drifts} == expected
        assert code == bool(expected)
        self.world.counted.update(expected.values())


def _merged(repository: Repository, name: str) -> bool:
    """Merge a branch; false if git left marks."""
    neutral = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    command = ["git", "merge", "-q", "--no-edit", name]
    done = subprocess.run(command, cwd=repository.root, capture_output=True, env=os.environ | neutral, check=False)
    assert done.returncode in {0, 1}, done.stderr
    return done.returncode == 0


class World:
    """What all sequences share: the repository they begin with, three versions of the templates, the oracle."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.oracle = Oracle(folder)
        self.counted: Counter[str] = Counter()
        self.version = 0
        self._versions = _versions(templates.root(), folder)
        patch.setattr(templates, "root", lambda: self._versions[self.version])
        self.use(0)
        made = new_repository(folder / "first", BASE)
        for setting in (("user.name", "a"), ("user.email", "a@example.com"), ("gc.auto", "0")):
            made.git("config", *setting)
        assert quietly(made, "render")[0] == 0
        self.rendered = made.root

    def use(self, version: int) -> None:
        """Let podspec be another version of itself."""
        self.version = version
        forget_templates()


def _versions(first: Path, folder: Path) -> list[Path]:
    """Templates of three versions: as they are; with a line more in one; with a command more in another, too."""
    made = [first]
    for number, (name, line) in enumerate(
        (("terraform/modules/lambda/function.tf", "\n# one more line\n"), ("scripts/smoke-test.sh", "\ntrue\n"))
    ):
        copy = Path(shutil.copytree(made[-1], folder / f"templates-{number}"))
        path = copy / f"{name}.j2"
        path.write_text(path.read_text("utf-8") + line, "utf-8")
        made.append(copy)
    return made


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """In memory, where a system has that: an fsync is a matter of other tests."""
    folder = _MEMORY if os.access(_MEMORY, os.W_OK) else tmp_path
    with TemporaryDirectory(dir=folder) as made:
        yield World(Path(made), monkeypatch)
    monkeypatch.undo()
    forget_templates()


def _run(world: World, count: int, *, always_the_same: bool) -> None:
    chosen = settings(
        max_examples=count,
        stateful_step_count=_STEPS,
        derandomize=always_the_same,
        database=None,
        # Fourteen steps can be read as they are; making them fewer takes longer than finding them.
        phases=[Phase.generate],
        report_multiple_bugs=False,
        print_blob=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(lambda: People(world), settings=chosen)
    figure(", ".join(f"{number} {what}" for what, number in world.counted.most_common()))
    assert world.counted["sequences"] >= count


def test_nothing_that_a_person_wrote_is_lost(world: World) -> None:
    _run(world, QUICK, always_the_same=True)


@pytest.mark.long
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_nothing_is_lost_in_very_many_sequences(chunk: int, world: World) -> None:
    """Others every time: the failing one says how to repeat it."""
    _run(world, LONG, always_the_same=False)
    assert {"saved", "rendered", "refused", "interrupted", "merged", "torn"} <= world.counted.keys(), chunk
    assert {str(kind) for kind in DriftKind} <= world.counted.keys()
