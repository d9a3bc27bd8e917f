"""Exit codes: the same for every command and every format of report."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from drift.repository import DEV, SPEC, TEXT, Repository

from podspec import cli
from podspec.cli import run

Output = pytest.CaptureFixture[str]
Situation = Callable[[Repository], object]
FORMATS = ["text", "json"]


def _nothing(_repository: Repository) -> None:
    """Leave it as it is."""


def _render(repository: Repository) -> None:
    assert repository.podspec("render") == 0


def _edit(repository: Repository) -> None:
    _render(repository)
    repository.write(DEV, "by hand\n")


def _wrong(repository: Repository) -> None:
    repository.replace(SPEC, "version: 1", "version: 2")


SITUATIONS: list[tuple[Situation, dict[str, int]]] = [
    (_nothing, {"validate": 0, "render": 0, "check": 1}),
    (_render, {"validate": 0, "render": 0, "check": 0}),
    (_edit, {"validate": 0, "render": 1, "check": 1}),
    (_wrong, {"validate": 1, "render": 1, "check": 1}),
    (lambda one: one.write(SPEC, b""), {"validate": 1, "render": 1, "check": 1}),
    (lambda one: one.write(SPEC, b"\0"), {"validate": 1, "render": 1, "check": 1}),
    (lambda one: one.write(SPEC, b"#" * 300_000), {"validate": 1, "render": 1, "check": 1}),
    (lambda one: one.remove(SPEC), {"validate": 2, "render": 2, "check": 2}),
]


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("command", ["validate", "render", "check"])
@pytest.mark.parametrize(("situation", "codes"), SITUATIONS)
def test_a_situation_has_one_exit_code(
    situation: Situation, codes: dict[str, int], command: str, form: str, repository: Repository
) -> None:
    situation(repository)
    assert run([command, "--report", form]) == codes[command]


@pytest.mark.parametrize("command", ["validate", "render", "check"])
@pytest.mark.parametrize("form", FORMATS)
def test_warnings_fail_a_run_only_where_they_are_asked_to(
    command: str, form: str, repository: Repository, capsys: Output
) -> None:
    repository.write(SPEC, repository.read(SPEC).replace("timeout_seconds: 10", "timeout_seconds: 1"))
    assert run(["render"]) == 0
    capsys.readouterr()
    assert run([command, "--report", form]) == 0
    said = capsys.readouterr().out
    assert "warning" in said
    assert run([command, "--report", form, "--strict"]) == 1


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["validate", "--nonsense"],
        ["validate", "--report", "nonsense"],
        ["validate", "--as-of", "tomorrow"],
        ["check", "nowhere.yaml"],
        ["render", "nowhere/service.yaml"],
        ["validate", "/etc/hostname"],
        ["explain", "PS999"],
        ["explain", "../../etc/passwd"],
        ["show", "--env", "nonsense"],
        ["completion", "nonsense"],
    ],
)
def test_what_cannot_be_run_is_two_and_one_word_on_standard_error(
    arguments: list[str], repository: Repository, capsys: Output
) -> None:
    assert repository.root
    assert run(arguments) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip()
    assert "Traceback" not in said.err


def test_a_spec_may_be_named_by_its_folder(repository: Repository) -> None:
    assert run(["validate", str(Path(SPEC).parent)]) == 0
    assert repository.podspec("validate", SPEC, str(Path(SPEC).parent)) == 0


def test_a_folder_without_a_spec_is_a_missing_file(repository: Repository, capsys: Output) -> None:
    (repository.root / "empty").mkdir()
    assert run(["validate", "empty"]) == 2
    assert "empty/service.yaml" in capsys.readouterr().err


def test_a_spec_that_is_a_folder_is_no_file(repository: Repository, capsys: Output) -> None:
    (repository.root / "odd" / "service.yaml").mkdir(parents=True)
    assert run(["validate", "odd"]) == 2
    assert "service.yaml" in capsys.readouterr().err


@pytest.mark.parametrize(
    "folder",
    ["${{ github.token }}", "a\n::add-mask::b", "\x1b[31m", "*", "[a]", "$(id)", "it's", "a`b`", "a|b", "!a"],
)
def test_a_spec_whose_path_would_be_more_than_a_path_is_bad_usage(
    repository: Repository, capsys: Output, folder: str
) -> None:
    repository.write(f"specs/{folder}/service.yaml", repository.read(SPEC))
    assert run(["validate"]) == 2
    *_, said = capsys.readouterr().err.splitlines()
    assert said.startswith("Error: ")
    assert "the path of a spec has letters, digits, blanks and" in said
    assert said.isprintable()


def test_a_spec_may_lie_in_a_folder_with_blanks_and_letters_of_any_script(repository: Repository) -> None:
    spec = repository.read(SPEC).replace("hello", "other")
    repository.write("specs/mein Dienst (für 日本)/service.yaml", f"{spec}foundation: existing\n")
    assert run(["render"]) == 0
    page = repository.read("generated/other/docs/README.md")
    assert "](../../../specs/mein%20Dienst%20%28f%C3%BCr%20%E6%97%A5%E6%9C%AC%29/service.yaml)" in page


def test_a_spec_outside_of_the_repository_is_bad_usage(repository: Repository, capsys: Output) -> None:
    repository.write("../elsewhere/service.yaml", repository.read(SPEC))
    assert run(["render", "../elsewhere/service.yaml"]) == 2
    assert "outside the repository" in capsys.readouterr().err


def test_a_folder_that_is_no_repository_is_its_own_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "service.yaml").write_text(TEXT, "utf-8")
    assert run(["render"]) == 0
    assert (tmp_path / "generated" / "hello" / "terraform").is_dir()


def test_no_spec_at_all_says_where_one_was_looked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["check"]) == 2
    assert "specs/*/service.yaml" in capsys.readouterr().err


# -- bugs and interruptions --------------------------------------------------------------------------------


def test_a_bug_gives_a_report_to_paste_and_three(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    def stage(*_: object) -> None:
        raise RuntimeError("the stage fell over")

    monkeypatch.setattr("podspec.compiler.parse", stage)
    assert repository.podspec("validate") == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert "podspec has a bug" in said.err
    assert "RuntimeError: the stage fell over" in said.err
    assert cli.__version__ in said.err


@pytest.mark.parametrize("error", [KeyboardInterrupt(), click.exceptions.Abort()])
def test_an_interruption_is_a_hundred_and_thirty(
    error: BaseException, repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    def interrupted(*_: object) -> None:
        raise error

    monkeypatch.setattr("podspec.compiler.parse", interrupted)
    assert repository.podspec("validate") == 130
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "error", [OSError(28, "No space left on device", "x.tf"), PermissionError(13, "denied", "x")]
)
def test_a_full_disk_and_a_closed_door_are_two_and_one_line(
    error: OSError, repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr("podspec.compiler.read", refuse)
    assert repository.podspec("validate") == 2
    assert capsys.readouterr().err == f"error: {error.filename}: {error.strerror}\n"


def test_a_reader_that_leaves_is_no_bug(repository: Repository) -> None:
    repository.write(SPEC, "\n".join(f"key_{number}: 1" for number in range(2000)))
    command = f"{sys.executable} -m podspec validate | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], cwd=repository.root, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    assert done.stdout.splitlines()[-1] in {"1", "2"}
