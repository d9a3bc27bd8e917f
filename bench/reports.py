"""Times every report format on one run with many findings, beside the text format: `reports.py [FINDINGS]`.

Needs nothing but the virtual environment. Half of the findings are drifts with a diff of full length.
bench/README.md says how to read the table.
"""

from __future__ import annotations

import sys
from statistics import median
from time import process_time

from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.drift import Drift, DriftKind
from podspec.model.report import Report
from podspec.model.source import Source, Span
from podspec.reporters import FORMATS, reporter
from podspec.reporters.style import Style

_FINDINGS = 30_000
_SPECS = 1_000
_ROUNDS = 3
_DIFF = "\n".join(["@@ -10,40 +10,40 @@", *(f"-  memory_mb = {number} # was" for number in range(39))])


def many(count: int) -> Report:
    """A run with so many findings, half of them drifts, over as many specs as a large repository has."""
    sources = {
        name: Source(name, "version: 1\n" + "  memory_mb: 256\n" * 40)
        for name in (f"specs/service-{number}/service.yaml" for number in range(_SPECS))
    }
    names = list(sources)
    findings = tuple(_finding(number, names[number % _SPECS]) for number in range(count // 2))
    drifts = tuple(_drift(number, names[number % _SPECS]) for number in range(count - count // 2))
    return Report("check", tuple(names), 138 * _SPECS, findings, drifts, sources, summary="1,000 specs: drifted")


def _finding(number: int, file: str) -> Diagnostic:
    line = 2 + number % 40
    label = Label(file, Span(line, 3, line, 12), "too little")
    severity = Severity.WARNING if number % 3 else Severity.ERROR
    message = f"finding {number}: a value that is too little, as many are"
    return Diagnostic("PS214", severity, message, label, (Label(file, Span(1, 1, 1, 8), "here"),), "raise it")


def _drift(number: int, file: str) -> Drift:
    because = (Label(file, Span(2, 3, 2, 12), "dev.targets.lambda.memory_mb"),)
    return Drift(DriftKind.STALE, f"generated/{number}/main.tf", "a value changed", because, _DIFF)


def main() -> int:
    """Print one line for each format: time, ratio to text, ratio to a tenth of the findings, size."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else _FINDINGS
    whole, tenth = many(count), many(count // 10)
    base = _seconds("text", whole)
    print(f"{count:,} findings, median of {_ROUNDS}\n\nformat     cpu ms   x text   x a tenth      KiB")
    for name in FORMATS:
        time, written = _seconds(name, whole), len(reporter(name)(whole, Style()).encode())
        ratios = f"{time / base:>8.2f} {time / _seconds(name, tenth):>11.1f}"
        print(f"{name:<9} {time * 1000:>7.0f} {ratios} {written / 1024:>8,.0f}")
    return 0


def _seconds(name: str, run: Report) -> float:
    """Processor time of one report, without the import of its module."""
    made, times = reporter(name), []
    for _ in range(_ROUNDS):
        start = process_time()
        made(run, Style())
        times.append(process_time() - start)
    return median(times)


if __name__ == "__main__":
    sys.exit(main())
