"""Edits of a spec's text: the value changes, and nothing else does."""

from __future__ import annotations

import re
from pathlib import Path
from random import Random
from typing import Any

import pytest
from figures.layouts import STYLES, Layout, entries
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import specs

from podspec.authoring.document import Document, read_document
from podspec.authoring.edit import put, take, way
from podspec.authoring.expected import is_same
from podspec.authoring.value import node_of
from podspec.authoring.written import flow, is_plain
from podspec.model.source import Mapping, Node, Plain, Scalar
from podspec.model.source import Path as NodePath

ROOT = Path(__file__).parent.parent.parent.parent
FILES = sorted([*(ROOT / "tests" / "specs" / "ok").glob("*.yaml"), *(ROOT / "specs").glob("*/service.yaml")])
VALUES: list[Plain] = [
    None, True, 0, 1024, 0.5, "text", "no", "1.10", "a: b", "it's # so", 'say "x"', "", " ", "[x", "über",
    (), ("a",), (1, "b, c"), {}, {"a": 1}, {"b": {"c": ("d",)}, "e": None},
]  # fmt: skip


def document(text: str) -> Document:
    """A document of a text that is YAML."""
    found = read_document(text.encode(), "service.yaml")
    assert found.value is not None, found.diagnostics
    return found.value


def edited(text: str, path: NodePath, value: Plain) -> str:
    """A text after one value was set."""
    return put(document(text), path, node_of(value)).text


def removed(text: str, path: NodePath) -> str:
    """A text after one value was taken away."""
    return take(document(text), path).text


# -- one by one --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("cost:   5   # five\n", 6, "cost:   6   # five\n"),
        ("cost: 'a'\n", "b c", "cost: 'b c'\n"),
        ("cost: 'a'\n", "it's", "cost: 'it''s'\n"),
        ('cost: "a"\n', "b", 'cost: "b"\n'),
        ("cost: a\n", "b: c", 'cost: "b: c"\n'),
        ("cost: a\n", "1.10", 'cost: "1.10"\n'),
        ('cost: "a"\n', 5, "cost: 5\n"),
        ("cost:\n", 5, "cost: 5\n"),
        ("cost: # c\n", 5, "cost: 5 # c\n"),
        ("cost: 5", 6, "cost: 6"),
        ("cost: 5\r\nb: 1\r\n", 6, "cost: 6\r\nb: 1\r\n"),
        ("\ufeffcost: 5\n", 6, "\ufeffcost: 6\n"),
        ("cost: |\n  a\n  b\n\n# c\nb: 1\n", "x", "cost: x\n\n# c\nb: 1\n"),
        ("cost: >-\n  a\nb: 1\n", "x", "cost: x\nb: 1\n"),
        ("cost: a\n  b\nc: 1\n", "x", "cost: x\nc: 1\n"),
        ("cost: # why\n  a: 1 # one\n  # deep\n# next\nb: 2\n", None, "cost: null # why\n# next\nb: 2\n"),
        ("cost:\n  a: 1\nb: 2\n", ("x",), "cost:\n  - x\nb: 2\n"),
        ("cost: [1, 2] # two\n", {}, "cost: {} # two\n"),
    ],
)
def test_a_value_is_replaced_where_it_stands(text: str, value: Plain, expected: str) -> None:
    assert edited(text, ("cost",), value) == expected


