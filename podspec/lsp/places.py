"""Where a word of a spec leads: a secret to its declaration and its uses, everything else to what it decides."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types as lsp

from podspec.lsp.desk import Document, uri_of
from podspec.lsp.lines import decided
from podspec.lsp.outline import Key
from podspec.lsp.positions import Positions
from podspec.lsp.secret_names import declarations, is_use, name_at, uses


def definition(document: Document, line: int, column: int) -> list[lsp.Location]:
    """Of a variable's secret its declaration; of all else the generated lines that it decides."""
    key = document.outline.at(line, column)
    name = name_at(key, line, column) if key and is_use(key.path) else None
    declared = declarations(document.outline, name) if name else []
    return _here(document, ((key, False) for key in declared)) if declared else generated(document, line, column)


def references(document: Document, line: int, column: int, *, with_declaration: bool) -> list[lsp.Location]:
    """Of a secret the variables that carry it, its declarations if asked, and the generated lines it decides."""
    key = document.outline.at(line, column)
    name = name_at(key, line, column) if key else None
    if name is None:
        return generated(document, line, column)
    declared = declarations(document.outline, name) if with_declaration else []
    inside = [*((one, False) for one in declared), *((one, True) for one in uses(document.outline, name))]
    return [*_here(document, inside), *generated(document, line, column)]


def generated(document: Document, line: int, column: int) -> list[lsp.Location]:
    """The generated lines that a place decides."""
    found = decided(document, line, column)
    positions = {one.path: Positions(one.text, document.units) for one in found}
    return [lsp.Location(uri_of(document.root / one.path), positions[one.path].range(one.span)) for one in found]


def _here(document: Document, keys: Iterable[tuple[Key, bool]]) -> list[lsp.Location]:
    """Keys of the spec itself, or their values."""
    spans = (key.value if by_value and key.value else key.span for key, by_value in keys)
    return [lsp.Location(document.uri, document.positions.range(span)) for span in spans]
