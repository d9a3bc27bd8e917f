"""A place of a spec -> the generated lines that it decides, by `podspec why SPEC:LINE`, as they are on disk."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from podspec.lsp.desk import Document
from podspec.model.origin import Bond, Claim, Reach
from podspec.model.source import Span
from podspec.pipeline.inputs import SpecInputs
from podspec.pipeline.lines_on_disk import rendered_line
from podspec.pipeline.origins import Origins
from podspec.pipeline.owner import look
from podspec.pipeline.spec_values import standing_at
from podspec.pipeline.tree import Tree
from podspec.pipeline.way import Kind

Lines = tuple[str, ...]


class Generated(NamedTuple):
    """Lines of a generated file that stand together: its path from the root, and its text."""

    path: str
    text: str
    span: Span


def decided(document: Document, line: int, column: int) -> list[Generated]:
    """The generated lines that a place of a spec decides, docs last; none while the spec has errors.

    Lines that are not on disk yet are left out: there is nothing to go to.
    """
    if document.compiled.failed or document.compiled.spec is None:
        return []
    inputs = SpecInputs(document.compiled)
    origins, tree = Origins(inputs), Tree(document.root)
    values = standing_at(inputs.values, document.file, line, column)
    reaches = [origins.of_value(value) for value in values]
    found = [one for reach in reaches for one in _of(reach, tree)]
    return sorted(dict.fromkeys(found), key=lambda one: ("/docs/" in one.path, one.path, one.span))


def _of(reach: Reach, tree: Tree) -> Iterator[Generated]:
    tight = {path: numbers for path, claim in reach.claims.items() if (numbers := claim.of(Bond.TEXT))}
    for path, claim in reach.claims.items():
        found = look(tree, path)
        numbers = tight.get(path) or ([] if tight else _loose(claim))
        if found.kind is Kind.FILE and numbers:
            text = found.content.decode(errors="replace")
            for first, last in _runs(_on_disk(reach.texts[path], _lines(text), numbers)):
                yield Generated(path, text, Span(first, 1, last + 1, 1))


def _loose(claim: Claim) -> list[int]:
    """Where nothing says what the value says: the lines beside which some come and go, else the whole file."""
    return claim.of(Bond.BESIDE) or ([1] if claim.whole else [])


def _on_disk(rendered: Lines, on_disk: Lines, numbers: list[int]) -> list[int]:
    """Lines of what is rendered, as the file on disk counts them: that may be older, or edited."""
    if rendered == on_disk or not on_disk:
        return [number for number in numbers if number <= len(on_disk)]
    return [rendered_line(rendered, on_disk, number).line for number in numbers]


def _lines(text: str) -> Lines:
    lines = text.split("\n")
    return tuple(lines if lines[-1] else lines[:-1])


def _runs(numbers: list[int]) -> Iterator[tuple[int, int]]:
    """The first and the last of numbers that follow one another."""
    ordered = sorted(set(numbers))
    starts = [number for number in ordered if number - 1 not in set(ordered)]
    ends = [number for number in ordered if number + 1 not in set(ordered)]
    return zip(starts, ends, strict=True)
