"""`podspec cost`: estimates what each environment costs in a month."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import click

from podspec.commands.options import (
    DayType,
    Sink,
    finish,
    judged_on,
    say,
    sources_of,
    spec_arguments,
    workspace,
)
from podspec.compiler import analyse_all
from podspec.cost import estimates
from podspec.cost.findings import old_prices, over_budget
from podspec.model.compilation import Compilation
from podspec.model.cost import Estimate
from podspec.model.diagnostic import Diagnostic, Severity, tidy
from podspec.model.exit_code import ExitCode
from podspec.model.report import Report
from podspec.pipeline.lint import place
from podspec.reporters.style import style_for


@click.command("cost")
@spec_arguments
@click.option("--env", "environment", metavar="NAME", help="Only this environment.")
@click.option("--lines", is_flag=True, help="Show each thing that is paid for, and where its quantity comes from.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print it.",
)
@click.option("--strict", is_flag=True, help="Let warnings fail the run, too.")
@click.option(
    "--as-of", type=DayType(), default=None, help="The day on which prices are judged old.  [default: today]"
)
def command(  # noqa: PLR0913 - one parameter for each option
    spec: tuple[Path, ...],
    environment: str | None,
    form: str,
    as_of: date | None,
    *,
    lines: bool,
    strict: bool,
) -> int:
    """Estimate what each environment costs in a month, beside its budget.

    From the spec, some assumptions that it may set (cost.assumptions) and podspec's own table of prices: it asks
    nobody, and needs no credentials.
    """
    there, day = workspace(spec), judged_on(as_of)
    analysed = analyse_all(there.root, there.specs, day)
    bills = {one.file: _estimates(one, environment) for one in analysed if one.spec and not one.failed}
    _there_is(environment, analysed, bills)
    judged = [one for one in analysed if one.failed or one.is_spec]
    findings = tuple(found for one in judged for found in _findings(one, bills.get(one.file, ()), day))
    if form == "json":
        from podspec.reporters import cost_json

        say(cost_json.report(bills, findings))
        failed = Report("cost", tuple(bills), findings=findings).failed(strict=strict)
        return ExitCode.FINDINGS if failed else ExitCode.CLEAN
    return _print(bills, findings, analysed, lines=lines, strict=strict)


def _estimates(one: Compilation, environment: str | None) -> tuple[Estimate, ...]:
    if one.spec is None:
        return ()
    chosen = [each.environment for each in one.resolved if environment in {None, each.environment.name}]
    return estimates(one.spec, chosen)


def _there_is(
    environment: str | None, analysed: list[Compilation], bills: dict[str, tuple[Estimate, ...]]
) -> None:
    """Refuse an environment that no spec has. A spec that cannot be read has its own finding."""
    if environment is None or any(bills.values()) or not bills:
        return
    names = dict.fromkeys(each.environment.name for one in analysed for each in one.resolved)
    raise click.UsageError(f"{environment!r} is no environment; there are {', '.join(names)}")


def _findings(one: Compilation, bill: tuple[Estimate, ...], day: date) -> Iterator[Diagnostic]:
    """Errors that keep a spec from being estimated; else what its estimates say."""
    if one.failed:
        yield from one.diagnostics
        return
    trees = {each.environment.name: each.tree for each in one.resolved}
    budgets = [
        place(finding, "PS291", Severity.WARNING, trees[estimate.environment])
        for estimate in bill
        for finding in over_budget(estimate)
    ]
    yield from tidy([*old_prices(one.file, bill, day), *budgets])


def _print(
    bills: dict[str, tuple[Estimate, ...]],
    findings: tuple[Diagnostic, ...],
    analysed: list[Compilation],
    *,
    lines: bool,
    strict: bool,
) -> int:
    from podspec.reporters import cost_text

    style = style_for(sys.stdout)
    for file, bill in bills.items():
        if bill:
            say(f"{cost_text.report(file, bill, style, lines=lines)}\n")
    run = Report("cost", tuple(one.file for one in analysed), findings=findings, sources=sources_of(analysed))
    return finish(run, (Sink("text", None),), strict=strict)
