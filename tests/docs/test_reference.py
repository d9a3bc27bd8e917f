"""The reference says what the code says, and the map of the docs names every page."""

import json
import re
from pathlib import Path

import click
import pytest
from reference_pages import FOLDER, PAGES, RENEW, anchor
from ruamel.yaml import YAML

from podspec.cli import COMMANDS, program, run
from podspec.commands.rules import listed
from podspec.model.exit_code import ExitCode
from podspec.model.fields import fields
from podspec.reporters import FORMATS

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
MAP = DOCS / "README.md"

#: A heading of a page, and a link to a file or a place of a page.
_HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
_LINK = re.compile(r"\]\((?!https?:)([^)]+)\)")


def _page(name: str) -> str:
    return (FOLDER / name).read_text("utf-8")


def _section(page: str, heading: str) -> str:
    """What stands below a heading, up to the next one of any level."""
    return re.split(r"\n#+ ", page.split(f"# {heading}\n")[1])[0]


@pytest.mark.parametrize("name", PAGES)
def test_a_page_says_what_is_so(name: str) -> None:
    assert _page(name) == PAGES[name](), f"run `{RENEW}`"


@pytest.mark.parametrize("name", PAGES)
def test_every_place_of_a_page_has_an_anchor_of_its_own_and_every_link_leads_to_one(name: str) -> None:
    page = _page(name)
    anchors = [anchor(heading) for heading in _HEADING.findall(page)]
    assert len(set(anchors)) == len(anchors)
    for link in _LINK.findall(page):
        file, _, place = link.partition("#")
        assert not place or file or place in anchors, link
        assert not file or (FOLDER / file).is_file(), link


# -- the spec --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", fields())
def test_every_field_has_its_facts_and_an_example_that_is_yaml(path: str) -> None:
    field, section = fields()[path], _section(_page("spec.md"), f"`{path}`")
    for name in field.facts:
        assert f"- {name}: " in section
    assert f"- {field.need}\n" in section
    (example,) = re.findall(r"^- Example: `(.+)`$", section, re.MULTILINE)
    ((key, value),) = YAML(typ="safe").load(example).items()
    assert key == path.rpartition(".")[2]
    assert value == field.schema["examples"][0]


def test_the_page_prints_what_explain_prints(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "targets.lambda.memory_mb"]) == 0
    facts = re.findall(r"^(Type|Limits|Default|Overlay|Example): (.+)$", capsys.readouterr().out, re.MULTILINE)
    section = _section(_page("spec.md"), "`targets.lambda.memory_mb`").replace("`", "")
    assert len(facts) == 5
    assert all(f"- {name}: {said}\n" in f"{section}\n" for name, said in facts)


# -- commands, exit codes, codes -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_named(name: str) -> None:
    page = _page("commands.md")
    verb = program.get_command(click.Context(program), name)
    assert verb is not None
    verbs = {name: verb, **{f"{name} {one}": below for one, below in getattr(verb, "commands", {}).items()}}
    for called, command in verbs.items():
        section = _section(page, f"`podspec {called}`")
        options = [one for one in command.params if isinstance(one, click.Option)]
        assert [one.opts[-1] for one in options if f"{one.opts[-1]}" not in section] == []


def test_every_exit_code_says_what_it_means() -> None:
    rows = re.findall(r"^\| `(\d+)` \| (.+) \|$", _page("exit-codes.md"), re.MULTILINE)
    assert [(int(code), meaning) for code, meaning in rows] == [(int(code), code.meaning) for code in ExitCode]


def test_every_code_stands_in_the_table_with_its_severity() -> None:
    rows = re.findall(r"^\| \[(PS\d+)\]\(\S+\) \| (\w+) \|", _page("codes.md"), re.MULTILINE)
    assert rows == [(one["code"], one["severity"]) for one in listed()]


# -- reports ---------------------------------------------------------------------------------------------------


def test_every_report_format_has_its_row() -> None:
    rows = re.findall(r"^\| `(\w+)` \| ", _page("reports.md"), re.MULTILINE)
    assert rows == list(FORMATS)


def test_every_command_that_reports_is_named() -> None:
    verbs = {name: program.get_command(click.Context(program), name) for name in COMMANDS}
    below = {name: [verb, *getattr(verb, "commands", {}).values()] for name, verb in verbs.items()}
    reporting = {name for name, all_ in below.items() if any(_takes_formats(one) for one in all_ if one)}
    (sentence,) = re.findall(r"`text`\. ([^.]+) take\s+it\.", _page("reports.md"))
    assert set(re.findall(r"`(\w+)`", sentence)) == reporting


def _takes_formats(command: click.Command) -> bool:
    return any(one.name == "sinks" for one in command.params)


def test_the_json_report_has_the_keys_that_its_page_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "service.yaml").write_text("version: 1\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run(["validate", "--report", "json"]) == 1
    report = json.loads(capsys.readouterr().out)
    named = re.findall(r"^\| `(\w+)` \| ", _page("json-report.md"), re.MULTILINE)
    assert set(report) <= set(named)
    assert {"report", "podspec", "command", "specs", "findings", "summary"} <= set(report)


# -- the map ---------------------------------------------------------------------------------------------------


def test_every_page_is_on_the_map_once_with_a_line_about_it() -> None:
    """The pages of the codes have a list of their own: docs/reference/codes.md."""
    rows = re.findall(r"^- \[[^\]]+\]\(([^)#]+)\): \S.+$", MAP.read_text("utf-8"), re.MULTILINE)
    pages = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    assert sorted(rows) == sorted(one for one in pages if not one.startswith("codes/") and one != MAP.name)


def test_every_title_on_the_map_is_the_pages_own() -> None:
    links = re.findall(r"^- \[([^\]]+)\]\(([^)#]+)\)", MAP.read_text("utf-8"), re.MULTILINE)
    assert len(links) > 40
    for title, link in links:
        assert (DOCS / link).read_text("utf-8").startswith(f"# {title}\n"), link
