"""What a line of a spec decides, as people read it."""

from __future__ import annotations

from podspec.model.origin import Bond, Claim, Reach, Value
from podspec.model.source import Scalar, Source, Span
from podspec.reporters.reach_text import Reaches
from podspec.reporters.style import Style

SPEC = "specs/a/service.yaml"
SOURCES = {SPEC: Source(SPEC, "cost: {monthly_budget_usd: 310}\nport: 80\n")}
TEXT = ("first", "second", "third\x1b[31m", "fourth" + "!" * 90)


def value(name: str, line: int = 1, column: int = 8) -> Value:
    key = Span(line, column, line, column + 4)
    return Value(tuple(name.split(".")), Scalar(key, 1, "1", file=SPEC), key, 1)


def reach(**claims: Claim) -> Reach:
    return Reach(value("cost"), claims, dict.fromkeys(claims, TEXT), (value("environments.prod.cost", 2, 1),))


def test_a_reach_marks_how_each_line_hangs_on_the_value() -> None:
    claim = Claim({1: Bond.TEXT, 2: Bond.BESIDE, 3: Bond.LAYOUT}, whole=True)
    assert (
        Reaches(SOURCES, Style()).reaches([reach(a=claim)])
        == """\
 --> specs/a/service.yaml:1:8
  |
1 | cost: {monthly_budget_usd: 310}
  |        ^^^^ cost
decides 3 lines in 1 file, 1 (+) beside lines that come and go, 1 (~) only by their alignment
  = hidden: by environments.prod.cost (specs/a/service.yaml:2)
a
  1 | first
  2 |+second
  3 |~third\N{REPLACEMENT CHARACTER}[31m
places 1 file: where they are, or that they are there
  a
"""
    )


def test_a_value_that_decides_nothing_says_so() -> None:
    assert "No line of the output hangs on cost." in Reaches(SOURCES, Style()).reaches([reach()])


def test_a_summary_has_a_line_for_each_value() -> None:
    found = Reaches(SOURCES, Style()).summary([reach(a=Claim({1: Bond.TEXT}, whole=True)), reach()])
    assert found == "cost (line 1)  1 line in 1 file; places 1 file\ncost (line 1)  hidden by overlays\n"


def test_what_is_delivered_comes_before_pages_about_it() -> None:
    paths = [f"generated/a/docs/{number}.md" for number in range(12)] + ["generated/a/terraform/main.tf"]
    claims = dict.fromkeys(paths, Claim({1: Bond.TEXT}, whole=False))
    shown = Reaches(SOURCES, Style()).reaches([Reach(value("cost"), claims, dict.fromkeys(claims, TEXT))])
    assert [line for line in shown.splitlines() if line.startswith("generated/")] == [paths[-1], *paths[:7]]


def test_files_and_lines_are_counted_beyond_a_few_unless_all_are_asked_for() -> None:
    claims = {f"file{number:02}": Claim(dict.fromkeys(range(1, 8), Bond.TEXT), whole=True) for number in range(12)}
    many = Reach(value("cost"), claims, dict.fromkeys(claims, ("line",) * 7))
    short, whole = (Reaches(SOURCES, Style(), whole=whole).reaches([many]) for whole in (False, True))
    assert "and 1 more line; --all shows them" in short
    assert short.count("and 4 more files; --all shows them") == 2
    assert "--all" not in whole
