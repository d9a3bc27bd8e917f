"""The reader of half-typed specs: it agrees with the parser wherever that has a tree, and never refuses."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path as File
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from open_specs import without_cursor
from strategies.whole import specs

from podspec.lsp.outline import Cursor
from podspec.lsp.reader import cursor, outline
from podspec.model.source import Mapping, Node, Path, Scalar, Sequence, Span
from podspec.pipeline.parse import parse
from podspec.pipeline.read import MAX_BYTES, decode

ROOT = File(__file__).parents[3]
SPECS = [*sorted(ROOT.glob("specs/*/service.yaml")), *sorted(ROOT.glob("tests/specs/ok/*.yaml"))]


def _parsed(node: Node, path: Path = ()) -> Iterator[tuple[Path, Span]]:
    """The keys and the single items of a tree, with their places."""
    if isinstance(node, Mapping):
        for name, entry in node.entries.items():
            yield (*path, name), entry.key.span
            yield from _parsed(entry.value, (*path, name))
    elif isinstance(node, Sequence):
        for index, item in enumerate(node.items):
            if isinstance(item, Scalar):
                yield (*path, index), item.span
            yield from _parsed(item, (*path, index))


def _read(text: str) -> list[tuple[Path, Span]]:
    keys = outline(text).keys
    spans = ((key.path, key.value if key.is_item else key.span) for key in keys)
    return [(path, span) for path, span in spans if span]


def _agree(data: bytes) -> None:
    source = decode(data, "service.yaml").value
    assert source is not None
    tree = parse(source).value
    assert tree is not None
    assert _read(source.text) == list(_parsed(tree))


@pytest.mark.parametrize("path", SPECS, ids=lambda path: "-".join(path.parts[-2:]))
def test_it_finds_the_keys_that_the_parser_finds(path: File) -> None:
    _agree(path.read_bytes())


@pytest.mark.parametrize(
    "text",
    [
        "a:\n- x\n- y\nb: 1\n",
        "a:\n  - x: 1\n    y: 2\n  - x: 3\nb: {c: [1, {d: 2}], 'e': f}\n",
        "- - a\n  - b\n- c: d\n",
        "'it''s': 1\n\"a\\u0062\": 2\n",
        "{a: {\nb: 1}, c: [x,\n  y]}\n",
        "a: |\n  b: 1\n  - c\nd: >-\n\n  e: 2\nf: 3\n",
        "a: \"b: 1\n  c: 2\"\nd: ['e\n  f', g]\n",
        "a: b # c: d\n# e: f\ng: h#i\n",
        "a: http://x.example/y:z\nb: [c:d, -1]\n",
        "---\na: 1\n...\n",
        "a:\n  b:\n    c: 1\n  d: 2\ne:\n",
    ],
)
def test_it_reads_every_style(text: str) -> None:
    source = decode(text.encode(), "service.yaml").value
    assert source is not None
    tree = parse(source).value
    if tree is None:  # a list at the top: no spec, and still read
        assert _read(text) == [
            ((0, 0), Span(1, 5, 1, 6)),
            ((0, 1), Span(2, 5, 2, 6)),
            ((1, "c"), Span(3, 3, 3, 4)),
        ]
    else:
        assert _read(text) == list(_parsed(tree))


@settings(max_examples=30)
@given(specs(), st.sampled_from([True, False, None]), st.integers(2, 4))
def test_it_agrees_on_generated_specs(spec: dict[str, Any], style: bool | None, indent: int) -> None:  # noqa: FBT001 - drawn
    text = yaml.safe_dump(spec, default_flow_style=style, indent=indent, allow_unicode=True, sort_keys=False)
    _agree(text.encode())


@given(st.text(alphabet="a:- \x0b\u2028\xa0{}[],'\"#|>\n\r\t&!*é😀", max_size=200), st.booleans())
def test_it_reads_any_text_within_its_bounds(text: str, recovers: bool) -> None:  # noqa: FBT001 - drawn
    lines = text.split("\n")
    for key in outline(text, recovers=recovers).keys:
        assert 1 <= key.span.line <= len(lines)
        assert key.span.end_column <= len(lines[key.span.end_line - 1]) + 1
    assert cursor(text, recovers=recovers).column <= len(lines[-1]) + 1


@pytest.mark.parametrize("text", ["[" * 100_000, "- " * 100_000, "{a: " * 60_000, "a" * (MAX_BYTES + 1)])
def test_what_is_too_deep_or_too_large_is_not_followed(text: str) -> None:
    assert len(outline(text).keys) <= 200
    assert cursor(text).keys_of in {None, ()}


def test_a_line_that_is_a_key_ends_what_was_left_open_if_it_is_to_recover() -> None:
    text = "targets:\n  lambda:\n    rollout: {strategy: canary\n  ec2: 'x\nservice:\n  name: a\n"
    paths = [key.path for key in outline(text, recovers=True).keys]
    assert paths[-3:] == [("targets", "ec2"), ("service",), ("service", "name")]
    assert ("service",) not in [key.path for key in outline(text).keys]


# -- the cursor --------------------------------------------------------------------------------------------


def _cursor(text: str) -> Cursor:
    shown, line, column = without_cursor(text)
    before = "\n".join([*shown.split("\n")[: line - 1], shown.split("\n")[line - 1][: column - 1]])
    return cursor(before, recovers=True)


@pytest.mark.parametrize(
    ("text", "keys_of", "value_of", "typed"),
    [
        ("‸", (), None, ""),
        ("ser‸", (), None, "ser"),
        ("a: 1\n‸", (), None, ""),
        ("a:\n  ‸", ("a",), ("a",), ""),
        ("a:\n  b: 1\n  c‸", ("a",), ("a",), "c"),
        ("a:\n  b:\n    c: 1\n  ‸", ("a",), ("a",), ""),
        ("a: ‸", None, ("a",), ""),
        ("a:‸", None, ("a",), ""),
        ("a: b‸", None, ("a",), "b"),
        ("a: b\n  ‸", None, None, ""),
        ("a:\n  - ‸", ("a", 0), ("a", 0), ""),
        ("a:\n  - b: 1\n    ‸", ("a", 0), ("a", 0), ""),
        ("a:\n  - b\n  - c‸", ("a", 1), ("a", 1), "c"),
        ("a: {‸", ("a",), None, ""),
        ("a: {b: 1, c‸", ("a",), None, "c"),
        ("a: {b: ‸", None, ("a", "b"), ""),
        ("a: {b: c‸", None, ("a", "b"), "c"),
        ("a: [b, ‸", ("a", 1), ("a", 1), ""),
        ("a: [{b: 1}, {c‸", ("a", 1), None, "c"),
        ("a: {b: 1}\n‸", (), None, ""),
        ("a: {b: 1\nc: ‸", None, ("c",), ""),
        ('a: "b‸', None, ("a",), "b"),
        ("a: {b: 'c‸", None, ("a", "b"), "c"),
    ],
)
def test_it_tells_what_may_be_typed(text: str, keys_of: Path | None, value_of: Path | None, typed: str) -> None:
    found = _cursor(text)
    assert (found.keys_of, found.value_of, found.typed) == (keys_of, value_of, typed)


@pytest.mark.parametrize("text", ["a: 1 # b‸", "# ‸", "a: |\n  b‸", "a: 'b\n  c‸", "a: {b: 1} ‸", "a: 'b' ‸"])
def test_nothing_may_be_typed_in_comments_and_behind_what_is_whole(text: str) -> None:
    found = _cursor(text)
    assert (found.keys_of, found.value_of) == (None, None)