@pytest.mark.parametrize(
    ("text", "path", "value", "expected"),
    [
        # In the schema's order, in either style.
        ("targets:\n  ec2: {}\n", ("targets", "lambda"), {}, "targets:\n  lambda: {}\n  ec2: {}\n"),
        ("targets: {ec2: {}}\n", ("targets", "lambda"), {}, "targets: {lambda: {}, ec2: {}}\n"),
        ("targets: {lambda: {}}\n", ("targets", "ec2"), {}, "targets: {lambda: {}, ec2: {}}\n"),
        ("targets: { }\n", ("targets", "ec2"), {}, "targets: {ec2: {}}\n"),
        ("targets:\n", ("targets", "ec2", "hosts", "max"), 4, "targets: {ec2: {hosts: {max: 4}}}\n"),
        (
            "version: 1\n\nenvironments: {}\n",
            ("targets", "ec2", "hosts", "max"),
            4,
            "version: 1\n\ntargets:\n  ec2:\n    hosts: {max: 4}\n\nenvironments: {}\n",
        ),
        # Comments stay with what they speak of.
        (
            "targets:\n  lambda:\n    memory_mb: 512 # a\n    # b:\n  # ec2\n  ec2: {}\n",
            ("targets", "lambda", "timeout_seconds"),
            5,
            "targets:\n  lambda:\n    memory_mb: 512 # a\n    # b:\n    timeout_seconds: 5\n  # ec2\n  ec2: {}\n",
        ),
        (
            "targets:\n  lambda:\n    # five\n    timeout_seconds: 5\n",
            ("targets", "lambda", "memory_mb"),
            512,
            "targets:\n  lambda:\n    memory_mb: 512\n    # five\n    timeout_seconds: 5\n",
        ),
        (
            "cost: {\n  a: 1, # one\n  b: 2 # two\n}\n",
            ("cost", "c"),
            3,
            "cost: {\n  a: 1, # one\n  b: 2, # two\n  c: 3\n}\n",
        ),
        ("cost: {\n  a: 1,\n}\n", ("cost", "c"), 3, "cost: {\n  a: 1,\n  c: 3,\n}\n"),
        ("cost: {a: }\n", ("cost", "c"), 3, "cost: {a: , c: 3}\n"),
        # Text as brackets need it.
        ("cost: {a: 1}\n", ("cost", "c"), "x, y", 'cost: {a: 1, c: "x, y"}\n'),
        ("cost: {a: 1}\n", ("cost", "c: d"), "arn:aws", 'cost: {a: 1, "c: d": "arn:aws"}\n'),
        # Without a last line feed, and with the text's own steps.
        ("a:\n    b: 1", ("c", "d", "e", "f"), 1, "a:\n    b: 1\nc:\n    d:\n        e: {f: 1}"),
        # Lists.
        ("regions: [a]\n", ("regions", 1), "b", "regions: [a, b]\n"),
        ("regions:\n- a\n# c\n", ("regions", 1), "b", "regions:\n- a\n- b\n# c\n"),
        ("regions: []\n", ("regions", 0), "b", "regions: [b]\n"),
        ("accept:\n  - {code: a}\n", ("accept", 0, "code"), "b", "accept:\n  - {code: b}\n"),
        ("accept:\n- code: a\n", ("accept", 0, "reason"), "b", "accept:\n- code: a\n  reason: b\n"),
        ("accept:\n- reason: a\n", ("accept", 0, "code"), "b", "accept:\n- code: b\n  reason: a\n"),
        ("x:\n- # c\n  a\n", ("x", 1), "b", "x:\n- # c\n  a\n- b\n"),
    ],
)
def test_a_value_is_added_where_a_person_would_write_it(
    text: str, path: NodePath, value: Plain, expected: str
) -> None:
    assert edited(text, path, value) == expected


@pytest.mark.parametrize(
    ("text", "path", "expected"),
    [
        ("a: {b: 1, c: 2}\n", ("a", "b"), "a: {c: 2}\n"),
        ("a: {b: 1, c: 2}\n", ("a", "c"), "a: {b: 1}\n"),
        ("a: {b: 1}\n", ("a", "b"), "a: {}\n"),
        ("a: # why\n  b: 1\n", ("a", "b"), "a: {} # why\n"),
        ("a:\n  b: 1 # one\n  # two\n  c: 2\n", ("a", "b"), "a:\n  # two\n  c: 2\n"),
        ("a: 1\n\nb: 2\n\nc: 3\n", ("b",), "a: 1\n\nc: 3\n"),
        ("a: 1\n\nb: 2", ("b",), "a: 1"),
        ("a: 1\nb: 2\n", ("b",), "a: 1\n"),
        ("a: [\n  1, # one\n  2\n]\n", ("a", 0), "a: [\n  2\n]\n"),
        ("a:\n- x\n- y\n", ("a", 0), "a:\n- y\n"),
        ("a:\n- b: 1\n  c: 2\n", ("a", 0, "b"), "a:\n- c: 2\n"),
    ],
)
def test_a_value_goes_with_its_own_line(text: str, path: NodePath, expected: str) -> None:
    assert removed(text, path) == expected


