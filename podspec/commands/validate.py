"""`podspec validate`: judges the specs alone."""

from datetime import date
from pathlib import Path

import click

from podspec.commands.options import (
    Sink,
    finish,
    judged_on,
    plural,
    protect,
    shared,
    sources_of,
    spec_arguments,
    workspace,
)
from podspec.compiler import analyse_all
from podspec.model.report import Report


@click.command("validate")
@spec_arguments
@shared
def command(spec: tuple[Path, ...], sinks: tuple[Sink, ...], as_of: date | None, *, strict: bool) -> int:
    """Judge the specs: shape, types, rules, your policy. Reads no output and writes nothing."""
    there = workspace(spec)
    protect(sinks, there)
    analysed = analyse_all(there.root, there.specs, judged_on(as_of))
    specs = [one for one in analysed if one.is_spec]
    failed = sum(one.failed for one in specs)
    run = Report(
        command="validate",
        specs=tuple(one.file for one in specs),
        findings=tuple(finding for one in analysed for finding in one.diagnostics),
        sources=sources_of(analysed),
        summary=_summary(len(specs), failed) if specs else "the policy is wrong: no spec was judged",
    )
    return finish(run, sinks, strict=strict)


def _summary(count: int, failed: int) -> str:
    return f"{failed} of {plural(count, 'spec')} wrong" if failed else f"{plural(count, 'spec')} valid"
