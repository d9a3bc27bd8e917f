"""`podspec render`: writes what the specs say, and changes nothing else."""

from __future__ import annotations

from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import NamedTuple

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
from podspec.pipeline.compare import Comparison
from podspec.pipeline.gone import Gone, gone_specs
from podspec.pipeline.lock import held
from podspec.pipeline.transaction import recover
from podspec.pipeline.tree import Tree
from podspec.pipeline.write import Step, Written, write


class Wish(NamedTuple):
    """What the person asked for beside the specs."""

    dry_run: bool
    diff: bool
    force: bool
    adopt: bool


@click.command("render")
@spec_arguments
@click.option("--dry-run", is_flag=True, help="Say what would be written, and write nothing.")
@click.option("--diff", is_flag=True, help="Show what changes in each file.")
@click.option("--force", is_flag=True, help="Overwrite artifacts that were edited by hand; saves the edits first.")
@click.option("--adopt", is_flag=True, help="Take over files that stand where artifacts belong; saves them first.")
@shared
def command(  # noqa: PLR0913 - one parameter for each option
    spec: tuple[Path, ...],
    sinks: tuple[Sink, ...],
    as_of: date | None,
    *,
    dry_run: bool,
    diff: bool,
    force: bool,
    adopt: bool,
    strict: bool,
) -> int:
    """Write what the specs say, and change nothing else.

    Writes all specs or none: an error in a spec, an artifact edited by hand, or a file of somebody else's where an
    artifact belongs stops the run before anything is written.
    """
    there = committed(workspace(spec))
    protect(sinks, there)
    tree, wish = Tree(there.root), Wish(dry_run, diff, force, adopt)
    with nullcontext() if dry_run else held(tree):
        recovered = "" if dry_run else recover(tree)
        compiled = compile_all(there.specs, judged_on(as_of))
        stopped, lines = _render(compiled, gone_specs(tree, there.manifests), tree, wish)
    if recovered:
        lines.insert(0, f"a render that was interrupted has been {recovered}")
    run = Report(
        command="render",
        specs=tuple(one.file for one in compiled),
        artifacts=sum(len(one.artifacts) for one in compiled),
        findings=tuple(finding for one in compiled for finding in one.diagnostics),
        drifts=stopped,
        sources=sources_of(compiled),
        summary="\n".join(lines),
    )
    return finish(run, sinks, strict=strict)


def _render(
    compiled: list[Compilation], gone: list[Gone], tree: Tree, wish: Wish
) -> tuple[tuple[Drift, ...], list[str]]:
    """Write all specs or none; what stands in the way, and what there is to say."""
    comparisons: list[Comparison | Gone] = [*(Comparison(one, tree) for one in compiled if not one.failed), *gone]
    steps = [Step(comparison, comparison.drifts()) for comparison in comparisons]
    stopped = tuple(drift for step in steps for drift in step.refused(force=wish.force, adopt=wish.adopt))
    if stopped or any(one.failed for one in compiled):
        return stopped, ["nothing was written"]
    if wish.dry_run:
        return (), [_would(step, wish) for step in steps]
    return (), [_did(step, written, wish) for step, written in zip(steps, write(tree, steps), strict=True)]


def _would(step: Step, wish: Wish) -> str:
    paths = [f"  {one.kind.value} {one.path}" for one in step.drifts]
    what = f"would change {plural(len(paths), 'file')}" if paths else "nothing to change"
    return "\n".join([f"{step.comparison.file}: {what}", *paths, *_diffs(step, wish)])


def _did(step: Step, written: Written, wish: Wish) -> str:
    counts = {"created": len(written.created), "updated": len(written.updated), "removed": len(written.removed)}
    said = [f"{count} {word}" for word, count in {**counts, "unchanged": written.unchanged}.items() if count]
    head = f"{step.comparison.file}: {plural(len(step.comparison.rendered), 'file')}: {', '.join(said)}"
    return "\n".join([head, *(f"  saved {path} as {copy}" for path, copy in written.saved), *_diffs(step, wish)])


def _diffs(step: Step, wish: Wish) -> list[str]:
    return [f"{one.path}\n{one.diff}" for one in step.drifts if wish.diff and one.diff]
