"""The outline of a spec, as an editor shows it beside the text."""

from __future__ import annotations

from lsprotocol import types as lsp

from podspec.lsp.desk import Document
from podspec.lsp.outline import Key
from podspec.model.source import Path, Span


def symbols(document: Document) -> list[lsp.DocumentSymbol]:
    """The keys of a spec, each with those below it. Of lists only blocks are items worth finding."""
    made: dict[Path, lsp.DocumentSymbol] = {}
    top: list[lsp.DocumentSymbol] = []
    filled = {key.path[:-1] for key in document.outline.keys}
    for key in document.outline.keys:
        if key.is_item and key.path not in filled:
            continue
        symbol = _symbol(document, key, is_block=key.path in filled)
        above = made.get(key.path[:-1])
        (top if above is None else _below(above)).append(symbol)
        made[key.path] = symbol
    return top


def _below(symbol: lsp.DocumentSymbol) -> list[lsp.DocumentSymbol]:
    if not isinstance(symbol.children, list):
        symbol.children = []
    return symbol.children


def _symbol(document: Document, key: Key, *, is_block: bool) -> lsp.DocumentSymbol:
    end = max(key.end, key.span[2:])
    return lsp.DocumentSymbol(
        name=f"[{key.path[-1]}]" if key.is_item else str(key.path[-1]).strip() or "?",
        kind=lsp.SymbolKind.Module if is_block else lsp.SymbolKind.Property,
        range=document.positions.range(Span(key.span.line, key.span.column, *end)),
        selection_range=document.positions.range(key.span),
        detail=key.text.partition("\n")[0] or None,
    )
