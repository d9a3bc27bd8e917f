"""Cutting, wrapping and painting."""

from podspec.model.origin import Value
from podspec.model.source import Scalar, Span
from podspec.reporters.paper import WIDTH, Paper, plural, where
from podspec.reporters.style import Style

PLACE = Span(3, 5, 3, 8)


def test_a_line_is_cut_to_what_there_is_room_for_unless_all_is_to_be_shown() -> None:
    assert len(Paper({}, Style()).cut("x" * 200, 6)) == WIDTH - 6
    assert len(Paper({}, Style(), whole=True).cut("x" * 200, 6)) == 200
    assert Paper({}, Style()).cut("x" * (WIDTH - 6), 6) == "x" * (WIDTH - 6)


def test_what_a_terminal_might_obey_is_not_printed() -> None:
    paper = Paper({}, Style())
    assert "\x1b" not in paper.cut("a\x1b[2J", 0) + paper.note("default", "a\x1b[2J")


def test_a_sentence_is_wrapped_between_words_alone() -> None:
    path = "a" * 100
    assert Paper({}, Style()).wrapped(f"because of {path}").split("\n") == ["because of", path]


def test_a_value_is_named_with_its_line_and_in_a_policy_with_its_file() -> None:
    def at(file: str) -> Value:
        return Value(("cost",), Scalar(PLACE, 1, "1", file=file), PLACE)

    assert where(at("specs/a/service.yaml")) == "cost (line 3)"
    assert where(at("podspec.policy.yaml")) == "cost (podspec.policy.yaml:3)"
    assert where(Value(("cost",))) == "cost (default)"


def test_what_is_left_out_is_counted_and_nothing_is_said_of_nothing() -> None:
    assert list(Paper({}, Style()).rest(1, "file")) == ["and 1 more file; --all shows them"]
    assert list(Paper({}, Style()).rest(0, "file")) == []
    assert plural(1200, "line") == "1,200 lines"
