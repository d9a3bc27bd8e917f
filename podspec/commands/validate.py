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
from podspec.compiler import analyse
from podspec.model.report import Report


@click.command("validate")
@spec_arguments
@shared
def command(spec: tuple[Path, ...], sinks: tuple[Sink, ...], as_of: date | None, *, strict: bool) -> int:
    """Judge the specs alone: shape, types, rules. Reads nothing else and writes nothing."""
    there = workspace(spec)
    protect(sinks, there)
    day = judged_on(as_of)
    analysed = [analyse(path, file, day) for path, file in there.specs]
    failed = sum(one.failed for one in analysed)
    run = Report(
        command="validate",
        specs=tuple(one.file for one in analysed),
        findings=tuple(finding for one in analysed for finding in one.diagnostics),
        sources=sources_of(analysed),
        summary=f"{failed} of {plural(len(analysed), 'spec')} wrong"
        if failed
        else f"{plural(len(analysed), 'spec')} valid",
    )
    return finish(run, sinks, strict=strict)
