"""`podspec verify`: real checkers over what a spec renders to; one table, one exit code, no file touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from checking import CHECKOV
from drift.repository import Repository, new_repository

from podspec.cli import run
from podspec.commands import verify

Output = pytest.CaptureFixture[str]
LOOSE = "FROM debian\nCMD sleep 1\n"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with a spec that was never rendered, and a Dockerfile."""
    made = new_repository(tmp_path / "repository")
    made.write("Dockerfile", "FROM debian:13.1\n")
    monkeypatch.chdir(made.root)
    monkeypatch.setenv("NO_COLOR", "1")
    return made


def test_one_table_says_who_judged_what_and_touches_nothing(repository: Repository, capsys: Output) -> None:
    before = repository.files()
    assert run(["verify", "--only", "actionlint", "--only", "hadolint"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].split() == ["checker", "version", "files", "result", "time"]
    assert [(line.split()[0], line.split()[3]) for line in lines[1:3]] == [
        ("actionlint", "ok"),
        ("hadolint", "ok"),
    ]
    assert "2 checkers of 2 judged the output: nothing found" in lines[-2]
    assert "paths differ on disk: podspec check" in lines[-1]
    assert repository.files() == before


def test_one_path_that_differs_is_one(repository: Repository, capsys: Output) -> None:
    assert run(["render"]) == 0
    next((repository.root / "generated").rglob("README.md")).unlink()
    assert run(["verify", "--only", "hadolint"]) == 0
    assert capsys.readouterr().out.endswith("1 path differs on disk: podspec check\n")


@pytest.mark.parametrize(
    ("dockerfile", "strict", "code"),
    [(LOOSE, False, 0), (LOOSE, True, 1), ("FROM debian:13\nFRM x\n", False, 1)],
)
def test_a_dockerfile_is_the_users_and_fails_the_run_only_by_errors(
    dockerfile: str,
    strict: bool,  # noqa: FBT001 - a parameter of the test
    code: int,
    repository: Repository,
    capsys: Output,
) -> None:
    repository.write("Dockerfile", dockerfile)
    assert run(["verify", "--only", "hadolint", *(["--strict"] if strict else [])]) == code
    said = capsys.readouterr().out
    assert " --> Dockerfile:" in said
    assert "podspec explain" not in said


def test_findings_are_findings_in_every_report(repository: Repository, capsys: Output) -> None:
    repository.write("Dockerfile", LOOSE)
    reports = ["--report", "json", "--report", "sarif=s.sarif", "--report", "junit=j.xml", "--report", "github=g"]
    assert run(["verify", "--only", "hadolint", *reports]) == 0
    document = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in document["findings"]] == ["DL3006", "DL3025"]
    (check,) = document["checks"]
    assert (check["name"], check["outcome"], check["findings"]) == ("hadolint", "findings", 2)
    assert all("DL3006" in repository.read(name) for name in ("s.sarif", "j.xml", "g"))


def test_a_wrong_spec_is_reported_and_nothing_is_verified(repository: Repository, capsys: Output) -> None:
    repository.replace("specs/hello/service.yaml", "version: 1", "version: 2")
    assert run(["verify"]) == 1
    said = capsys.readouterr().out
    assert "error[PS104]" in said
    assert "nothing was verified" in said


@pytest.mark.usefixtures("repository")
def test_a_checker_that_was_asked_for_must_be_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    assert run(["verify", "--only", "checkov"]) == 2
    assert "checkov not installed: https://www.checkov.io" in capsys.readouterr().err


@pytest.mark.usefixtures("repository")
def test_where_nobody_can_judge_nothing_is_called_clean(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr("sys.executable", str(tmp_path / "python"))
    assert run(["verify"]) == 2
    assert "nothing can be verified" in capsys.readouterr().err


@pytest.mark.usefixtures("repository")
def test_a_broken_checker_fails_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Output) -> None:
    broken = tmp_path / "bin" / "zizmor"
    broken.parent.mkdir()
    broken.write_text("#!/bin/sh\necho oh no >&2\nexit 3\n")
    broken.chmod(0o755)
    monkeypatch.setenv("PATH", str(broken.parent), prepend=":")
    assert run(["verify", "--only", "zizmor"]) == 1
    assert "zizmor broken: exit code 3: oh no" in capsys.readouterr().out


@pytest.mark.long
@pytest.mark.parametrize("target", ["lambda", "ec2", "both"])
def test_what_init_writes_passes_every_checker(
    target: str, repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: Output
) -> None:
    repository.remove("specs/hello/service.yaml")
    monkeypatch.setenv("PATH", str(CHECKOV.parent), prepend=":")
    arguments = ["--account", "123456789012", "--slug", "acme/shop", "--ids", "1,2", "--name", "shop"]
    assert run(["init", "--yes", *arguments, "--target", target]) == 0
    names = ("terraform-fmt", "actionlint", "zizmor", "shellcheck", "hadolint", "checkov")
    only = [word for name in names for word in ("--only", name)]
    code = run(["verify", "--strict", *only])
    assert code == 0, capsys.readouterr().out


@pytest.mark.parametrize(
    ("columns", "expected"), [(40, "waiting for actionlint, shellcheck …"), (36, "waiting for 2 checkers …")]
)
def test_whom_a_person_waits_for_fits_into_one_line(
    columns: int, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    assert verify._waiting_for(["actionlint", "shellcheck"]) == expected  # noqa: SLF001 - it is gone at once
