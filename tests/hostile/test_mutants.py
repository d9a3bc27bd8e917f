"""No input gives a traceback, a place outside its file, or an answer that obeys whoever wrote the input."""

import json
import re
from datetime import date
from pathlib import Path
from time import process_time

import pytest
from hostile.mutants import mutant

from podspec.compiler import compile_spec
from podspec.model.compilation import Compilation
from podspec.model.diagnostic import Diagnostic, tidy
from podspec.model.report import Report
from podspec.model.source import Source, Span
from podspec.reporters.json_report import report as json_report
from podspec.reporters.style import Style
from podspec.reporters.text import report as text_report

CHUNKS = 8
QUICK = 300
LONG = 20_000
SECONDS = 2
FILE = "service.yaml"
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_mutated_spec_is_judged_and_never_obeyed(chunk: int, tmp_path: Path) -> None:
    for seed in range(chunk * QUICK, (chunk + 1) * QUICK):
        _judge(seed, tmp_path / FILE)


@pytest.mark.long
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_very_many_mutated_specs_are_judged_and_never_obeyed(chunk: int, tmp_path: Path) -> None:
    first = CHUNKS * QUICK + chunk * LONG
    for seed in range(first, first + LONG):
        _judge(seed, tmp_path / FILE)


def _judge(seed: int, path: Path) -> None:
    path.write_bytes(mutant(seed))
    started = process_time()
    compiled = compile_spec(path, FILE, date(2026, 11, 23))
    report = _report(compiled)
    text, document = text_report(report, Style()), json.loads(json_report(report, Style()))
    assert process_time() - started < SECONDS, f"seed {seed} takes too long"
    assert not _OBEYED.search(text), f"seed {seed} prints what a terminal obeys"
    assert len(document["findings"]) == len(compiled.diagnostics), f"seed {seed}"
    assert tidy(compiled.diagnostics) == compiled.diagnostics, f"seed {seed} is not in order"
    assert compiled.failed != bool(compiled.artifacts), f"seed {seed} has errors and artifacts, or neither"
    for one in compiled.diagnostics:
        _judge_places(one, compiled.source, seed)


def _report(compiled: Compilation) -> Report:
    sources = {FILE: compiled.source} if compiled.source else {}
    return Report("validate", (FILE,), findings=compiled.diagnostics, sources=sources)


def _judge_places(one: Diagnostic, source: Source | None, seed: int) -> None:
    for label in (one.primary, *one.related):
        inside = label.span is None or (source is not None and is_inside(label.span, source.text.split("\n")))
        assert inside, f"seed {seed}: {one.code} points at {label.span}"


def is_inside(span: Span, lines: list[str]) -> bool:
    """True if a span begins and ends in the file, in this order; the end of a line is a place in it, too."""
    first, last = span[:2], span[2:]
    return first <= last and all(_is_place(line, column, lines) for line, column in (first, last))


def _is_place(line: int, column: int, lines: list[str]) -> bool:
    return 1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1
