"""Findings in an editor are those of `podspec validate`: same codes, same places."""

from pathlib import Path

import pytest
from open_specs import FILE, opened, opened_with
from specimens import AS_OF, BASE

from podspec.compiler import analyse
from podspec.lsp.desk import uri_of
from podspec.lsp.findings import findings
from podspec.model.layout import POLICY_FILE

ROOT = Path(__file__).parents[3]


def _is_text(path: Path) -> bool:
    """True for what an editor can send."""
    try:
        path.read_bytes().decode()
    except UnicodeDecodeError:
        return False
    return True


WRONG = [path for path in sorted(ROOT.glob("tests/specs/err/*.yaml")) if _is_text(path)]


@pytest.mark.parametrize("path", WRONG, ids=lambda path: path.stem)
def test_they_are_those_of_validate(tmp_path: Path, path: Path) -> None:
    spot = opened(tmp_path, path.read_bytes().decode())
    document = spot.document
    told = analyse(path, FILE, AS_OF).diagnostics
    found = findings(spot.desk)[document.uri]
    assert [one.code for one in found] == [one.code for one in told]
    for one, its in zip(found, told, strict=True):
        span = its.primary.span
        place = document.positions.place(one.range.start)
        assert place == ((span.line, span.column) if span else (1, 1))
        assert one.message.startswith(its.message)


def test_a_finding_says_its_help_and_leads_to_related_places(tmp_path: Path) -> None:
    spot = opened_with(tmp_path, "targets:\n  ec2: {hosts: {min: 5, desired: 5, max: 4}}\n")
    (found,) = [one for one in findings(spot.desk)[spot.document.uri] if one.code == "PS214"]
    assert "\nhelp: raise max to 5" in found.message
    assert found.source == "podspec"
    assert found.related_information
    assert found.related_information[0].location.range.start.line == found.range.start.line
    (plain,) = [one for one in findings(spot.desk, related=False)[spot.document.uri] if one.code == "PS214"]
    assert plain.related_information is None


def test_a_wrong_policy_is_underlined_itself_and_the_spec_says_that_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / POLICY_FILE).write_text("version: 2\n", "utf-8")
    spot = opened(tmp_path, BASE.replace("name: podinfo", "nme: podinfo"))
    found = findings(spot.desk)
    assert [one.range.start.line for one in found[uri_of(tmp_path / POLICY_FILE)]] == [0]
    (one,) = found[spot.document.uri]
    assert f"{POLICY_FILE} is wrong" in one.message
    assert one.code is None


def test_a_policy_without_findings_is_cleared(tmp_path: Path) -> None:
    (tmp_path / POLICY_FILE).write_text("version: 1\n", "utf-8")
    assert findings(opened(tmp_path, BASE).desk)[uri_of(tmp_path / POLICY_FILE)] == []