def test_a_comment_above_goes_only_where_it_is_asked_for() -> None:
    text = "a:\n  # first\n\n  # about b\n  # more\n  b: 1\n  c: 2\n"
    assert removed(text, ("a", "b")) == "a:\n  # first\n\n  # about b\n  # more\n  c: 2\n"
    assert take(document(text), ("a", "b"), with_comments=True).text == "a:\n  # first\n\n  c: 2\n"


def test_what_stays_of_a_mapping_or_a_list_keeps_its_text() -> None:
    text = "a:\n  b:   1 # one\n  c: 2\nd: [x, 'y', z]\n"
    once = edited(text, ("a",), {"b": 1, "e": 3})
    assert once == "a:\n  b:   1 # one\n  e: 3\nd: [x, 'y', z]\n"
    assert edited(once, ("d",), ("x", "y", "w", "z")).endswith("d: [x, 'y', w, z]\n")
    assert edited(once, ("d",), ("y", "z")).endswith("d: ['y', z]\n")


# -- laws --------------------------------------------------------------------------------------------------


def places(value: Plain, path: NodePath = ()) -> list[NodePath]:
    """Every path of a value, but the root's."""
    pairs: list[tuple[Any, Plain]] = []
    if isinstance(value, dict):
        pairs = list(value.items())
    elif isinstance(value, tuple):
        pairs = list(enumerate(value))
    return [one for part, inside in pairs for one in ((*path, part), *places(inside, (*path, part)))]


def at(value: Any, path: NodePath) -> Plain:  # noqa: ANN401 - any value of a tree
    """What stands at a path."""
    for part in path:
        value = value[part]
    return value  # type: ignore[no-any-return]


@st.composite
def written(draw: st.DrawFn) -> Document:
    """A spec of the repository, or any legal one, in any layout."""
    if draw(st.booleans()):
        text = draw(st.sampled_from(FILES)).read_text("utf-8")
    else:
        layout = Layout(Random(draw(st.integers(0, 2**32))), draw(st.sampled_from(STYLES)))  # noqa: S311 - no secret
        text = layout.write(entries(draw(specs())))[0].replace("\r\n", "\n")
    ending = draw(st.sampled_from(["\n", "\n", "\r\n"]))
    text = draw(st.sampled_from(["", "", "\ufeff"])) + text.removeprefix("\ufeff").replace("\n", ending)
    return document(text.rstrip("\r\n") if draw(st.booleans()) else text)


_CHECKS = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


@settings(max_examples=300, deadline=None, suppress_health_check=_CHECKS)
@given(written(), st.data())
def test_everything_outside_the_edited_value_stays_to_the_byte(before: Document, data: st.DataObject) -> None:
    plain = before.tree.plain()
    path = data.draw(st.sampled_from(places(plain)))
    value = data.draw(st.sampled_from([*VALUES, *(at(plain, one) for one in places(plain)[:40])]))
    after = put(before, path, node_of(value))
    # The result is the spec with that value changed, and nothing else.
    assert is_same(at(after.tree.plain(), path), value)
    assert is_same(put(after, path, node_of(at(plain, path))).tree.plain(), plain)
    # The text before the value, and the text behind it, are the same characters.
    head, tail = around(before, path)
    assert after.text.startswith(head)
    assert after.text.endswith(tail)


def node_at(root: Node, path: NodePath) -> Node:
    """The node at a path that is there."""
    return way(root, path)[-1]


