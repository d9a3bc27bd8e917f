"""The same spec is the same bytes, whoever renders it, where, when, with which settings, and how often."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pydantic
import pytest
from drift.repository import Repository
from figures.figure import figure
from ruamel.yaml import YAML

import podspec
from podspec.pipeline import templates

ROOT = Path(__file__).parents[2]
#: Where the packages are that podspec needs.
_SITE = Path(pydantic.__file__).parents[1]
_MEMORY = Path("/dev/shm")  # noqa: S108 - each folder in it is a new one, and only its owner's
#: The specs of the matrix, in one repository: everything; EC2 alone; the smallest.
SPECS = ("podinfo", "fleet", "hello")
REPEATS = 100
#: Who has no rights on any file of ours.
_NOBODY = 65534

Contents = dict[str, bytes]


@dataclass(frozen=True)
class Way:
    """One way to run podspec.

    Attributes:
        variables: what differs in the environment; None takes a variable out.
        flags: Python's own.
        folder: where the repository is, below a new folder.
        inside: the folder that podspec is called in.
        words: what is typed behind `render`.
        umask: the permission bits that new files do not get.
        processors: how many of them may be used.
        in_memory: whether repository and podspec itself lie on another kind of file system, made backwards.
        user: who runs it.
    """

    variables: dict[str, str | None] = field(default_factory=dict)
    flags: tuple[str, ...] = ()
    folder: str = "repository"
    inside: str = "."
    words: tuple[str, ...] = ()
    umask: int = 0o022
    processors: int | None = None
    in_memory: bool = False
    user: int | None = None


WAYS = {
    "a hash seed": Way({"PYTHONHASHSEED": "1"}),
    "another hash seed": Way({"PYTHONHASHSEED": "4294967295"}),
    "the east": Way({"TZ": "Pacific/Kiritimati"}),
    "the west": Way({"TZ": "Etc/GMT+12"}),
    "ASCII": Way({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "ascii"}),
    "POSIX": Way({"LANG": "POSIX", "LC_ALL": None, "PYTHONUTF8": "0"}),
    "Turkish": Way({"LC_ALL": "tr_TR.UTF-8", "LANG": "tr_TR.UTF-8", "LANGUAGE": "tr"}),
    "no home": Way({"HOME": None, "XDG_CACHE_HOME": None}),
    "a home that is none": Way({"HOME": "/nowhere", "XDG_CACHE_HOME": None}),
    "a cache that is none": Way({"XDG_CACHE_HOME": "/dev/null"}),
    "open files": Way(umask=0),
    "closed files": Way(umask=0o077),
    "called in a spec's folder": Way(inside="specs/hello", words=("../podinfo", "../hello", "../fleet")),
    "called by paths": Way(words=tuple(f"specs/{name}/service.yaml" for name in SPECS)),
    "an odd folder": Way(folder="with a space/é/$(date)/%2e"),
    "one processor": Way(processors=1),
    "optimised": Way(flags=("-O",)),
    "optimised, without docstrings": Way(flags=("-OO",)),
    "isolated warnings": Way(flags=("-X", "dev", "-W", "error")),
    "a dumb terminal": Way({"TERM": "dumb", "COLUMNS": "20", "NO_COLOR": "1"}),
    "colour": Way({"FORCE_COLOR": "1", "COLUMNS": "300"}),
    "another file system, made backwards": Way(in_memory=True),
    "another user": Way({"HOME": "/nowhere", "XDG_CACHE_HOME": None}, in_memory=True, user=_NOBODY),
}
#: Much of that at once.
EVERYTHING = Way(
    {"PYTHONHASHSEED": "4711", "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONUTF8": "0", "HOME": "/nowhere"},
    flags=("-OO",),
    folder="with a space/é",
    inside="specs/hello",
    words=("../fleet", "../hello", "../podinfo"),
    processors=1,
    in_memory=True,
)


def _made(root: Path, specs: dict[str, bytes], *, backwards: bool = False) -> Repository:
    """A repository with these specs, not yet rendered."""
    root.mkdir(parents=True)
    made = Repository(root)
    made.git("init", "-q")
    for name in sorted(specs, reverse=backwards):
        made.write(f"specs/{name}/service.yaml", specs[name])
    return made


def _python(user: int | None) -> str:
    """A Python that a user may run: the one of these tests may be in somebody's home folder."""
    if user is None:
        return sys.executable
    places = [Path(sys.executable).parent, "/usr/bin", "/usr/local/bin"]
    programs = (shutil.which(f"python3.{sys.version_info.minor}", path=str(one)) for one in places)
    found = next((one for one in programs if one and _may_run(one, user)), None)
    return found or pytest.skip("another user may run no Python that has the packages")


