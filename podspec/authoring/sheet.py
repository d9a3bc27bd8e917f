"""A new spec, written line by line: values with comments become the text that a person would have written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from podspec.authoring.written import is_plain
from podspec.quoting.plain import Plain, one_line
from podspec.quoting.yaml import yaml

_STEP = "  "

#: Comments above a key, by the key's path.
Above = Mapping[tuple[str, ...], Sequence[str]]


class Line(NamedTuple):
    """A value of the new spec at its path, and what is said behind it. `origin` is whatever it was made of."""

    path: tuple[str, ...]
    value: Plain
    comment: str = ""
    origin: object = None


class Sheet(NamedTuple):
    """A spec's text, and which line of it was made of what."""

    text: str
    lines: Mapping[int, Line]


class _Block(NamedTuple):
    """The entries below a path: values, and blocks of further entries."""

    path: tuple[str, ...]
    entries: dict[str, _Block | Line]


def sheet(head: Sequence[str], lines: Sequence[Line], above: Above, tail: Sequence[str] = ()) -> Sheet:
    """Write a spec.

    Args:
        head: comments in the first lines, with nothing above them.
        lines: the values; those of one block are brought together at the place of the first.
        above: comments on lines of their own.
        tail: comments behind everything, as they are.

    Returns:
        The text, and the value that stands on each of its lines, counted from 1.

    Raises:
        ValueError: if a value cannot be written; if a path leads through a value.
    """
    text = [f"# {one_line(one)}" for one in head]
    made: dict[int, Line] = {}
    for row, line in _rows(_tree(lines), above):
        if line is not None:
            made[len(text) + 1] = line
        text.append(row)
    return Sheet("\n".join([*text, *tail, ""]), made)


def _tree(lines: Sequence[Line]) -> _Block:
    root = _Block((), {})
    for line in lines:
        block = root
        for depth, key in enumerate(line.path[:-1], start=1):
            inner = block.entries.setdefault(key, _Block(line.path[:depth], {}))
            if isinstance(inner, Line):
                raise ValueError(f"{'.'.join(line.path)} leads through a value")  # noqa: TRY004 - no wrong type
            block = inner
        block.entries[line.path[-1]] = line
    return root


def _rows(block: _Block, above: Above) -> Iterator[tuple[str, Line | None]]:
    """The rows of a block, each with the value that stands on it; those at the top with a row of air above."""
    indent = _STEP * len(block.path)
    for key, entry in block.entries.items():
        if not block.path and entry is not next(iter(block.entries.values())):
            yield "", None
        for one in above.get((*block.path, key), ()):
            yield f"{indent}# {one_line(one)}", None
        if isinstance(entry, _Block):
            yield f"{indent}{_text(key)}:", None
            yield from _rows(entry, above)
        else:
            behind = f" # {one_line(entry.comment)}" if entry.comment else ""
            yield f"{indent}{_text(key)}: {_flow(entry.value)}{behind}", entry


def _flow(value: Plain, *, inside: bool = False) -> str:
    """A value in one line, with no more quotes than a person would write."""
    if isinstance(value, dict):
        pairs = (f"{_text(key, inside=True)}: {_flow(one, inside=True)}" for key, one in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(_flow(one, inside=True) for one in value)}]"
    return _text(value, inside=inside) if isinstance(value, str) else yaml(value)


def _text(text: str, *, inside: bool = False) -> str:
    return text if is_plain(text, inside=inside) and "${{" not in text else yaml(text)