def around(before: Document, path: NodePath) -> tuple[str, str]:
    """What stands before a value and behind it; of a block, without comments in it and below."""
    node, text = node_at(before.tree, path), before.text
    start, end = before.start(node), before.end(node)
    if isinstance(node, Scalar) or before.is_flow(node):
        return text[:start], text[end:]
    above = node_at(before.tree, path[:-1])
    if isinstance(above, Mapping):
        start = text.index(":", before.end(above.entries[str(path[-1])].key)) + 1
    below = text[before.line_end(end) :]
    return text[:start], re.sub(r"\A(?:[ \t]*(?:#.*)?\r?\n)+(?=[^\r\n])", "", below)


@settings(max_examples=40, deadline=None, suppress_health_check=_CHECKS)
@given(written(), st.data())
def test_a_value_that_is_set_back_gives_the_first_bytes(before: Document, data: st.DataObject) -> None:
    scalars = [
        path
        for path in places(before.tree.plain())
        if isinstance(node := node_at(before.tree, path), Scalar) and node.raw and is_own_writing(before, path)
    ]
    path = data.draw(st.sampled_from(scalars))
    old = node_at(before.tree, path).plain()
    texts = ["text", "a: b", "it's", "no", ""]
    if is_quoted_for_nothing(before, path):
        texts = texts[:1]  # the quotes of `"a: b"` do not tell that its predecessor had some, too
    value = data.draw(st.sampled_from(texts if isinstance(old, str) else [0, 7, True, None, 0.25]))
    after = put(before, path, node_of(value))
    assert put(after, path, node_of(old)).text == before.text


def is_own_writing(before: Document, path: NodePath) -> bool:
    """True if a scalar stands there as podspec would write it: no `0x10`, no letter as an escape."""
    node = node_at(before.tree, path)
    assert isinstance(node, Scalar)
    text = before.text[before.start(node) : before.end(node)]
    inside = any(before.is_flow(one) for one in way(before.tree, path)[:-1])
    return flow(node_of(node.value), text[:1] if node.quoted else "", inside=inside) == text


def is_quoted_for_nothing(before: Document, path: NodePath) -> bool:
    """True for `"a"`, which would be the same without its quotes."""
    node = node_at(before.tree, path)
    inside = any(before.is_flow(one) for one in way(before.tree, path)[:-1])
    return before.text[before.start(node)] == '"' and is_plain(str(node.plain()), inside=inside)


@settings(max_examples=40, deadline=None, suppress_health_check=_CHECKS)
@given(written(), st.data())
def test_a_value_that_is_taken_away_takes_nothing_else(before: Document, data: st.DataObject) -> None:
    path = data.draw(st.sampled_from(places(before.tree.plain())))
    after = take(before, path)
    assert put(after, path, node_of(None)).tree.plain().keys() == before.tree.plain().keys()
    gone = [line for line in before.text.splitlines() if line not in after.text]
    remarks = [line for line in gone if line.lstrip().startswith("#")]
    # Comments that go stood inside of what went.
    node = node_at(before.tree, path)
    below = before.text[before.start(node) : before.end(node)]
    assert all(one in below or _is_deeper(before, one, path) for one in remarks)


def _is_deeper(before: Document, comment: str, path: NodePath) -> bool:
    """True if a comment stands deeper than the key that went, or in a block that is empty without it."""
    above = node_at(before.tree, path[:-1])
    key_alone = len(above.entries if isinstance(above, Mapping) else above.items) == 1
    return len(comment) - len(comment.lstrip()) >= above.span.column - (1 if key_alone else 0)


@settings(max_examples=40, deadline=None, suppress_health_check=_CHECKS)
@given(written(), st.data())
def test_a_key_that_is_added_and_taken_away_again_leaves_no_trace(before: Document, data: st.DataObject) -> None:
    plain = before.tree.plain()
    paths = [(), *(path for path in places(plain) if isinstance(at(plain, path), dict) and at(plain, path))]
    path = (*data.draw(st.sampled_from(paths)), "brand_new")
    after = put(before, path, node_of(data.draw(st.sampled_from(VALUES))))
    assert after.tree.plain() != plain
    assert take(after, path).text == before.text
