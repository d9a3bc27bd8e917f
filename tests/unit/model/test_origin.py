"""Claims and reaches add up."""

from podspec.model.origin import NOTHING, Bond, Claim, Reach, Value
from podspec.model.source import Scalar, Span

SPAN = Span(3, 5, 3, 8)


def test_two_claims_together_keep_the_tighter_bond() -> None:
    both = Claim({1: Bond.TEXT, 2: Bond.LAYOUT}) | Claim({1: Bond.LAYOUT, 2: Bond.BESIDE}, whole=True)
    assert both == Claim({1: Bond.TEXT, 2: Bond.BESIDE}, whole=True)
    assert both.of(Bond.BESIDE) == [2]


def test_nothing_adds_nothing() -> None:
    claim = Claim({1: Bond.TEXT})
    assert claim | NOTHING == claim


def test_a_value_points_at_its_key_and_a_default_at_nothing() -> None:
    written = Value(("targets", "lambda", "memory_mb"), Scalar(SPAN, 512, "512", file="f"), SPAN)
    label = written.label()
    assert label is not None
    assert (label.file, label.span, label.text) == ("f", SPAN, "targets.lambda.memory_mb")
    assert Value(("cost",)).label() is None
    assert Value(("cost",)).is_default


def test_a_reach_counts_lines_by_their_bond_over_files_and_specs() -> None:
    one = Reach(Value(("cost",)), {"a": Claim({1: Bond.TEXT, 2: Bond.LAYOUT})}, {"a": ("x", "y")})
    other = Reach(one.value, {"b": Claim({7: Bond.TEXT})}, {"b": ("z",)}, (Value(("dev",)), Value(("dev",))))
    both = one | other
    assert (both.count(Bond.TEXT), both.count(Bond.LAYOUT), both.count(Bond.BESIDE)) == (2, 1, 0)
    assert [value.name for value in both.hidden_by] == ["dev"]
