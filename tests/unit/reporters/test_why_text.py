"""Answers of `podspec why`, as people read them."""

from __future__ import annotations

from podspec.model.origin import Bond, Cause, FileOrigin, LineOrigin, Place, TemplateLine, Value
from podspec.model.source import Scalar, Source, Span
from podspec.reporters.style import Style
from podspec.reporters.why_text import Why

SPEC, TEMPLATE = "specs/a/service.yaml", "templates/main.tf.j2"
SOURCES = {
    SPEC: Source(SPEC, "cost: {monthly_budget_usd: 310}\nport: 80\n"),
    TEMPLATE: Source(TEMPLATE, "<% if x %>\nmade <%= x %>\n<% endif %>\n"),
}
TEXT = ("first", "second", "third\x1b[31m", "fourth" + "!" * 90)


def value(name: str, line: int = 1, column: int = 8) -> Value:
    key = Span(line, column, line, column + 4)
    return Value(tuple(name.split(".")), Scalar(key, 1, "1", file=SPEC), key, 1)


def origin(
    *causes: Cause, templates: tuple[TemplateLine, ...] = (TemplateLine("main.tf.j2", 2, (1,)),)
) -> FileOrigin:
    lines = tuple(LineOrigin(number, templates, causes) for number in range(1, 5))
    return FileOrigin("generated/a/main.tf", SPEC, "main.tf", TEXT, lines, (value("service.name"),))


def answer(*causes: Cause, line: int = 2, whole: bool = False, place: Place | None = None) -> str:
    return Why(SOURCES, Style(), whole=whole).line(origin(*causes), place or Place(line, line))


def test_a_line_is_quoted_with_its_neighbours_its_value_and_its_template() -> None:
    assert (
        answer(Cause(value("cost"), Bond.TEXT))
        == f"""\
generated/a/main.tf:2
  |
1 | first
2 |>second
3 | third\N{REPLACEMENT CHARACTER}[31m
4 | fourth{"!" * 69}…

decided by
 --> specs/a/service.yaml:1:8
  |
1 | cost: {{monthly_budget_usd: 310}}
  |        ^^^^ cost

made by
 --> templates/main.tf.j2:2:1
  |
1 | <% if x %>
  | ---------- around it
2 | made <%= x %>
  | ^^^^^^^^^^^^^

The file stands here because of service.name (line 1).
"""
    )


def test_looser_bonds_and_defaults_follow_in_a_line_each() -> None:
    default = Value(("container", "port"), plain=8080)
    found = answer(
        Cause(value("cost"), Bond.BESIDE), Cause(default, Bond.TEXT), Cause(value("port", 2, 1), Bond.LAYOUT)
    )
    assert "cost: lines beside this one come and go with it" in found
    assert "  = default: container.port is 8080\n" in found
    assert "  = layout: port is 1: decides only how the line is aligned\n" in found
    assert "  = help: podspec explain container.port\n" in found


def test_many_causes_are_counted_unless_all_are_asked_for() -> None:
    causes = [Cause(value(f"cost{number}"), Bond.TEXT) for number in range(30)]
    assert "and 22 more: cost8, cost9" in answer(*causes)
    assert "more:" not in answer(*causes, whole=True)


def test_the_template_alone_and_the_header_have_their_own_words() -> None:
    assert "it is the template's own text" in answer()
    header = Why(SOURCES, Style()).line(origin(templates=()), Place(1, 1))
    assert "on top of every file" in header


def test_drift_is_said_before_the_answer() -> None:
    assert answer(place=Place(7, 2, has_drifted=True)).startswith("the file has drifted: ")
    assert "line 7 on disk is line 2 of it" in answer(place=Place(7, 2, has_drifted=True))
    assert "podspec check specs/a/service.yaml" in answer(place=Place(2, 2, differs=True, has_drifted=True))
    assert answer(place=Place(2, 2, is_missing=True)).startswith("not on disk yet")


def test_a_whole_file_lists_ranges_of_lines() -> None:
    found = Why(SOURCES, Style()).file(origin(Cause(value("cost"), Bond.TEXT)))
    assert "cost (line 1)  1-4\n" in found
    assert "4 lines, of which 4 hang on values" in found


def test_colour_changes_no_word() -> None:
    plain = answer(Cause(value("cost"), Bond.TEXT))
    painted = Why(SOURCES, Style(colour=True)).line(origin(Cause(value("cost"), Bond.TEXT)), Place(2, 2))
    assert "\x1b[1m" in painted
    assert (
        painted.replace("\x1b[0m", "").replace("\x1b[1m", "").replace("\x1b[1;34m", "").replace("\x1b[1;31m", "")
        == plain
    )
