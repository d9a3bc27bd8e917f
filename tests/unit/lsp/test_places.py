"""Where a word leads: a secret to its declaration and to its uses."""

from pathlib import Path

from lsprotocol import types as lsp
from open_specs import CURSOR, opened_with

from podspec.lsp import places

BLOCKS = "container: {secrets: {ONE: api-token, TWO: api-token}}\nsecrets: {api-token: {}}\n"


def _words(root: Path, found: list[lsp.Location]) -> list[tuple[int, str]]:
    """The places in the spec, each with the word that stands there."""
    lines = opened_with(root, BLOCKS).document.text.split("\n")
    ranges = [one.range for one in found if one.uri.endswith("service.yaml")]
    return [(one.start.line, lines[one.start.line][one.start.character : one.end.character]) for one in ranges]


def test_a_variables_secret_leads_to_its_declaration(tmp_path: Path) -> None:
    spot = opened_with(tmp_path, BLOCKS.replace("TWO: api", f"TWO: {CURSOR}api"))
    (line, word), *others = _words(tmp_path, places.definition(spot.document, spot.line, spot.column))
    assert (spot.document.text.split("\n")[line][:7], word, others) == ("secrets", "api-token", [])


def test_a_declaration_leads_to_the_variables_that_carry_it(tmp_path: Path) -> None:
    spot = opened_with(tmp_path, BLOCKS.replace("{api", f"{{{CURSOR}api"))
    with_it, without = (
        _words(tmp_path, places.references(spot.document, spot.line, spot.column, with_declaration=one))
        for one in (True, False)
    )
    assert [word for _, word in with_it] == ["api-token"] * 3
    assert len(without) == 2


def test_a_secret_that_is_not_declared_leads_nowhere(tmp_path: Path) -> None:
    spot = opened_with(tmp_path, f"container: {{secrets: {{ONE: {CURSOR}api-token}}}}\n")
    assert places.definition(spot.document, spot.line, spot.column) == []
