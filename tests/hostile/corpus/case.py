"""One hostile file, and what must be said of it: judged by how it is built, never by what podspec says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from specimens import with_blocks

#: A code and where its caret stands; the line is 0 for a finding about the file as a whole.
Place = tuple[str, int, int]

_MARK = re.compile("[«»]")


class Case(NamedTuple):
    """A file, and every finding that it must have, by place."""

    name: str
    data: bytes
    expected: tuple[Place, ...]


def whole(name: str, data: bytes | str, code: str) -> Case:
    """A file that is refused as a whole."""
    return Case(name, data.encode() if isinstance(data, str) else data, ((code, 0, 0),))


def silent(name: str, text: str) -> Case:
    """A file of which nothing must be said: what is odd and right all the same."""
    return Case(name, text.encode(), ())


def marked(name: str, text: str, *codes: str) -> Case:
    """A file with a « where each finding stands, in their order; a code alone stands for all of them."""
    places = list(_places(text))
    assert len(codes) in {1, len(places)}, (name, codes, places)
    codes = codes * len(places) if len(codes) == 1 else codes
    expected = tuple((code, *place) for code, place in zip(codes, places, strict=True))
    return Case(name, _MARK.sub("", text).encode("utf-8", "surrogatepass"), expected)


def block(name: str, blocks: str, *codes: str) -> Case:
    """The base spec with some of its blocks replaced; marked as above."""
    return marked(name, with_blocks(blocks), *codes)


def each(family: str, cases: Iterable[Case]) -> Iterator[Case]:
    """The same cases, named after their family and numbered."""
    for number, case in enumerate(cases):
        yield case._replace(name=f"{family}-{number:03} {case.name}")


def _places(text: str) -> Iterator[tuple[int, int]]:
    for number, line in enumerate(text.split("\n"), start=1):
        for found in re.finditer("«", line):
            yield number, len(_MARK.sub("", line[: found.start()])) + 1
