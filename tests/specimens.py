"""Specs for tests, with marks where a finding must point: «here» first, and ⟦there⟧, too.

A specimen holds a few top-level blocks. They take the place of the same blocks of `specs/base.yaml`, or join them,
and the whole then goes through the real stages. The marks are taken out before; they are no part of the spec.
"""

import re
from datetime import date
from pathlib import Path
from textwrap import dedent

from podspec.model.diagnostic import Diagnostic
from podspec.model.source import Source, Span
from podspec.pipeline.lint import lint
from podspec.pipeline.parse import parse
from podspec.pipeline.resolve import resolve
from podspec.pipeline.validate import validate

FILE = "service.yaml"
PLAIN = (Path(__file__).parent / "specs" / "base.yaml").read_text("utf-8")

#: The base, with the state's place said: specimens may have as many regions as they like.
BASE = f"{PLAIN}state: {{region: us-east-1}}\n"

#: The day on which what expires is judged.
AS_OF = date(2026, 11, 23)

_BLOCK = re.compile(r"^(?=[^\s#])", re.MULTILINE)
_MARK = re.compile("[«»⟦⟧]")


def with_blocks(blocks: str, base: str = BASE) -> str:
    """The base spec with its top-level blocks replaced by those of `blocks`; new ones follow."""
    merged = {_key(block): block for block in [*_blocks(base), *_blocks(dedent(blocks))]}
    return "".join(merged.values())


def _blocks(text: str) -> list[str]:
    return [block if block.endswith("\n") else f"{block}\n" for block in _BLOCK.split(text) if block.strip()]


def _key(block: str) -> str:
    return _MARK.sub("", block.partition(":")[0])


def findings(text: str, as_of: date = AS_OF) -> tuple[Diagnostic, ...]:
    """What the rules find in a spec, which must be whole in shape."""
    parsed = parse(Source(FILE, text))
    assert parsed.value is not None, parsed.diagnostics
    spec, resolved = validate(parsed.value), resolve(parsed.value)
    assert spec.value is not None, spec.diagnostics
    assert resolved.value is not None, resolved.diagnostics
    return lint(spec.value, resolved.value, parsed.value, FILE, as_of)


def several(blocks: str, code: str, as_of: date = AS_OF) -> tuple[Diagnostic, ...]:
    """All findings of a marked specimen: each of them has this code, and the marked places are all they name."""
    marked = with_blocks(blocks)
    found = findings(_MARK.sub("", marked), as_of)
    assert {one.code for one in found} == {code}, found
    assert [one.primary.span for one in found] == _marked(marked, "«", "»"), found
    related = sorted({label.span for one in found for label in one.related if label.span})
    assert related == _marked(marked, "⟦", "⟧"), found
    return found


def sole(blocks: str, code: str, as_of: date = AS_OF) -> Diagnostic:
    """The one finding of a marked specimen."""
    (found,) = several(blocks, code, as_of)
    return found


def silent(blocks: str, as_of: date = AS_OF) -> bool:
    """True if no rule has anything to say about a specimen."""
    found = findings(with_blocks(blocks), as_of)
    assert not found, found
    return True


def _marked(text: str, opening: str, closing: str) -> list[Span]:
    """The marked places, as lines and columns of the text without its marks."""
    places = []
    for number, line in enumerate(text.split("\n"), start=1):
        for mark in re.finditer(f"{opening}([^{closing}]*){closing}", line):
            start = len(_MARK.sub("", line[: mark.start()])) + 1
            places.append(Span(number, start, number, start + len(_MARK.sub("", mark.group(1)))))
    return places
