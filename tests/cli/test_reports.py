"""Reports: many of one run, coloured only where a person looks, and judged on the day that is named."""

import json

import pytest
from drift.repository import DEV, SCRIPT, SPEC, Repository
from runner import command, lines

from podspec.cli import run
from podspec.commands import options

Output = pytest.CaptureFixture[str]


def _wrong(repository: Repository) -> None:
    repository.replace(SPEC, "version: 1", "version: 2")


def test_one_run_gives_many_reports(repository: Repository, capsys: Output) -> None:
    _wrong(repository)
    assert run(["validate", "--report", "json=report.json", "--report", "text"]) == 1
    assert "error[PS104]" in capsys.readouterr().out
    document = json.loads(repository.read("report.json"))
    assert (document["report"], document["command"]) == (1, "validate")
    assert [one["code"] for one in document["findings"]] == ["PS104"]


def test_one_run_tells_the_same_in_every_format(repository: Repository, capsys: Output) -> None:
    assert run(["render"]) == 0
    repository.write(DEV, repository.read(DEV) + "# hotfix\n")
    repository.remove(SCRIPT)
    (repository.root / "reports").mkdir()
    sinks = [part for name in options.FORMATS for part in ("--report", f"{name}=reports/{name}")]
    capsys.readouterr()
    assert run(["check", *sinks]) == 1
    assert capsys.readouterr().out == ""
    for name in options.FORMATS:
        text = repository.read(f"reports/{name}")
        assert all(said in text for said in ("PS301", "PS304", DEV, SCRIPT, "edited")), name


def test_a_deleted_spec_is_one_cause_to_people_and_each_file_to_programs(
    repository: Repository, capsys: Output
) -> None:
    assert run(["render"]) == 0
    repository.remove(SPEC)
    capsys.readouterr()
    assert run(["check", "--report", "text", "--report", "json=report.json"]) == 1
    said, found = capsys.readouterr().out, json.loads(repository.read("report.json"))["drifts"]
    orphans = [one for one in found if one["kind"] == "orphaned"]
    assert len(orphans) > 100
    assert len(said.splitlines()) < 30
    assert said.count(f"podspec wrote it for {SPEC}, which is gone") == 1
    assert run(["check", "--verbose"]) == 1
    assert capsys.readouterr().out.count("= cure: ") == len(found)


@pytest.mark.usefixtures("repository")
def test_a_clean_check_says_so_in_every_format(capsys: Output) -> None:
    assert run(["render"]) == 0
    capsys.readouterr()
    for name in options.FORMATS:
        assert run(["check", "--report", name]) == 0
        assert "PS3" not in capsys.readouterr().out, name


def test_a_value_in_a_spec_gives_no_command_to_the_runner(repository: Repository, capsys: Output) -> None:
    repository.replace(SPEC, "name: hello", 'name: "##[stop-commands]x ::error::"')
    assert run(["validate", "--report", "text", "--report", "concise", "--report", "github"]) == 1
    given = [one.name for line in lines(capsys.readouterr().out) if (one := command(line))]
    assert given == ["error"]


def test_a_report_in_a_file_has_no_colour(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    _wrong(repository)
    assert run(["validate", "--report", "text=report.txt"]) == 1
    assert "\x1b" not in repository.read("report.txt")


@pytest.mark.parametrize(
    ("variables", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"NO_COLOR": ""}, False),
    ],
)
def test_colour_follows_the_environment(
    variables: dict[str, str],
    coloured: bool,  # noqa: FBT001 - a column of the table
    repository: Repository,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Output,
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    _wrong(repository)
    assert run(["validate"]) == 1
    assert ("\x1b[" in capsys.readouterr().out) is coloured


def test_a_report_that_cannot_be_written_is_two(repository: Repository, capsys: Output) -> None:
    assert repository.podspec("validate", "--report", "json=nowhere/report.json") == 2
    assert "nowhere/report.json" in capsys.readouterr().err


def test_the_day_decides_what_has_expired(repository: Repository) -> None:
    repository.replace(SPEC, "timeout_seconds: 10", "timeout_seconds: 60")
    accept = "accept: [{code: PS210, reason: it answers at once, expires: 2027-01-31}]\n"
    repository.write(SPEC, repository.read(SPEC) + accept)
    assert run(["validate", "--as-of", "2027-01-31"]) == 0
    assert run(["validate", "--as-of", "2027-02-01"]) == 1


def test_the_day_never_changes_bytes(repository: Repository) -> None:
    assert run(["render", "--as-of", "2026-01-01"]) == 0
    before = repository.files()
    assert run(["render", "--as-of", "2099-12-31"]) == 0
    assert repository.files() == before


def test_every_format_is_offered_in_the_help(capsys: Output) -> None:
    assert run(["validate", "--help"]) == 0
    said = capsys.readouterr().out
    assert all(name in said for name in options.FORMATS)
