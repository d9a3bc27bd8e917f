"""The outline of a spec in an editor: the tree of its keys, each inside of the one above."""

from pathlib import Path

from lsprotocol import types as lsp
from open_specs import opened

from podspec.lsp.symbols import symbols

ROOT = Path(__file__).parents[3]


def _names(found: list[lsp.DocumentSymbol]) -> dict[str, object]:
    return {one.name: _names(list(one.children or [])) for one in found}


def _position(one: lsp.Position) -> tuple[int, int]:
    return one.line, one.character


def _check(found: list[lsp.DocumentSymbol], around: lsp.Range | None = None) -> int:
    """Each symbol holds its own name, and lies in the one above; how many there are."""
    for one in found:
        assert _position(one.range.start) <= _position(one.selection_range.start)
        assert _position(one.selection_range.end) <= _position(one.range.end)
        assert around is None or _position(around.start) <= _position(one.range.start)
        assert around is None or _position(one.range.end) <= _position(around.end)
    return len(found) + sum(_check(list(one.children or []), one.range) for one in found)


def test_keys_stand_below_one_another_and_items_only_if_they_are_blocks(tmp_path: Path) -> None:
    text = "service: {name: a}\naccept:\n  - code: PS231\n  - {code: PS232}\neject: [a, b]\n"
    found = symbols(opened(tmp_path, text).document)
    assert _names(found) == {
        "service": {"name": {}},
        "accept": {"[0]": {"code": {}}, "[1]": {"code": {}}},
        "eject": {},
    }
    assert found[0].children is not None
    assert found[0].children[0].detail == "a"


def test_every_symbol_lies_in_the_one_above_it(tmp_path: Path) -> None:
    for path in sorted(ROOT.glob("specs/*/service.yaml")):
        assert _check(symbols(opened(tmp_path, path.read_text("utf-8")).document)) > 5


def test_a_text_that_is_no_yaml_has_an_outline_too(tmp_path: Path) -> None:
    text = "targets:\n  lambda: {memory_mb: \n  ec2: {}\nservice:\n  name: a\n"
    assert _names(symbols(opened(tmp_path, text).document)) == {
        "targets": {"lambda": {"memory_mb": {}}, "ec2": {}},
        "service": {"name": {}},
    }
