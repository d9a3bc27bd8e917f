"""Carets stand under what they mean, as a terminal shows the line; and nothing in a line is obeyed."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podspec.model.diagnostic import Label
from podspec.model.source import Source, Span
from podspec.reporters.excerpt import excerpt, visible
from podspec.reporters.style import Style

#: Columns that a terminal gives to each character of these tests, from the terminals' own table.
#: Source: Unicode 15.0 EastAsianWidth.txt and DerivedGeneralCategory.txt (read 2026-11).
NARROW, WIDE, NONE = "xa €é", "東\uff57🚀", "\u0301\ufe0f\u0e31"
COLUMNS = dict.fromkeys(NARROW, 1) | dict.fromkeys(WIDE, 2) | dict.fromkeys(NONE, 0) | {"\t": 4}


def shown(text: str, primary: Span, *related: Span, label: str = "here") -> list[str]:
    sources = {"f": Source("f", text)}
    labels = tuple(Label("f", span, "there") for span in related)
    return list(excerpt(Label("f", primary, label), labels, sources, Style()))


def columns(text: str) -> int:
    return sum(COLUMNS[character] for character in text)


LINES = st.text(st.sampled_from("".join(COLUMNS)), min_size=1, max_size=60).map(lambda text: f"x{text}x")


@given(LINES, st.data())
@settings(max_examples=500)
def test_the_caret_stands_under_its_column_whatever_is_before_it(line: str, data: st.DataObject) -> None:
    column = data.draw(st.integers(1, len(line)))
    *_, text, marks = shown(line, Span(1, column, 1, column + 1))
    prefix = len("1 | ")
    assert text.removeprefix("1 | ") == line.replace("\t", "    ")
    assert marks[prefix:].index("^") == columns(line[: column - 1])


@given(LINES, st.data())
@settings(max_examples=300)
def test_as_many_carets_stand_there_as_the_marked_text_is_wide(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(1, len(line)))
    end = data.draw(st.integers(start + 1, len(line) + 1))
    marks = shown(line, Span(1, start, 1, end), label="")[-1]
    assert marks.count("^") == max(1, columns(line[start - 1 : end - 1]))


@given(st.integers(1, 400), st.integers(1, 400))
@settings(max_examples=200)
def test_a_long_line_is_cut_to_a_window_in_which_the_caret_still_fits(column: int, width: int) -> None:
    line = "".join(chr(ord("a") + index % 26) for index in range(400))
    end = min(column + width, 401)
    *_, text, marks = shown(line, Span(1, column, 1, end), label="")
    assert len(text) <= len("1 | ") + 112
    assert len(marks) <= len(text)
    assert text[marks.index("^")] == line[column - 1]


def test_a_second_label_beyond_the_window_is_marked_at_its_edge() -> None:
    *_, text, _, there = shown("x" * 400, Span(1, 1, 1, 2), Span(1, 300, 1, 310))
    assert text.endswith("…")
    assert there.index("-") == len(text) - 1


def test_a_label_over_several_lines_marks_the_first_to_its_end() -> None:
    assert shown("ab\ncd\n", Span(1, 2, 2, 2))[-1] == "  |  ^ here"


def test_an_empty_label_still_has_a_caret() -> None:
    assert shown("ab\n", Span(1, 3, 1, 3))[-1] == "  |   ^ here"


def test_lines_between_two_labels_are_left_out_and_it_shows() -> None:
    lines = shown("a\nb\nc\n", Span(3, 1, 3, 2), Span(1, 1, 1, 2))
    assert lines == [
        *(" --> f:3:1", "  |", "1 | a", "  | - there", "...", "3 | c", "  | ^ here"),
    ]


def test_neighbouring_lines_stand_together() -> None:
    assert "..." not in shown("a\nb\n", Span(2, 1, 2, 2), Span(1, 1, 1, 2))


def test_the_margin_is_as_wide_as_the_longest_number() -> None:
    lines = shown("a\n" * 12, Span(12, 1, 12, 2), Span(1, 1, 1, 2))
    assert {line.index("|") for line in lines if "|" in line} == {3}


def test_another_file_has_a_heading_of_its_own() -> None:
    sources = {"f": Source("f", "a\n"), "g": Source("g", "b\n")}
    labels = (Label("g", Span(1, 1, 1, 2), "there"),)
    lines = list(excerpt(Label("f", Span(1, 1, 1, 2), "here"), labels, sources, Style()))
    assert [line.strip() for line in lines if "--> " in line or "::: " in line] == ["--> f:1:1", "::: g:1:1"]


def test_a_file_that_was_not_read_has_no_lines() -> None:
    assert list(excerpt(Label("f", Span(1, 1, 1, 2)), (), {}, Style())) == []


def test_colour_changes_no_character() -> None:
    sources = {"f": Source("f", "a\n")}
    coloured = "\n".join(excerpt(Label("f", Span(1, 1, 1, 2), "x"), (), sources, Style(colour=True)))
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == "\n".join(shown("a\n", Span(1, 1, 1, 2), label="x"))
    assert "\x1b[" in coloured


@pytest.mark.parametrize(
    "character", ["\x1b", "\x00", "\r", "\n", "\x9b", "\u202e", "\u2066", "\u200b", "\ufeff", "\u2028", "\x7f"]
)
def test_what_a_terminal_might_obey_is_shown_and_not_printed(character: str) -> None:
    assert visible(f"a{character}b") == "a\ufffdb"


def test_what_a_terminal_only_shows_is_left_alone() -> None:
    assert visible("a é 東 🚀 \t e\u0301") == "a é 東 🚀 \t e\u0301"


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("::error::x", "\ufffd:error::x"),
        ("  ::add-mask::x", "  \ufffd:add-mask::x"),
        ("a ##[stop-commands]x", "a \ufffd#[stop-commands]x"),
        ("##vso[task.complete]", "\ufffd#vso[task.complete]"),
        ("###[error]x", "#\ufffd#[error]x"),
        ("aws_iam::role ## heading [x]", "aws_iam::role ## heading [x]"),
    ],
)
def test_what_a_ci_log_would_obey_is_broken_up_and_nothing_else(text: str, safe: str) -> None:
    assert visible(text) == safe
    assert len(visible(text)) == len(text)
