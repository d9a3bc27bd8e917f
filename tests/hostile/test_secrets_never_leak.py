"""A credential that somebody wrote into a file is refused, and is in nothing that podspec prints or writes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from drift.repository import MODULE, SCRIPT, SPEC, TEXT, Repository, new_repository
from figures.faults import changed, places, renamed
from figures.figure import figure
from figures.layouts import STYLES, Layout, Marked
from figures.whole_spec import SPEC as WHOLE
from specimens import AS_OF
from strategies.credentials import credentials, private_keys

from podspec.cli import run
from podspec.compiler import analyse_bytes
from podspec.model.compilation import Compilation
from podspec.model.credentials import blotted
from podspec.model.layout import PINS_FILE, POLICY_FILE
from podspec.model.report import Report
from podspec.reporters import FORMATS, reporter
from podspec.reporters.style import Style

FILE = "service.yaml"
SECRETS = credentials()
#: A few kinds of shapes, for what takes a whole command each; the first two in the short run.
SOME = ["github-ghp", "url-postgres", "aws-akia", "connection-0", "jwt-rs256", "rsa-private-key"]
MANY = [pytest.param(name, marks=pytest.mark.long if number > 1 else ()) for number, name in enumerate(SOME)]
QUICK = 12
#: Fields in which each shape is put.
SAMPLE = 10
Output = pytest.CaptureFixture[str]


def core(secret: str) -> str:
    """The part of a credential that opens something: what is blotted out, and no word is beside it."""
    hidden = blotted(secret)
    return secret[hidden.index("*") : hidden.rindex("*") + 1]


def strings() -> list[tuple[str | int, ...]]:
    """Every place of the whole spec that holds text."""
    return [path for path, value in places(WHOLE) if isinstance(value, str)]


def mappings() -> list[tuple[str | int, ...]]:
    """Every place of the whole spec that has keys."""
    return [path for path, value in places(WHOLE) if isinstance(value, dict)]


def specs(names: Iterator[str] | list[str], random: Random) -> Iterator[tuple[str, str]]:
    """Specs that hold a credential: in a value, in a key, in a comment; each with the credential."""
    for name in names:
        secret = SECRETS[name]
        values, keys = random.sample(strings(), SAMPLE), random.sample(mappings(), 2)
        layout = Layout(random, random.choice(STYLES))
        for path in values:
            yield secret, layout.write(changed(random, path, lambda _, it=secret: Marked(it)))[0]
        for path in keys:
            old = random.choice(list(next(value for here, value in places(WHOLE) if here == path)))
            yield (
                secret,
                layout.write(changed(random, path, lambda one, it=secret, was=old: renamed(one, was, it)))[0],
            )
        yield secret, f"# {secret}\n{TEXT}"
        yield secret, TEXT.replace("targets:", f"targets:  # {secret}")
        yield secret, f"{TEXT}# {secret}"


def _reports(compiled: Compilation) -> Iterator[str]:
    sources = {source.path: source for source in compiled.sources}
    run_ = Report("validate", (FILE,), findings=compiled.diagnostics, sources=sources)
    yield from (reporter(name)(run_, Style()) for name in FORMATS)


def test_it_is_refused_and_shown_nowhere_in_any_field_key_or_comment() -> None:
    """In every format, even without the net that is stretched below all that is printed."""
    random, count = Random(4), 0  # noqa: S311 - repeatable on purpose
    for secret, text in specs(random.sample(list(SECRETS), QUICK), random):
        count += 1
        _judge(secret, text)
    figure(f"{count} specs with one of {len(SECRETS)} shapes of credentials: all refused, shown in no report")


@pytest.mark.long
def test_every_shape_in_every_place_is_refused_and_shown_nowhere() -> None:
    random, count = Random(5), 0  # noqa: S311 - repeatable on purpose
    for secret, text in specs([*SECRETS] * 4, random):
        count += 1
        _judge(secret, text)
    figure(f"{count} specs with {len(SECRETS)} shapes of credentials: all refused, shown in no report")


def _judge(secret: str, text: str) -> None:
    compiled = analyse_bytes(text.encode(), FILE, AS_OF)
    assert "PS018" in {one.code for one in compiled.diagnostics}, text
    assert compiled.spec is None, text
    for shown in _reports(compiled):
        assert core(secret) not in shown, text


@pytest.mark.parametrize("kind", private_keys())
def test_no_line_of_a_private_key_is_shown(kind: str) -> None:
    key = private_keys()[kind]
    block = "".join(f"      {line}\n" for line in key.split("\n"))
    commented = "".join(f"# {line}\n" for line in key.split("\n"))
    for text in (f"{TEXT}container:\n  environment:\n    KEY: |\n{block}", commented + TEXT):
        compiled = analyse_bytes(text.encode(), FILE, AS_OF)
        assert {one.code for one in compiled.diagnostics} == {"PS018"}
        for shown in _reports(compiled):
            assert not [line for line in key.split("\n")[1:-1] if line in shown]


def test_one_that_is_spelt_with_escapes_is_refused() -> None:
    for secret in list(SECRETS.values())[::4]:
        spelt = "".join(f"\\u{ord(one):04x}" for one in secret)
        text = f'{TEXT}container: {{environment: {{KEY: "{spelt}"}}}}\n'
        compiled = analyse_bytes(text.encode(), FILE, AS_OF)
        assert {one.code for one in compiled.diagnostics} == {"PS018"}
        assert not [shown for shown in _reports(compiled) if core(secret) in shown]


# -- whole commands ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = new_repository(tmp_path_factory.mktemp("secrets") / "root")
    assert made.podspec("render") == 0
    made.git("add", ".")
    made.git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "one")
    return made.root


@pytest.fixture
def repository(rendered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository whose spec is right, rendered and committed."""
    shutil.copytree(rendered, tmp_path / "root")
    monkeypatch.chdir(tmp_path / "root")
    return Repository(tmp_path / "root")


