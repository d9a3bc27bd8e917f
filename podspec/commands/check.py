"""`podspec check`: proves that the committed files are what the specs say, or says why not."""

from dataclasses import replace
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
from podspec.commands.selecting import Selected, select, selecting
from podspec.compiler import compare_all
from podspec.model.compilation import Compilation
from podspec.model.drift import Drift
from podspec.model.report import Report
from podspec.pipeline.gone import Gone, all_drifts, gone_specs
from podspec.pipeline.interruption import interruption
from podspec.pipeline.selection import Shard
from podspec.pipeline.steady import steadily
from podspec.pipeline.tree import Tree


@click.command("check")
@spec_arguments
@selecting
@shared
@click.option("--verbose", is_flag=True, help="Show each drift by itself, also where many have one cause.")
def command(  # noqa: PLR0913 - one parameter for each option
    spec: tuple[Path, ...],
    since: str | None,
    shard: Shard,
    sinks: tuple[Sink, ...],
    as_of: date | None,
    *,
    strict: bool,
    verbose: bool,
) -> int:
    """Prove that the committed files are what the specs say, or say why not.

    Compiles in memory, reads the committed files, never writes.
    """
    there = committed(workspace(spec))
    protect(sinks, there)
    tree = Tree(there.root)
    run = steadily(tree, lambda: _checked(select(there, since, shard), judged_on(as_of), tree))
    return finish(replace(run, whole=verbose), sinks, strict=strict)


def _checked(selected: Selected, as_of: date, tree: Tree) -> Report:
    compiled, compared = compare_all(
        tree,
        selected.specs,
        as_of,
        shared=selected.shared,
        neighbours=selected.neighbours,
    )
    drifts = all_drifts(compared, _gone(compiled, tree, selected))
    return Report(
        command="check",
        specs=tuple(one.file for one in compiled if one.is_spec),
        artifacts=sum(len(one.paths) for one in compiled),
        findings=(*interruption(tree), *(finding for one in compiled for finding in one.diagnostics)),
        drifts=drifts,
        sources=sources_of(compiled),
        summary=_summary(compiled, selected, drifts),
    )


def _gone(compiled: list[Compilation], tree: Tree, selected: Selected) -> list[Gone]:
    """Specs that were deleted or moved, and have left something behind."""
    if selected.manifests is None:
        return []
    others = bool(selected.neighbours)
    return gone_specs(tree, selected.manifests, compiled, among=selected.among, any_left=others)


def _summary(compiled: list[Compilation], selected: Selected, drifts: tuple[Drift, ...]) -> str:
    artifacts = sum(len(one.paths) for one in compiled)
    if any(one.is_policy and one.failed for one in compiled):
        return "the policy is wrong: no spec was judged"
    whole = f"{selected.words}, {plural(artifacts, 'artifact')}"
    failed = sum(one.failed for one in compiled if one.is_spec)
    if failed:
        return f"{whole}: {plural(failed, 'spec')} could not be compiled"
    return f"{whole}: drifted" if drifts else f"{whole}: no drift"
