"""The options that commands share."""

import os
import re
import subprocess
from datetime import date
from pathlib import Path

import click
import pytest
from strategies.credentials import credentials

from podspec.commands.options import (
    DayType,
    Sink,
    SinkType,
    Workspace,
    finish,
    judged_on,
    plural,
    protect,
    workspace,
)
from podspec.model.drift import Drift, DriftKind
from podspec.model.report import Report
from podspec.reporters import FORMATS


@pytest.mark.parametrize(
    ("text", "sink"),
    [
        ("text", Sink("text", None)),
        ("json=report.json", Sink("json", Path("report.json"))),
        ("json=a=b.json", Sink("json", Path("a=b.json"))),
        ("json=", Sink("json", None)),
    ],
)
def test_a_report_is_a_format_and_maybe_a_file(text: str, sink: Sink) -> None:
    assert SinkType().convert(text, None, None) == sink


@pytest.mark.parametrize("text", ["", "nonsense", "=x", "TEXT"])
def test_a_format_that_is_none_names_those_that_are(text: str) -> None:
    with pytest.raises(click.BadParameter, match=re.escape(", ".join(FORMATS))):
        SinkType().convert(text, None, None)


def test_a_day_is_read_as_the_calendar_has_it() -> None:
    assert DayType().convert("2028-02-29", None, None) == date(2028, 2, 29)
    for text in ("2027-02-29", "tomorrow", ""):
        with pytest.raises(click.BadParameter):
            DayType().convert(text, None, None)


def test_the_day_is_today_unless_it_is_named() -> None:
    assert judged_on(date(2027, 1, 31)) == date(2027, 1, 31)
    assert abs((judged_on(None) - date.today()).days) <= 1  # noqa: DTZ011 - midnight may pass


def test_counts_have_their_words() -> None:
    assert [plural(count, "spec") for count in (0, 1, 2, 1000)] == ["0 specs", "1 spec", "2 specs", "1,000 specs"]


def test_specs_are_called_by_their_path_from_the_root_whatever_folder_one_is_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = tmp_path / "specs" / "x" / "service.yaml"
    spec.parent.mkdir(parents=True)
    spec.touch()
    (tmp_path / ".git").mkdir()
    for folder, named in (
        (tmp_path, ()),
        (spec.parent, ()),
        (tmp_path / "specs", (Path("x"),)),
        (tmp_path, (spec,)),
    ):
        monkeypatch.chdir(folder)
        there = workspace(named)
        assert [called for _, called in there.specs] == ["specs/x/service.yaml"]
        assert there.root == tmp_path


@pytest.mark.parametrize("form", FORMATS)
def test_the_exit_code_never_depends_on_the_format(form: str, tmp_path: Path) -> None:
    sinks = (Sink(form, tmp_path / "report"),)
    assert finish(Report("check", ()), sinks, strict=True) == 0
    assert finish(Report("check", (), drifts=(Drift(DriftKind.STALE, "a", "b"),)), sinks, strict=False) == 1


@pytest.mark.parametrize("form", FORMATS)
def test_no_report_shows_a_credential_wherever_it_came_from(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Files of an output directory have whatever names people gave them."""
    secret = credentials()["github-ghp"]
    drifted = Report("check", (), drifts=(Drift(DriftKind.UNMANAGED, f"generated/{secret}/a.tf", "no reason"),))
    finish(drifted, (Sink(form, None), Sink(form, tmp_path / "report")), strict=False)
    for told in (capsys.readouterr().out, (tmp_path / "report").read_text("utf-8")):
        assert "/a.tf" in told
        assert secret not in told


@pytest.fixture
def there(tmp_path: Path) -> Workspace:
    """A repository with a spec, its pins, and a file that git tracks."""
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    for name in ("service.yaml", "podspec.pins.json", "Dockerfile", "old.json"):
        (tmp_path / name).write_text("x\n", "utf-8")
    subprocess.run(["git", "add", "Dockerfile"], cwd=tmp_path, check=True)
    return Workspace(tmp_path, ((tmp_path / "service.yaml", "service.yaml"),))


@pytest.mark.parametrize(
    "name", ["service.yaml", "podspec.pins.json", "Dockerfile", ".git/config", ".git/new", ".podspec/lock"]
)
def test_no_report_takes_the_place_of_what_somebody_would_miss(there: Workspace, name: str) -> None:
    with pytest.raises(click.UsageError, match="not a report"):
        protect((Sink("json", there.root / name),), there)


def test_an_earlier_report_is_replaced(there: Workspace) -> None:
    protect((Sink("json", there.root / "old.json"), Sink("text", there.root / "new.txt")), there)


def test_a_pipe_is_never_read(there: Workspace) -> None:
    os.mkfifo(there.root / "pipe")
    protect((Sink("json", there.root / "pipe"), Sink("json", Path(os.devnull))), there)


def test_two_reports_need_two_files(there: Workspace) -> None:
    with pytest.raises(click.UsageError, match="cannot hold two reports"):
        protect((Sink("json", there.root / "a"), Sink("text", there.root / "." / "a")), there)