def _said(capsys: Output, *arguments: str) -> tuple[int, str]:
    capsys.readouterr()
    code = run(list(arguments))
    return code, "".join(capsys.readouterr())


def _written(repository: Repository, secret: str, *known: str) -> list[str]:
    """The files that hold a credential, but for those in which somebody has put it."""
    files = (path for path in repository.root.rglob("*") if path.is_file() and ".git/" not in str(path))
    found = [
        path.relative_to(repository.root).as_posix()
        for path in files
        if core(secret).encode() in path.read_bytes()
    ]
    return [path for path in found if path not in known]


@pytest.mark.parametrize("name", MANY)
def test_no_command_shows_or_writes_one_of_a_spec(name: str, repository: Repository, capsys: Output) -> None:
    secret = SECRETS[name]
    repository.write(SPEC, TEXT.replace("{name: hello}", f"{{name: hello, description: '{secret}'}}"))
    reports = [word for name in FORMATS for word in ("--report", f"{name}=out.{name}")]
    for arguments in (
        ["validate"], ["validate", *reports], ["check", *reports], ["render"], ["render", "--force"], ["diff"],
        ["show"], ["cost"], ["why", SPEC], ["why", MODULE], ["report"], ["upgrade"], ["target", "list"],
        ["target", "add", "ec2"], ["set", "targets.lambda.memory_mb", "512"],
    ):  # fmt: skip
        code, said = _said(capsys, *arguments)
        assert code in (0, 1, 2), said
        assert core(secret) not in said, arguments
    assert _written(repository, secret, SPEC) == []


@pytest.mark.parametrize("name", MANY)
def test_no_command_shows_one_that_is_typed(name: str, repository: Repository, capsys: Output) -> None:
    secret = SECRETS[name]
    for arguments in (
        [secret], ["validate", secret], ["validate", "--report", secret], ["validate", "--as-of", secret],
        ["check", "--changed-since", secret], ["check", "--shard", secret], ["diff", "--from", secret],
        ["show", "--env", secret], ["why", secret], ["why", f"{SPEC}:{secret}"], ["explain", secret],
        ["set", "service.description", secret], ["set", secret, "1"], ["target", "add", secret],
        ["report", "-o", f"{secret}/x"], ["completion", secret], ["cost", secret],
    ):  # fmt: skip
        code, said = _said(capsys, *arguments)
        assert code in (1, 2), (arguments, said)
        assert core(secret) not in said, arguments
    assert _written(repository, secret) == []


@pytest.mark.parametrize("file", [POLICY_FILE, PINS_FILE])
def test_one_in_a_shared_file_is_refused(file: str, repository: Repository, capsys: Output) -> None:
    for name in SOME:
        repository.write(file, json.dumps({"version": 1, "a": SECRETS[name]}))
        code, said = _said(capsys, "check")
        assert (code, "PS018" in said, core(SECRETS[name]) in said) == (1, True, False)


@pytest.mark.parametrize("name", MANY)
def test_a_diff_hides_one_that_was_written_into_an_artifact(
    name: str, repository: Repository, capsys: Output
) -> None:
    secret = SECRETS[name]
    for path in (MODULE, SCRIPT):
        repository.write(path, f"# {secret}\n{repository.read(path)}")
    reports = [word for name in FORMATS for word in ("--report", f"{name}=out.{name}")]
    for arguments in (
        ["check"], ["check", *reports], ["render", "--dry-run", "--diff"], ["diff"], ["report"],
        ["why", f"{MODULE}:1"], ["why", f"{SCRIPT}:1"], ["upgrade"],
    ):  # fmt: skip
        _, said = _said(capsys, *arguments)
        assert core(secret) not in said, arguments
    assert _written(repository, secret, MODULE, SCRIPT) == []


@pytest.mark.usefixtures("repository")
def test_a_crash_report_hides_one(capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a bug quotes is not known beforehand: this one quotes what it was given."""

    def broken(*_: object) -> None:
        raise AssertionError(f"cannot judge {list(SECRETS.values())!r}")

    monkeypatch.setattr("podspec.commands.validate.analyse_all", broken)
    code, said = _said(capsys, "validate")
    assert code == 3
    assert "please open an issue" in said.casefold()
    assert [name for name, secret in SECRETS.items() if core(secret) in said] == []


def test_an_edit_that_takes_one_out_does_not_show_it(repository: Repository, capsys: Output) -> None:
    """`set` reads only specs that hold none, and says so; the person takes it out by hand."""
    secret = SECRETS["github-ghp"]
    repository.write(SPEC, TEXT.replace("{name: hello}", f"{{name: hello, description: {secret}}}"))
    code, said = _said(capsys, "set", "service.description", "a word")
    assert (code, "PS018" in said, secret in said) == (1, True, False)
