"""Hover: the page of a field, its value in each environment, and where that comes from."""

from pathlib import Path

import pytest
from open_specs import Spot, opened_with, put

from podspec.lsp.hover import hover

BLOCKS = """\
targets:
  lambda: {memory_mb: 256}
environments:
  dev: {account: "111111111111", regions: [us-east-1]}
  prod:
    account: "111111111111"
    regions: [us-east-1]
    targets: {lambda: {memory_mb: 512}}
"""


def shown(spot: Spot) -> str:
    """What is shown; empty if nothing is."""
    found = hover(spot.desk, spot.document, spot.line, spot.column)
    return found.text if found else ""


@pytest.mark.parametrize("word", ["memory_mb: 256", "memory_mb: 512"])
def test_a_field_shows_its_page_and_its_values_with_their_lines(tmp_path: Path, word: str) -> None:
    text = shown(opened_with(tmp_path, BLOCKS.replace(word, f"‸{word}")))
    assert "memory_mb`**\n\nMemory in MB" in text
    assert "Limits: at least 128" in text
    assert "| dev | `256` | line 6 |" in text
    assert "| prod | `512` | line 12 (overlay) |" in text


def test_a_value_that_is_written_nowhere_is_a_default(tmp_path: Path) -> None:
    text = shown(opened_with(tmp_path, "targets: {‸lambda: {}}\n"))
    assert "memory_mb  Memory in MB" in text
    assert "| dev |" not in text  # a whole block is rather read where it stands
    text = shown(opened_with(tmp_path, "container: {health: {‸}}\n".replace("‸", "live‸ness: /healthz")))
    assert '| dev | `"/healthz"` | line' in text
    text = shown(opened_with(tmp_path, "targets: {lambda: {‸rollout: {strategy: all_at_once}}}\n"))
    assert "| dev | `{strategy: all_at_once, bake_minutes: 5}` | line 5 |" in text


def test_a_field_that_all_environments_share_has_one_value(tmp_path: Path) -> None:
    spot = opened_with(tmp_path, "foundation: exis‸ting\n")
    assert f"| all | `existing` | line {spot.line} |" in shown(spot)


def test_a_broken_text_shows_the_values_of_the_last_valid_one(tmp_path: Path) -> None:
    spot = opened_with(tmp_path, BLOCKS.replace("memory_mb: 256", "mem‸ory_mb: 256"))
    document = put(spot.desk, tmp_path, spot.document.text.replace("[us-east-1]", "[us-east-1", 1), 2)
    text = shown(spot._replace(document=document))
    assert "As of the last text that was a spec:" in text
    assert "| dev | `256` | the spec |" in text


def test_an_accepted_code_shows_its_page(tmp_path: Path) -> None:
    assert shown(
        opened_with(tmp_path, "accept:\n  - {code: PS2‸31, reason: r, expires: 2027-01-31}\n")
    ).startswith("# PS231")
    assert shown(opened_with(tmp_path, "accept:\n  - {code: PS9‸99, reason: r, expires: 2027-01-31}\n")) == ""


def test_nothing_is_shown_where_no_field_is(tmp_path: Path) -> None:
    assert shown(opened_with(tmp_path, "nonsense‸: 1\n")) == ""
    assert shown(opened_with(tmp_path, "# no‸thing\nversion: 1\n")) == ""


def test_what_markdown_takes_for_marks_is_escaped(tmp_path: Path) -> None:
    text = shown(opened_with(tmp_path, BLOCKS.replace("regions:", "regi‸ons:", 1)))
    assert "**`environments.<name>.regions`**" in text
    assert "Example: regions: \\[" in text
