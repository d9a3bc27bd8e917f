"""Values as YAML: they read back as themselves, in YAML 1.1, too, and look as a person would write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from podspec.authoring.value import node_of
from podspec.authoring.written import ROOM, block, entry, flow, is_plain, key
from podspec.model.source import Plain, Scalar, Source, Span
from podspec.pipeline.parse import parse

_TEXTS = st.one_of(
    st.text(st.characters(exclude_categories=["C", "Z"], include_characters=" "), max_size=30),
    st.from_regex(r"[-+.0-9a-z_:~#, '\"\[\]{}]{0,8}", fullmatch=True),
    st.sampled_from(
        ["no", "On", "null", "~", "1.10", "010", "1:30", "2026-11-01", "<<", "=", "0x1f", "1e3", ".inf"]
    ),
)
_VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-(10**17), 10**17), _TEXTS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(tuple),
        st.dictionaries(_TEXTS.filter(lambda one: one != "<<"), inner, max_size=3),
    ),
    max_leaves=8,
)


def read(text: str) -> Plain:
    """What podspec reads behind a key."""
    found = parse(Source("service.yaml", text))
    assert not found.diagnostics, (text, found.diagnostics)
    assert found.value is not None
    return found.value.entries["a"].value.plain()


@given(_VALUES)
def test_a_value_in_one_line_reads_back_as_itself(value: Plain) -> None:
    assert read(f"a: {flow(node_of(value))}\n") == value
    assert read(f"{{a: {flow(node_of(value), inside=True)}}}\n") == value


@given(_VALUES)
def test_an_entry_in_lines_reads_back_as_itself(value: Plain) -> None:
    assert read("\n".join(entry("a", node_of(value), "", 2)) + "\n") == value


@given(_TEXTS, st.sampled_from(["'", '"', ""]))
def test_text_reads_back_as_itself_in_whatever_quotes_there_were(text: str, like: str) -> None:
    written = flow(node_of(text), like)
    assert read(f"a: {written}\n") == text
    assert not like or written.startswith(like)


@given(_TEXTS)
def test_readers_of_yaml_1_1_take_plain_text_for_text(text: str) -> None:
    if is_plain(text, inside=True):
        old = YAML(typ="safe", pure=True)
        old.version = (1, 1)
        assert old.load(f"{{a: {text}}}") == {"a": text}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (None, "null"),
        (True, "true"),
        (1024, "1024"),
        (0.5, "0.5"),
        ("arm64", "arm64"),
        ("/healthz", "/healthz"),
        ("10.10.0.0/16", "10.10.0.0/16"),
        ("a b (c)", "a b (c)"),
        ("111111111111", '"111111111111"'),
        ("no", '"no"'),
        ("1:30", '"1:30"'),
        ("", '""'),
        (("a", 1), "[a, 1]"),
        ({"min": 2, "a b": ()}, "{min: 2, a b: []}"),
    ],
)
def test_a_value_looks_as_a_person_writes_it(value: Plain, written: str) -> None:
    assert flow(node_of(value)) == written


def test_a_number_stays_as_it_was_typed() -> None:
    assert flow(Scalar(Span(1, 1, 1, 1), 31, "0x1f")) == "0x1f"


def test_what_is_flat_and_short_takes_one_line_and_all_else_a_block() -> None:
    assert entry("hosts", node_of({"min": 2, "max": 4}), "  ", 2) == ["  hosts: {min: 2, max: 4}"]
    assert entry("ec2", node_of({"hosts": {"min": 2}}), "", 4) == ["ec2:", "    hosts: {min: 2}"]
    long = entry("notify", node_of(("x" * 60, "y" * 60)), "", 2)
    assert long == ["notify:", f"  - {'x' * 60}", f"  - {'y' * 60}"]
    assert all(len(line) <= ROOM for line in long)


def test_items_that_are_long_begin_beside_their_dash() -> None:
    item = {"a": "x" * 60, "b": "y" * 60}
    assert block(node_of((item,)), "", 2) == [f"- a: {'x' * 60}", f"  b: {'y' * 60}"]  # type: ignore[arg-type] # a list


def test_a_key_is_quoted_where_it_must_be() -> None:
    assert [key(one) for one in ("min", "a.b", "no", "a: b")] == ["min", "a.b", '"no"', '"a: b"']
