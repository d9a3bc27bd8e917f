"""A single fault at a random place of a whole spec is one finding, at its exact line and column."""

from __future__ import annotations

from datetime import date
from itertools import islice
from pathlib import Path
from random import Random
from time import perf_counter

import pytest
from figures.faults import wrong_specs
from figures.figure import figure
from figures.layouts import STYLES, Layout, entries
from figures.whole_spec import SPEC

from podspec.compiler import analyse
from podspec.model.report import Report
from podspec.reporters.style import Style
from podspec.reporters.text import report as text_report

FILE = "service.yaml"
AS_OF = date(2026, 11, 23)
QUICK = 220
LONG = 20_000


def test_a_wrong_spec_is_one_finding_at_the_place_of_the_fault(tmp_path: Path) -> None:
    _judge(QUICK, 1, tmp_path / FILE)


@pytest.mark.long
def test_each_of_very_many_wrong_specs_is_one_finding_at_the_place_of_the_fault(tmp_path: Path) -> None:
    _judge(LONG, 2, tmp_path / FILE)


def _judge(count: int, seed: int, path: Path) -> None:
    random = Random(seed)  # noqa: S311 - repeatable on purpose, and no secret
    slowest = 0.0
    for number, fault in enumerate(islice(wrong_specs(random), count)):
        text, mark = Layout(random, STYLES[number // 8 % len(STYLES)]).write(fault.spec)
        path.write_bytes(text.encode())
        started = perf_counter()
        compiled = analyse(path, FILE, AS_OF)
        shown = text_report(Report("check", (FILE,), findings=compiled.diagnostics), Style())
        slowest = max(slowest, perf_counter() - started)
        what = f"number {number}: {fault.what}, marked at {mark}\n{shown}\n{text}"
        assert len(compiled.diagnostics) == 1, what
        span = compiled.diagnostics[0].primary.span
        assert span, what
        assert span[:2] == mark, what
        assert compiled.diagnostics[0].code < "PS2", what
    figure(f"{count} wrong specs, each one finding at the exact place; the slowest took {slowest * 1000:.0f} ms")


@pytest.mark.parametrize("style", STYLES)
def test_the_spec_without_a_fault_is_right_in_shape_in_every_layout(style: str, tmp_path: Path) -> None:
    random = Random(3)  # noqa: S311 - repeatable on purpose, and no secret
    for _ in range(20):
        text, _mark = Layout(random, style).write(entries(SPEC))
        (tmp_path / FILE).write_bytes(text.encode())
        assert not [one for one in analyse(tmp_path / FILE, FILE, AS_OF).diagnostics if one.code < "PS2"], text