def _may_run(program: str, user: int) -> bool:
    try:
        done = subprocess.run(
            [program, "-c", "import pydantic, ruamel.yaml"],
            env={"PYTHONPATH": str(_SITE), "PYTHONDONTWRITEBYTECODE": "1"},
            user=user,
            capture_output=True,
            check=False,
        )
    except PermissionError:
        return False
    return done.returncode == 0


def _run(repository: Repository, way: Way, package: Path, *words: str) -> None:
    """Run podspec in this way; it must have nothing to complain about."""
    environment = {**os.environ, "PYTHONPATH": f"{package}:{_SITE}", "PYTHONDONTWRITEBYTECODE": "1"}
    for name, value in way.variables.items():
        environment.pop(name, None)
        if value is not None:
            environment[name] = value
    done = subprocess.run(
        [_python(way.user), *way.flags, "-m", "podspec", *words],
        cwd=repository.root / way.inside,
        env=environment,
        umask=way.umask,
        user=way.user,
        group=way.user,
        extra_groups=None if way.user is None else [],
        preexec_fn=_only(way.processors),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done


def _only(processors: int | None) -> Any:  # noqa: ANN401 - what subprocess takes
    if processors is None:
        return None
    chosen = sorted(os.sched_getaffinity(0))[:processors]
    return lambda: os.sched_setaffinity(0, chosen)


def _contents(repository: Repository) -> Contents:
    return {path: (repository.root / path).read_bytes() for path in repository.files()}


def _copied(folder: Path) -> Path:
    """Podspec itself in another folder, its files made in the opposite order."""
    parts = (Path(podspec.__file__).parent, "podspec"), (templates.root(), "templates")
    for source, name in parts:
        files = [path for path in source.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        for path in sorted(files, reverse=True):
            target = folder / name / path.relative_to(source)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, target)
    return folder


@pytest.fixture(scope="module")
def specs() -> dict[str, bytes]:
    """The specs of the matrix."""
    return {name: (ROOT / "specs" / name / "service.yaml").read_bytes() for name in SPECS}


@pytest.fixture(scope="module")
def expected(specs: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Contents:
    """What they render to, here and now."""
    made = _made(tmp_path_factory.mktemp("expected") / "repository", specs)
    assert made.podspec("render") == 0
    return _contents(made)


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """A folder on a file system of another kind, where there is one."""
    with TemporaryDirectory(dir=_MEMORY if os.access(_MEMORY, os.W_OK) else tmp_path) as folder:
        yield Path(folder)


def _judge(way: Way, specs: dict[str, bytes], expected: Contents, folder: Path) -> None:
    """Render in this way, then again in this and in the usual one: the same bytes, and then no file is touched."""
    package = _copied(folder / "code") if way.in_memory else ROOT
    made = _made(folder / way.folder, specs, backwards=way.in_memory)
    if way.user is not None:
        _give(folder, way.user)
    _run(made, way, package, "render", *way.words)
    assert _contents(made) == expected
    before = made.files()
    _run(made, way, package, "render", *way.words)
    _run(made, way, package, "check", *way.words)
    assert made.files() == before


def _give(folder: Path, user: int) -> None:
    """Let a folder and all in it be somebody else's."""
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user, user)


def test_much_that_differs_at_once_decides_no_byte(
    specs: dict[str, bytes], expected: Contents, memory: Path
) -> None:
    _judge(EVERYTHING, specs, expected, memory)


@pytest.mark.long
@pytest.mark.parametrize("name", WAYS)
def test_no_way_to_run_it_decides_a_byte(
    name: str, specs: dict[str, bytes], expected: Contents, tmp_path: Path, memory: Path
) -> None:
    way = WAYS[name]
    if way.user is not None and os.geteuid() != 0:
        pytest.skip("only root can be somebody else")
    _judge(way, specs, expected, memory if way.in_memory else tmp_path)


# -- how the spec is written ---------------------------------------------------------------------------------


def _reversed(value: Any, path: tuple[str, ...] = ()) -> Any:  # noqa: ANN401 - any value of a spec
    """The same with the keys of each mapping backwards, but for the environments: their order is promotion's."""
    if isinstance(value, list):
        return [_reversed(one, path) for one in value]
    if not isinstance(value, dict):
        return value
    keys = list(value) if path == ("environments",) else list(value)[::-1]
    return {key: _reversed(value[key], (*path, key)) for key in keys}


def _as_yaml(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


@pytest.mark.parametrize("how", ["keys backwards", "CRLF", "no comments"])
def test_how_the_spec_is_laid_out_decides_no_byte(
    how: str, specs: dict[str, bytes], expected: Contents, tmp_path: Path
) -> None:
    written = {
        "keys backwards": lambda text: _as_yaml(_reversed(YAML(typ="safe").load(text))),
        "CRLF": lambda text: text.replace(b"\n", b"\r\n"),
        "no comments": lambda text: _as_yaml(YAML(typ="safe").load(text)),
    }[how]
    others = {name: written(text) for name, text in specs.items()}
    assert others != specs
    made = _made(tmp_path / "repository", others)
    assert made.podspec("render") == 0
    assert _without_specs(_contents(made)) == _without_specs(expected)


def _without_specs(contents: Contents) -> Contents:
    return {path: content for path, content in contents.items() if not path.endswith("service.yaml")}


# -- every spec, very often, by every Python -------------------------------------------------------------------

_DIGESTS = """
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from podspec.compiler import compile_spec
from podspec.model.manifest import dump, record
for path in sys.argv[1:]:
    one = compile_spec(Path(path), "specs/one/service.yaml", date(2026, 11, 23))
    if not one.artifacts:
        raise SystemExit(f"{path}: {one.diagnostics}")
    said = sha256(dump(record("1", one.artifacts, one.values or {}, one.ejected)))
    for artifact in one.artifacts:
        said.update(artifact.content + str(artifact.mode).encode())
    print(Path(path).name, said.hexdigest())
"""


def _digests(paths: list[Path], seed: int) -> bytes:
    done = subprocess.run(
        [sys.executable, "-c", _DIGESTS, *paths],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": str(seed)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.long
def test_every_right_spec_is_the_same_with_every_hash_seed() -> None:
    paths = sorted([*ROOT.glob("tests/specs/ok/*.yaml"), *ROOT.glob("specs/*/service.yaml")])
    found = {_digests(paths[:: -1 if seed % 2 else 1], seed) for seed in range(10)}
    told = {tuple(sorted(one.splitlines())) for one in found}
    assert len(told) == 1
    assert len(next(iter(told))) == len(paths) > 30
    figure(f"{len(paths)} specs, 10 hash seeds, in both orders: one answer")


@pytest.mark.long
def test_very_many_runs_are_one(specs: dict[str, bytes], expected: Contents, memory: Path) -> None:
    numbers = count()
    for seed in range(REPEATS):
        made = _made(memory / str(next(numbers)), specs, backwards=bool(seed % 2))
        _run(made, Way({"PYTHONHASHSEED": str(seed)}), ROOT, "render")
        assert _contents(made) == expected, seed
        shutil.rmtree(made.root)
    figure(f"{REPEATS} runs over {len(specs)} specs, {len(expected)} files each: the same bytes")


def _others() -> list[str]:
    """The other versions of Python that are on this machine, and that podspec is for."""
    places = [*os.environ["PATH"].split(os.pathsep), *map(str, Path.home().glob(".pyenv/versions/*/bin"))]
    found = []
    for minor in range(11, 15):
        for place in places:
            program = shutil.which(f"python3.{minor}", path=place)
            if program and minor != sys.version_info.minor and _is(program, minor):
                found.append(program)
                break
    return found


def _is(program: str, minor: int) -> bool:
    """Whether it really is that version: a name on the path may be one that only says what to install."""
    asked = [program, "-c", "import sys, venv; print(sys.version_info.minor)"]
    return subprocess.run(asked, capture_output=True, text=True, check=False).stdout.strip() == str(minor)


@pytest.mark.long
def test_every_python_writes_the_same(specs: dict[str, bytes], expected: Contents, tmp_path: Path) -> None:
    others = _others()
    if not others:
        pytest.skip("there is no other Python here")
    for number, program in enumerate(others):
        home = tmp_path / f"environment-{number}"
        subprocess.run([program, "-m", "venv", "--without-pip", home], check=True)
        pip = [sys.executable, "-m", "pip", "--quiet", "--python", home / "bin" / "python", "install"]
        got = subprocess.run(
            [*pip, "--require-hashes", "-r", ROOT / "locks" / "run.txt"], capture_output=True, check=False
        )
        if got.returncode:
            pytest.skip(f"the locked packages for {program} cannot be fetched here")
        made = _made(tmp_path / f"repository-{number}", specs)
        done = subprocess.run(
            [home / "bin" / "python", "-m", "podspec", "render"],
            cwd=made.root,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert _contents(made) == expected, program
    figure(f"{', '.join(Path(one).name for one in others)} beside 3.{sys.version_info.minor}: the same bytes")
