"""Nothing that somebody else chose moves the cursor, turns the line around, or gives a command to a CI log.

Every command is run over a repository in which every name and every text that can be hostile is.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from drift.repository import MANIFEST, MODULE, OUTPUT, SCRIPT, SPEC, TEXT, Repository, new_repository
from figures.figure import figure
from runner import command, lines

from podspec.cli import COMMANDS, run
from podspec.model.layout import PINS_FILE, POLICY_FILE
from podspec.reporters import FORMATS

Output = pytest.CaptureFixture[str]

#: What a terminal obeys, what turns or hides text, and what is no character at all.
_OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]"
)
#: podspec's own colours, on a terminal that takes them.
_COLOURS = re.compile("\x1b\\[[0-9;]*m")

_PAYLOADS = {
    "colour": "a\x1b[31mb",
    "title": "a\x1b]0;title\x07b",
    "clear": "a\x1b[2J\x1b[Hb",
    "one byte": "a\x9b31mb",
    "backspace": "a\b\b\bb",
    "return": "a\rb",
    "turned": "a\u202eb",
    "isolated": "a\u2066b",
    "hidden": "a\u200bb",
    "separated": "a\u2028b",
    "command": "::error::b",
    "on a new line": "a\n::error title=x::b",
    "behind a return": "a\r::warning::b",
    "in brackets": "##[error]b",
    "stopped": "::stop-commands::b",
}
#: Each argument of each command is tried with all of them in the long run, with a few in the short one.
_QUICK = {"colour", "turned", "on a new line", "in brackets"}
_SOME = [pytest.param(name, marks=() if name in _QUICK else pytest.mark.long) for name in _PAYLOADS]
#: What a manifest and a report may hold is what anybody wrote; the file system takes anything but `/` and NUL.
NAMES = [one.replace("/", "_") for one in _PAYLOADS.values()]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository whose files are all rendered and committed, and then all hostile."""
    made = new_repository(tmp_path_factory.mktemp("terminal") / "root")
    assert made.podspec("render") == 0
    made.git("add", ".")
    made.git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "one")
    for number, text in enumerate(NAMES):
        made.write(f"{OUTPUT}/{text}/{text}", text)
        made.write(f"{OUTPUT}/terraform/modules/lambda/{text}.tf", f'# {text}\nresource "x" "{text}" {{}}\n')
        made.write(f"specs/{number}{text}/service.yaml", TEXT.replace("name: hello", f'name: "{number}"'))
    for path in (MODULE, SCRIPT):
        made.write(path, "".join(f"# {text}\n{text}\n" for text in NAMES) + made.read(path))
    made.write(POLICY_FILE, _policy())
    _poison_manifest(made)
    return made.root


