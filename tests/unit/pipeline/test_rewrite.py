"""One attribute is found and written anew; everything else of the file means what it meant."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podspec.pipeline.rewrite import Absent, Found, Refused, added, find, ignored, paths, replaced
from podspec.quoting.hcl import hcl
from podspec.quoting.hcl_blocks import Block, blocks
from podspec.quoting.hcl_format import format_hcl
from podspec.quoting.plain import Plain

ROOT = Path(__file__).parents[3]
TEXTS = [path.read_text("utf-8") for path in sorted((ROOT / "generated/podinfo/terraform/modules").rglob("*.tf"))]

TEXT = """\
resource "aws_lb" "this" {
  idle_timeout = 60
  dimensions   = { a = "b" }

  access_logs {
    enabled = true
  }

  rule {
  }

  rule {
  }

  dynamic "tag" {
    for_each = []
  }

  lifecycle {
    ignore_changes = [idle_timeout, access_logs]
  }
}
"""

scalars = st.booleans() | st.integers(-(10**17), 10**17) | st.text(st.characters(codec="utf-8"), max_size=20)
values = st.recursive(
    scalars,
    lambda inside: (
        st.lists(inside, max_size=3)
        | st.dictionaries(st.text("abcdefghij", min_size=1, max_size=5), inside, max_size=3)
    ),
    max_leaves=6,
)


def sole(text: str = TEXT) -> Block:
    (block,) = blocks(text)
    return block


def test_an_attribute_is_found_also_in_a_nested_block() -> None:
    for path in ("idle_timeout", "access_logs.enabled"):
        found = find(sole(), path)
        assert isinstance(found, Found)
        assert found.argument.name == path.rpartition(".")[2]


@pytest.mark.parametrize(
    ("path", "missing"),
    [("name", ("name",)), ("access_logs.bucket", ("bucket",)), ("a.b.c", ("a", "b", "c"))],
)
def test_what_is_not_there_says_what_is_missing(path: str, missing: tuple[str, ...]) -> None:
    found = find(sole(), path)
    assert isinstance(found, Absent)
    assert found.missing == missing


@pytest.mark.parametrize(
    ("path", "why"),
    [
        ("rule.a", "2 blocks rule"),
        ("tag.a", "dynamic block makes tag"),
        ("dimensions.a", "dimensions is no block"),
        ("access_logs", "access_logs is a block"),
        ("tag", "tag is a block"),
    ],
)
def test_a_path_to_no_one_attribute_is_refused(path: str, why: str) -> None:
    found = find(sole(), path)
    assert isinstance(found, Refused)
    assert why in found.message


def test_all_paths_are_listed_but_for_those_that_are_made_or_owned_by_terraform() -> None:
    assert paths(sole()) == ["idle_timeout", "dimensions", "access_logs.enabled"]


def test_what_terraform_ignores_is_known() -> None:
    assert ignored(sole()) == {"idle_timeout", "access_logs"}


def test_a_value_is_replaced_below_a_comment() -> None:
    found = find(sole(), "idle_timeout")
    assert isinstance(found, Found)
    text = replaced(TEXT, found.argument, 120, "why\nnot")
    assert "  # why not\n  idle_timeout = 120\n  dimensions   = {" in text


def test_an_attribute_is_added_at_the_end_in_the_blocks_that_it_needs() -> None:
    found = find(sole(), "a.b.c")
    assert isinstance(found, Absent)
    lines = ["", "  # why", "  a {", "    b {", "      c = [1]", "    }", "  }", "}", ""]
    assert added(TEXT, found, (1,), "why").endswith("\n".join(lines))


@pytest.mark.parametrize("text", ["a {}\n", "a {\n}\n", "a { b = 1 }\n"])
def test_a_block_of_one_line_takes_another_attribute(text: str) -> None:
    found = find(sole(text), "c")
    assert isinstance(found, Absent)
    assert list(sole(added(text, found, 2, "why")).arguments) == [*sole(text).arguments, "c"]


def tokens(block: Block) -> list[Any]:
    """All that a block says, without places."""
    own = [(name, [(one.kind, one.text) for one in argument.value]) for name, argument in block.arguments.items()]
    return [block.kind, block.labels, own, [tokens(one) for one in block.blocks]]


def literals() -> list[tuple[str, int, str]]:
    """Every literal of every resource that podspec generates: the file, the block's place, the attribute."""
    return [
        (text, number, path)
        for text in TEXTS
        for number, block in enumerate(blocks(text))
        if block.kind == "resource"
        for path in paths(block)
        if isinstance(found := find(block, path), Found) and found.argument.is_literal
    ]


LITERALS = literals()


@settings(max_examples=150, deadline=None)
@given(place=st.sampled_from(LITERALS), value=values, note=st.text(st.characters(codec="utf-8"), max_size=30))
def test_a_replaced_value_is_the_literal_and_nothing_else_changes(
    place: tuple[str, int, str], value: Plain, note: str
) -> None:
    text, number, path = place
    found = find(blocks(text)[number], path)
    assert isinstance(found, Found)
    written = replaced(text, found.argument, value, note)
    now = find(blocks(written)[number], path)
    assert isinstance(now, Found)
    assert now.argument.is_literal
    start, end = now.argument.place
    assert format_hcl(f"x = {written[start:end]}\n").split() == format_hcl(f"x = {hcl(value)}\n").split()
    assert format_hcl(written) == written
    back = replaced(written, now.argument, 0, note)
    before = replaced(text, found.argument, 0, note)
    assert [tokens(one) for one in blocks(back)] == [tokens(one) for one in blocks(before)]


def test_there_is_enough_to_try_it_on() -> None:
    assert len(LITERALS) > 200
