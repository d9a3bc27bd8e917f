"""What may be typed at a place of a spec: keys with all that they require, and values."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum, auto
from itertools import islice
from pathlib import Path as File
from typing import NamedTuple

from podspec.lsp.allowed import alternatives, examples, is_single, some
from podspec.lsp.desk import Document
from podspec.lsp.outline import Cursor
from podspec.lsp.reader import outline
from podspec.lsp.secret_names import declared, is_use
from podspec.lsp.snippets import entry, plain
from podspec.model.fields import find
from podspec.model.regions import REGIONS, partition_of
from podspec.model.schema_at import arms_at
from podspec.model.source import Path, Span, dotted
from podspec.pipeline.discover import SPEC_FILE
from podspec.pipeline.pages import title
from podspec.pipeline.read import MAX_BYTES
from podspec.rules import acceptable_codes

_ENVIRONMENTS = ("environments",)
#: Other specs of the repository whose environments are looked at.
_NEIGHBOURS = 20


class Kind(Enum):
    """What an offer is."""

    FIELD = auto()
    BLOCK = auto()
    CHOICE = auto()
    EXAMPLE = auto()
    NAME = auto()


class Offer(NamedTuple):
    """One thing that may be typed: `label` is shown, `text` typed, and `snippet` where the editor knows them."""

    label: str
    kind: Kind
    text: str
    snippet: str = ""
    detail: str = ""
    about: str = ""


class Offers(NamedTuple):
    """What may be typed, in order, and the text that it takes the place of."""

    offers: tuple[Offer, ...]
    span: Span


def complete(document: Document, line: int, column: int) -> Offers:
    """What may be typed at a place of a spec."""
    cursor = document.cursor(line, column)
    keys = list(_keys(document, cursor, line)) if cursor.keys_of is not None and not cursor.quote else []
    found = keys or [_fitted(one, document, cursor, line) for one in _values(document, cursor)]
    return Offers(tuple(found), Span(line, cursor.column, line, column))


# -- keys ------------------------------------------------------------------------------------------------


def _keys(document: Document, cursor: Cursor, line: int) -> Iterator[Offer]:
    path = cursor.keys_of or ()
    here = (line, cursor.column)
    written = {str(key.path[-1]): key.text for key in document.outline.below(path) if key.span[:2] != here}
    arms = alternatives(path, written)
    names = dict.fromkeys(name for arm in arms for name in arm.get("properties", {}))
    for name in names:
        if name not in written:
            yield _key((*path, name), name, cursor)
    if any("patternProperties" in arm for arm in arms):
        yield from (_named(path, name, cursor) for name in _own_names(document, path) if name not in written)


def _key(path: Path, name: str, cursor: Cursor) -> Offer:
    field = find(dotted(path))
    about = str(field.schema.get("description", "")) if field else ""
    detail = f"{field.type}{', required' if field.required else ''}" if field else ""
    kind = Kind.FIELD if is_single(path) else Kind.BLOCK
    return Offer(name, kind, plain(path, name), entry(path, name, is_flow=cursor.is_flow), detail, about)


def _named(path: Path, name: str, cursor: Cursor) -> Offer:
    """An entry whose name is the user's own."""
    inside = (*path, name)
    snippet = entry(inside, name, is_flow=cursor.is_flow, name_is_free=True)
    return Offer(name, Kind.NAME, plain(inside, name), snippet, "a name of your own")


def _own_names(document: Document, path: Path) -> list[str]:
    """Names that are likely for an entry: of the examples, and for environments what others are called."""
    known = [
        name for arm in arms_at(path) for one in arm.get("examples", []) if isinstance(one, dict) for name in one
    ]
    if path != _ENVIRONMENTS:
        return known
    ruled = [name for name in document.policy.environments if name != "*"] if document.policy else []
    return list(dict.fromkeys([*ruled, *_of_neighbours(document.root), *known]))


def _of_neighbours(root: File) -> Iterator[str]:
    """The environments of other specs of the repository, as they are on disk."""
    for path in islice(sorted((root / "specs").glob(f"*/{SPEC_FILE}")), _NEIGHBOURS):
        try:
            with path.open(encoding="utf-8") as file:
                text = file.read(MAX_BYTES)
        except (OSError, ValueError):
            continue
        yield from (str(key.path[-1]) for key in outline(text).below(_ENVIRONMENTS))


# -- values ----------------------------------------------------------------------------------------------


def _values(document: Document, cursor: Cursor) -> Iterator[Offer]:
    path = cursor.value_of
    if path is None:
        return
    if is_use(path):
        yield from (
            Offer(name, Kind.NAME, name, detail="a secret of this spec") for name in declared(document.outline)
        )
        return
    if _is_region(path):
        yield from (Offer(one, Kind.CHOICE, one, detail=partition_of(one) or "") for one in REGIONS)
        return
    if path[:1] + path[2:] == ("accept", "code"):
        yield from (Offer(code, Kind.CHOICE, code, detail=title(code)) for code in sorted(acceptable_codes()))
        return
    fixed = some(path)
    yield from (Offer(one, Kind.CHOICE, one) for one in fixed)
    yield from (Offer(one, Kind.EXAMPLE, one, detail="example") for one in examples(path) if one not in fixed)


def _is_region(path: Path) -> bool:
    """True for a field that takes a region: the schema gives each of them one pattern."""
    pattern = arms_at(("state", "region"))[0]["pattern"]
    return any(arm.get("pattern") == pattern for arm in arms_at(path))


def _fitted(offer: Offer, document: Document, cursor: Cursor, line: int) -> Offer:
    """An offer as it fits: with a blank behind a colon, and inside of open quotes without its own."""
    if cursor.quote:
        return offer._replace(text=offer.text.strip('"'))
    before = document.text.split("\n")[line - 1][: cursor.column - 1]
    return offer._replace(text=f" {offer.text}") if before.endswith(":") else offer
