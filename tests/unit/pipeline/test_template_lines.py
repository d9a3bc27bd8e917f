"""Every line of every artifact comes from a template line, or is podspec's header."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import jinja2
import pytest

from podspec.compiler import analyse
from podspec.model.artifact import RenderJob
from podspec.model.layout import MARK
from podspec.model.origin import TemplateLine
from podspec.model.pins import DEFAULT_PINS
from podspec.pipeline import template_lines as under_test
from podspec.pipeline import templates
from podspec.pipeline.lower import lower, lower_repository
from podspec.pipeline.render import render
from podspec.pipeline.template_lines import template_lines

ROOT = Path(__file__).parents[3]
SPECS = sorted(path.parent.name for path in (ROOT / "specs").glob("*/service.yaml"))
CURE = "Do not edit: change the spec, then run `podspec render`."


@cache
def jobs(spec: str) -> tuple[RenderJob, ...]:
    analysed = analyse(ROOT / "specs" / spec / "service.yaml", spec, date(2026, 11, 23))
    assert analysed.spec is not None
    return lower(analysed.spec, tuple(one.environment for one in analysed.resolved), spec).jobs


def everything() -> Iterator[RenderJob]:
    for spec in SPECS:
        yield from jobs(spec)
    yield from lower_repository(DEFAULT_PINS).jobs


def lines_of(job: RenderJob) -> list[str]:
    (artifact,) = render([job])
    lines = artifact.content.decode().split("\n")
    return lines if lines[-1] else lines[:-1]


def test_every_line_of_every_artifact_is_a_templates_or_the_headers() -> None:
    """This holds only because laying out HCL keeps the number of lines: a template line for each is the proof."""
    mapped = 0
    for job in everything():
        made_by, lines = template_lines(job), lines_of(job)
        assert len(made_by) == len(lines), job.output
        for text, templates_lines in zip(lines, made_by, strict=True):
            assert templates_lines or MARK in text or CURE in text or not text, (job.output, text)
        assert sum(not one for one in made_by) <= 3, job.output
        mapped += len(lines)
    assert mapped > 50_000


def test_marks_leave_no_trace_in_the_output() -> None:
    for job in everything():
        if not templates.is_static(job.template):
            marked = "".join(piece.text for piece in under_test._dynamic(job))  # noqa: SLF001
            assert marked == templates.filler(job.template)(job.context)


def test_text_that_no_tag_made_stands_in_the_template_line_that_is_named() -> None:
    """A line whose template line has no tag is that line to the letter, but for the blanks of the layout."""
    compared = 0
    for job in everything():
        for text, made_by in zip(lines_of(job), template_lines(job), strict=True):
            source = [templates.texts()[one.template].split("\n")[one.line - 1] for one in made_by[:1]]
            if source and "<%" not in source[0]:
                assert "".join(text.split()) == "".join(source[0].split()), (job.output, made_by)
                compared += 1
    assert compared > 40_000


# -- small templates -------------------------------------------------------------------------------------------


def marked(monkeypatch: pytest.MonkeyPatch, texts: dict[str, str], **context: object) -> list[list[TemplateLine]]:
    """The template lines behind each line that these templates make, the first of them filled."""
    environment = templates.environment().overlay(extensions=[under_test._Marks])  # noqa: SLF001
    environment.loader = jinja2.DictLoader({f"{name}.j2": text for name, text in texts.items()})
    monkeypatch.setattr(under_test, "_marked", lambda: environment)
    monkeypatch.setattr(templates, "is_static", lambda _: False)
    job = RenderJob(next(iter(texts)), "out.json", "f", context, ())  # a format without comments has no header
    pieces = list(under_test._dynamic(job))  # noqa: SLF001
    return [list(one) for one in under_test._by_line(pieces)]  # noqa: SLF001


def test_a_line_of_a_loop_names_the_tags_around_it(monkeypatch: pytest.MonkeyPatch) -> None:
    loop = "<% for one in some %>\n<% if one %>\n  a <%= one %>\n<% else %>\n  none\n<% endif %>\n<% endfor %>\n"
    text = f"top\n{loop}end\n"
    top, first, second, end = marked(monkeypatch, {"t": text}, some=["x", ""])
    assert top == [TemplateLine("t.j2", 1)]
    assert first == [TemplateLine("t.j2", 4, (2, 3))]
    assert second == [TemplateLine("t.j2", 6, (2, 5))]
    assert end == [TemplateLine("t.j2", 9)]


def test_a_value_of_several_lines_comes_from_the_one_line_of_its_tag(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = marked(monkeypatch, {"t": "a: <%= value %>\nb\n"}, value="1\n2\n3")
    assert [[one.line for one in line] for line in lines] == [[1], [1], [1], [2]]


def test_an_included_line_names_the_line_that_includes_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = {"t": 'a\n<% include "m.j2" %>\nb\n', "m": "one\ntwo\n"}
    lines = marked(monkeypatch, texts)
    assert lines[1] == [TemplateLine("m.j2", 1), TemplateLine("t.j2", 2)]
    assert lines[2] == [TemplateLine("m.j2", 2), TemplateLine("t.j2", 2)]
    assert lines[3] == [TemplateLine("t.j2", 3)]


def test_a_macros_line_names_the_line_that_calls_it_too(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "<% macro twice(x) %>\n<%= x %> and <%= x %>\n<% endmacro %>\nhere: <%= twice('y') %>\n"
    (line, *_) = marked(monkeypatch, {"t": text})
    assert {one.line for one in line} == {2, 4}


def test_lines_of_a_mark_are_read_as_they_were_written() -> None:
    name = "terraform/environments/{environment}/{region}/main.tf.j2"
    for inside in ([], [3], [3, 17]):
        written = under_test._write(name, 12, inside)  # noqa: SLF001
        assert under_test._read(written) == TemplateLine(name, 12, tuple(inside))  # noqa: SLF001
        assert not re.search("\0", written)
