"""`podspec render`: writes what the specs say, and changes nothing else."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import click

from podspec.commands.options import Sink, finish, judged_on, plural, shared, sources_of, spec_arguments, workspace
from podspec.compiler import compile_all
from podspec.model.compilation import Compilation
from podspec.model.drift import Drift
from podspec.model.report import Report
from podspec.pipeline.compare import Comparison, drifts_of
from podspec.pipeline.write import Written, refused, write


class Step(NamedTuple):
    """One spec that is about to be written: its comparison, what differs, and what stands in the way."""

    comparison: Comparison
    drifts: tuple[Drift, ...]
    refused: tuple[Drift, ...]


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
    there = workspace(spec)
    compiled = compile_all(there.specs, judged_on(as_of))
    steps = [_step(one, there.root, force=force, adopt=adopt) for one in compiled if not one.failed]
    stopped = tuple(drift for step in steps for drift in step.refused)
    lines = []
    if not stopped and not any(one.failed for one in compiled):
        lines = [_line(step, dry_run=dry_run, diff=diff) for step in steps]
    run = Report(
        command="render",
        specs=tuple(one.file for one in compiled),
        artifacts=sum(len(one.artifacts) for one in compiled),
        findings=tuple(finding for one in compiled for finding in one.diagnostics),
        drifts=stopped,
        sources=sources_of(compiled),
        summary="\n".join(lines) or "nothing was written",
    )
    return finish(run, sinks, strict=strict)


def _step(compilation: Compilation, root: Path, *, force: bool, adopt: bool) -> Step:
    comparison = Comparison(compilation, root)
    drifts = drifts_of(comparison)
    return Step(comparison, drifts, refused(drifts, frozenset(comparison.rendered), force=force, adopt=adopt))


def _line(step: Step, *, dry_run: bool, diff: bool) -> str:
    """Write one spec, or not, and say what that did."""
    comparison = step.comparison
    written = None if dry_run else write(comparison, step.drifts)
    said = [f"{comparison.compilation.file}: {_would(step) if written is None else _did(written)}"]
    said += [f"  saved {path} as {copy}" for path, copy in (written.saved if written else ())]
    said += [one.diff for one in step.drifts if diff and one.diff]
    return "\n".join(said)


def _did(written: Written) -> str:
    counts = {"created": written.created, "updated": written.updated, "removed": written.removed}
    parts = [f"{len(paths)} {word}" for word, paths in counts.items() if paths]
    unchanged = f"{written.unchanged} unchanged"
    return f"{plural(len(written.created) + len(written.updated) + written.unchanged, 'file')}, " + ", ".join(
        [*parts, unchanged] if written.unchanged or not parts else parts
    )


def _would(step: Step) -> str:
    paths = [f"  {one.kind.value} {one.path}" for one in step.drifts]
    return "\n".join([f"would write {plural(len(paths), 'file')}", *paths]) if paths else "nothing to write"
