"""A new spec reads as a person would write it, and each of its lines knows what it was made of."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podspec.authoring.sheet import Line, sheet
from podspec.model.source import Source
from podspec.pipeline.parse import parse

LINES = [
    Line(("version",), 1),
    Line(("service", "name"), "shop", "a name", "origin"),
    Line(("container", "health", "readiness"), "/readyz"),
    Line(("service", "tags"), {"a": "1.10", "b": ["x y", "on"]}),
    Line(("foundation",), "create"),
]
TEXT = """\
# first
# second
version: 1

# who it is
service:
  name: shop # a name
  tags: {a: "1.10", b: [x y, "on"]}

container:
  health:
    # asked often
    readiness: /readyz

foundation: create
  # later
"""
ABOVE = {("service",): ["who it is"], ("container", "health", "readiness"): ["asked often"]}


def test_blocks_are_brought_together_and_what_needs_quotes_has_them() -> None:
    made = sheet(["first", "second"], LINES, ABOVE, ["  # later"])
    assert made.text == TEXT
    assert {number: line.value for number, line in made.lines.items()} == {
        3: 1,
        7: "shop",
        8: {"a": "1.10", "b": ["x y", "on"]},
        13: "/readyz",
        15: "create",
    }
    assert made.lines[7].origin == "origin"


def test_a_comment_stays_one_line() -> None:
    assert sheet([], [Line(("a",), 1, "one\ntwo: 3")], {}).text == "a: 1 # one two: 3\n"


def test_a_path_through_a_value_is_refused() -> None:
    with pytest.raises(ValueError, match="leads through a value"):
        sheet([], [Line(("a",), 1), Line(("a", "b"), 2)], {})


PLAIN = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-99, 99), st.text(st.characters(codec="utf-8"), max_size=8)),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text("abc:# ", min_size=1), inner)),
    max_leaves=8,
)


@given(st.dictionaries(st.text("ab:#-1", min_size=1, max_size=6), PLAIN, min_size=1, max_size=5))
def test_every_value_is_read_back_as_it_was(values: dict[str, object]) -> None:
    text = sheet([], [Line((key,), value) for key, value in values.items()], {}).text  # type: ignore[arg-type]
    read = parse(Source("service.yaml", text))
    unclean = {one.code for one in read.diagnostics}
    if unclean:  # characters that no spec may hold are the gate's matter, and so is a merge key
        assert unclean <= {"PS013", "PS007"}
        return
    assert read.value is not None
    assert read.value.plain() == _tupled(values)


def _tupled(value: object) -> object:
    if isinstance(value, dict):
        return {key: _tupled(one) for key, one in value.items()}
    return tuple(map(_tupled, value)) if isinstance(value, list) else value
