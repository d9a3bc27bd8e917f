"""No input gives a traceback, a place outside its file, or an answer that obeys whoever wrote the input."""

from __future__ import annotations

import json
import re
import resource
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from random import SystemRandom
from time import process_time

import pytest
from figures.figure import figure
from hostile.mutants import POLICIES, mutant
from specimens import PLAIN

from podspec.compiler import analyse_bytes, compile_bytes, policy_of
from podspec.model.compilation import Compilation
from podspec.model.diagnostic import Diagnostic, tidy
from podspec.model.layout import POLICY_FILE
from podspec.model.report import Report
from podspec.model.source import Source, Span
from podspec.pipeline.policy import policy_in
from podspec.pipeline.read import decode
from podspec.reporters.json_report import report as json_report
from podspec.reporters.style import Style
from podspec.reporters.text import report as text_report

CHUNKS = 8
QUICK = 50
LONG = 30_000
OF_POLICIES = 1_250
SECONDS = 2
#: Of so many mutants, one is also rendered: that takes most of the time.
RENDERED = 10
#: What judging mutants may take, with all of Python in it.
MEMORY = 300 * 1024 * 1024
AS_OF = date(2026, 11, 23)
FILE = "service.yaml"
_OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_a_mutated_spec_is_judged_and_never_obeyed(chunk: int) -> None:
    for seed in range(chunk * QUICK, (chunk + 1) * QUICK):
        judge_spec(seed)


@pytest.mark.long
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_very_many_mutated_specs_are_judged_and_never_obeyed(chunk: int) -> None:
    """Seeds are random here; a test that fails names the one that did it, and `found` keeps the mutant."""
    _many(judge_spec, LONG, f"specs, part {chunk + 1} of {CHUNKS}")


@pytest.mark.long
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_very_many_mutated_policies_are_judged_and_never_obeyed(chunk: int) -> None:
    _many(judge_policy, OF_POLICIES, f"policies, part {chunk + 1} of {CHUNKS}")


def test_a_mutated_policy_is_judged_and_never_obeyed() -> None:
    for seed in range(QUICK):
        judge_policy(seed)


def _many(judge: Callable[[int], None], count: int, what: str) -> None:
    first = SystemRandom().randrange(10**9)
    for seed in range(first, first + count):
        judge(seed)
    figure(f"{count:,} mutated {what}, seeds from {first}: no exception, no place outside, nothing obeyed")


def test_mutants_need_little_memory() -> None:
    """In a process of its own, which is refused more memory than that."""
    code = "from hostile.test_mutants import judge_spec\nfor seed in range(0, 900, 15): judge_spec(seed)"
    asked = subprocess.run(
        [sys.executable, "-c", f"import sys; sys.path[:0] = {sys.path!r}\n{code}"],
        preexec_fn=_limit,
        capture_output=True,
        text=True,
        check=False,
    )
    assert asked.returncode == 0, asked.stderr[-2000:]


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


def judge_spec(seed: int) -> None:
    """Judge a mutant, compile some to the end, and look at whatever is said of it."""
    data, is_rendered = mutant(seed), seed % RENDERED == 0
    started = process_time()
    with _Kept(seed, data):
        compiled = (compile_bytes if is_rendered else analyse_bytes)(data, FILE, AS_OF)
        assert compiled.failed == (compiled.spec is None) or compiled.diagnostics, "failed without a reason"
        assert not is_rendered or compiled.failed != bool(compiled.artifacts), "errors and artifacts, or neither"
        _judge(compiled, FILE)
    assert process_time() - started < SECONDS, f"seed {seed} takes too long"


def judge_policy(seed: int) -> None:
    """Read a mutated policy, and let it judge a spec that is right."""
    data = mutant(seed, POLICIES)
    started = process_time()
    with _Kept(seed, data):
        source, found = decode(data, POLICY_FILE)
        _judge(policy_in(source, AS_OF) if source else Compilation(POLICY_FILE, found), POLICY_FILE)
        judged = analyse_bytes(PLAIN.encode(), FILE, AS_OF, policy_of(data, AS_OF))
        _judge_text(judged)
    assert process_time() - started < SECONDS, f"seed {seed} takes too long"


class _Kept:
    """Keeps a mutant that goes wrong, as a case for the next run, and names it."""

    def __init__(self, seed: int, data: bytes) -> None:
        self.seed, self.data = seed, data

    def __enter__(self) -> None:
        pass

    def __exit__(self, _kind: object, error: BaseException | None, _trace: object) -> None:
        if error:
            case = f"Case('seed {self.seed}', {self.data!r}, expected=())"
            error.add_note(f"seed {self.seed}; for tests/hostile/corpus, once it is judged by hand:\n{case}")


def _judge(compiled: Compilation, file: str) -> None:
    text, document = _judge_text(compiled)
    assert len(document["findings"]) == len(compiled.diagnostics), text
    assert tidy(compiled.diagnostics) == compiled.diagnostics, "not in order"
    for one in compiled.diagnostics:
        _judge_places(one, {file: compiled.source} if compiled.source else {})


def _judge_text(compiled: Compilation) -> tuple[str, dict[str, list[object]]]:
    run = Report(
        "validate", (FILE,), findings=compiled.diagnostics, sources={one.path: one for one in compiled.sources}
    )
    text, document = text_report(run, Style()), json.loads(json_report(run, Style()))
    assert not _OBEYED.search(text), "a terminal would obey it"
    return text, document


def _judge_places(one: Diagnostic, sources: dict[str, Source]) -> None:
    for label in (one.primary, *one.related):
        source = sources.get(label.file)
        inside = label.span is None or (source is not None and is_inside(label.span, source.text.split("\n")))
        assert inside, f"{one.code} points at {label.span}"


def is_inside(span: Span, lines: list[str]) -> bool:
    """True if a span begins and ends in the file, in this order; the end of a line is a place in it, too."""
    first, last = span[:2], span[2:]
    return first <= last and all(_is_place(line, column, lines) for line, column in (first, last))


def _is_place(line: int, column: int, lines: list[str]) -> bool:
    return 1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1
