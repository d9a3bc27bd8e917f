"""`podspec check`: proves that the committed files are what the specs say, or says why not."""

from datetime import date
from pathlib import Path

import click

from podspec.commands.options import (
    Sink,
    committed,
    finish,
    judged_on,
    plural,
    protect,
    shared,
    sources_of,
    spec_arguments,
    workspace,
)
from podspec.compiler import compile_all
from podspec.model.compilation import Compilation
from podspec.model.drift import Drift
from podspec.model.report import Report
from podspec.pipeline.compare import comparisons
from podspec.pipeline.gone import gone_specs
from podspec.pipeline.interruption import interruption
from podspec.pipeline.tree import Tree


@click.command("check")
@spec_arguments
@shared
def command(spec: tuple[Path, ...], sinks: tuple[Sink, ...], as_of: date | None, *, strict: bool) -> int:
    """Prove that the committed files are what the specs say, or say why not.

    Compiles in memory, reads the committed files, never writes.
    """
    there = committed(workspace(spec))
    protect(sinks, there)
    compiled = compile_all(there.root, there.specs, judged_on(as_of))
    tree = Tree(there.root)
    drifts = [drift for one in comparisons(compiled, tree) for drift in one.drifts()]
    if there.manifests is not None:
        drifts += [drift for one in gone_specs(tree, there.manifests, compiled) for drift in one.drifts()]
    run = Report(
        command="check",
        specs=tuple(one.file for one in compiled if one.is_spec),
        artifacts=sum(len(one.artifacts) for one in compiled),
        findings=(*interruption(tree), *(finding for one in compiled for finding in one.diagnostics)),
        drifts=tuple(drifts),
        sources=sources_of(compiled),
        summary=_summary(compiled, drifts),
    )
    return finish(run, sinks, strict=strict)


def _summary(compiled: list[Compilation], drifts: list[Drift]) -> str:
    artifacts = sum(len(one.artifacts) for one in compiled)
    whole = f"{plural(sum(one.is_spec for one in compiled), 'spec')}, {plural(artifacts, 'artifact')}"
    failed = sum(one.failed for one in compiled if one.is_spec)
    if failed:
        return f"{whole}: {plural(failed, 'spec')} could not be compiled"
    return f"{whole}: drifted" if drifts else f"{whole}: no drift"