@pytest.fixture
def repository(rendered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    shutil.copytree(rendered, tmp_path / "root")
    monkeypatch.chdir(tmp_path / "root")
    monkeypatch.setenv("COLUMNS", "80")
    return Repository(tmp_path / "root")


def _policy() -> str:
    """A policy that nothing keeps, whose words are commands to a log, as far as a policy may say them."""
    words = [text for text in NAMES if not _OBEYED.search(text) and "\n" not in text]
    rules = [
        {"code": f"ACME{number:03}", "reason": text, "message": text, "help": text,
         "must": {"path": "service.owner", "equals": text}}
        for number, text in enumerate(words)
    ]  # fmt: skip
    required = [{"path": "service.description", "equals": text, "reason": text} for text in words]
    return json.dumps({"version": 1, "rules": rules, "required": required})


def _poison_manifest(made: Repository) -> None:
    """A manifest that says it has rendered files of every hostile name."""
    manifest = json.loads(made.read(MANIFEST))
    key = next(one for one in ("artifacts", "records") if one in manifest)
    record = next(iter(manifest[key].values())) if isinstance(manifest[key], dict) else manifest[key][0]
    for text in NAMES:
        if isinstance(manifest[key], dict):
            manifest[key][f"{OUTPUT}/{text}"] = record
        else:
            manifest[key].append({**record, "path": f"{OUTPUT}/{text}"})
    made.write(MANIFEST, json.dumps(manifest, indent=1))


def _invocations(text: str) -> Iterator[list[str]]:
    """Every command, with a hostile text wherever an argument goes."""
    for verb in COMMANDS:
        if verb != "watch":
            yield [verb, text]
            yield [verb, f"--{text}"]
    yield [text]
    yield ["check", "--changed-since", text]
    yield ["check", "--shard", text]
    yield ["check", "--report", text]
    yield ["check", "--report", f"text={text}/x"]
    yield ["check", "--as-of", text]
    yield ["diff", "--from", text]
    yield ["diff", "--to", text]
    yield ["diff", "--from", "HEAD", "--to", text]
    yield ["why", f"{SPEC}:{text}"]
    yield ["why", f"{MODULE}:{text}"]
    yield ["show", "--env", text, SPEC]
    yield ["set", "service.description", text, SPEC]
    yield ["set", text, "1", SPEC]
    yield ["set", "targets.lambda.memory_mb", text, SPEC]
    yield ["target", "add", text, SPEC]
    yield ["target", "remove", text, SPEC]
    yield ["init", "--name", text]
    yield ["init", "--from-copilot", text]
    yield ["report", SPEC, "-o", f"{text}/x"]
    yield ["verify", "--only", text]
    yield ["completion", text]


#: Every command over the hostile repository, without an argument of one's own.
WHOLE = [
    ["check"], ["check", SPEC], ["render", "--dry-run", "--diff"], ["validate"], ["diff"], ["upgrade"],
    ["diff", "--from", "HEAD"], ["rules", "--report", "json"], ["why", "--format", "json", f"{MODULE}:1"],
    ["absorb"], ["matrix"], ["cost"], ["cost", SPEC], ["show", SPEC], ["show", "--origin", SPEC],
    ["why", MODULE], ["why", f"{MODULE}:1"], ["why", SPEC], ["why", f"{SPEC}:4"], ["why", POLICY_FILE],
    ["why", f"{OUTPUT}/{NAMES[0]}/{NAMES[0]}"], ["report", SPEC, "-o", "-"], ["rules"], ["explain", "ACME000"],
    ["explain", "ACME001"], ["target", "list", SPEC], ["set", "--dry-run", "service.description", "x", SPEC],
    ["render", "--force"], ["render", "--force", "--adopt"], ["check"],
]  # fmt: skip


def _said(capsys: Output, arguments: list[str]) -> str:
    capsys.readouterr()
    code = run(arguments)
    out, err = capsys.readouterr()
    assert code in (0, 1, 2), (arguments, err)
    return out + err


def _judge(said: str, arguments: list[str]) -> None:
    found = _OBEYED.search(said)
    assert not found, (arguments, said[max(0, found.start() - 200) : found.end() + 40] if found else "")
    assert [line for line in lines(said) if command(line)] == [], arguments


@pytest.mark.parametrize("name", _SOME)
def test_no_argument_is_obeyed(name: str, repository: Repository, capsys: Output) -> None:
    (repository.root / "specs").rename(repository.root / "others")
    repository.write(SPEC, TEXT)
    repository.remove(POLICY_FILE)
    for arguments in _invocations(_PAYLOADS[name]):
        if "\0" not in "".join(arguments):
            _judge(_said(capsys, arguments), arguments)


@pytest.mark.usefixtures("repository")
def test_no_name_and_no_text_of_a_repository_is_obeyed(capsys: Output) -> None:
    for arguments in WHOLE:
        _judge(_said(capsys, arguments), arguments)
    figure(f"{len(WHOLE)} commands over {len(_PAYLOADS)} hostile texts in names, files, policy and manifest")


def test_a_wrong_policy_and_wrong_pins_are_not_obeyed(repository: Repository, capsys: Output) -> None:
    for text in _PAYLOADS.values():
        repository.write(POLICY_FILE, json.dumps({"version": 1, text: text, "required": [{"path": text}]}))
        repository.write(PINS_FILE, json.dumps({text: text}))
        for arguments in (["check", SPEC], ["explain", text], ["why", PINS_FILE]):
            _judge(_said(capsys, arguments), arguments)


def test_no_value_or_key_of_a_spec_is_obeyed(repository: Repository, capsys: Output) -> None:
    repository.remove(POLICY_FILE)
    for text in _PAYLOADS.values():
        for spec in (
            TEXT.replace("{name: hello}", json.dumps({"name": "hello", "description": text})),
            TEXT.replace("{name: hello}", json.dumps({"name": text})),
            TEXT.replace("{name: hello}", json.dumps({"name": "hello", text: text})),
            f"{text}\n{TEXT}",
            f"{TEXT}# {text}\n{text}: 1\n",
            f"{TEXT}container: {{environment: {json.dumps({'KEY': text})}}}\n",
        ):
            repository.write(SPEC, spec)
            for arguments in (["validate", SPEC], ["show", SPEC]):
                _judge(_said(capsys, arguments), arguments)


def test_colour_is_podspecs_own(repository: Repository, capsys: Output, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a terminal takes colour, a painted text is still no one else's sequence."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    repository.remove(POLICY_FILE)
    for arguments in (
        ["check", SPEC],
        ["diff", SPEC],
        ["render", "--dry-run", "--diff", SPEC],
        ["why", f"{MODULE}:1"],
    ):
        said = _said(capsys, arguments)
        assert "\x1b[31mb" not in said, arguments
        assert not _OBEYED.search(_COLOURS.sub("", said)), arguments


@pytest.mark.parametrize("name", [one for one in FORMATS if one != "github"])
@pytest.mark.usefixtures("repository")
def test_no_report_gives_a_command_or_holds_an_escape(name: str, capsys: Output) -> None:
    _judge(_said(capsys, ["check", SPEC, "--report", name]), ["--report", name])


def test_annotations_of_github_are_errors_and_warnings_of_podspec_alone(
    repository: Repository, capsys: Output
) -> None:
    said = _said(capsys, ["check", SPEC, "--report", "github"])
    given = [command(line) for line in lines(said) if line]
    assert len(given) > len(["of errors"])
    for one in given:
        assert one is not None, said
        assert one.name in {"error", "warning"}
        assert one.properties["title"] == "podspec" or re.fullmatch(r"(PS|ACME)\d{3}", one.properties["title"])
    assert not _OBEYED.search(said)
    assert repository.root
