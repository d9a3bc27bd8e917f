"""`podspec render`: writes what the specs say, and changes nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click

from podspec.commands.options import (
    Sink,
    Workspace,
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
from podspec.commands.writing import writing
from podspec.compiler import compare_all
from podspec.model.drift import Drift
from podspec.model.report import FileChange, Report
from podspec.pipeline.compare import Comparison
from podspec.pipeline.gone import Gone, gone_specs
from podspec.pipeline.saved import SAVED
from podspec.pipeline.steady import steadily
from podspec.pipeline.transaction import recover
from podspec.pipeline.tree import Tree
from podspec.pipeline.write import Update, Written, foresee, write

#: Saved files of a spec that are named; a spec that is deleted with its manifest leaves more than anybody reads.
_SAVES_SHOWN = 10


class Wish(NamedTuple):
    """What the person asked for beside the specs."""

    dry_run: bool = False
    diff: bool = False
    force: bool = False
    adopt: bool = False


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
    run = render_all(there, Wish(dry_run, diff, force, adopt), judged_on(as_of))
    return finish(run, sinks, strict=strict)


def render_all(there: Workspace, wish: Wish, as_of: date) -> Report:
    """Render the specs of a workspace, and report it."""
    tree = Tree(there.root)
    if wish.dry_run:
        return steadily(tree, lambda: _rendered(there, wish, as_of, tree))
    with writing(tree):
        recovered = recover(tree)
        run = _rendered(there, wish, as_of, tree)
    told = [f"a render that was interrupted has been {recovered}"] if recovered else []
    return replace(run, summary="\n".join([*told, run.summary]))


def _rendered(there: Workspace, wish: Wish, as_of: date, tree: Tree) -> Report:
    compiled, compared = compare_all(tree, there.specs, as_of)
    gone = [] if there.manifests is None else gone_specs(tree, there.manifests, compiled)
    outcome = _render([*compared, *gone], tree, wish, failed=any(one.failed for one in compiled))
    return Report(
        command="render",
        specs=tuple(one.file for one in compiled if one.is_spec),
        artifacts=sum(len(one.paths) for one in compiled),
        findings=tuple(finding for one in compiled for finding in one.diagnostics),
        drifts=outcome.stopped,
        changes=outcome.changes,
        sources=sources_of(compiled),
        summary="\n".join(outcome.lines),
    )


class Outcome(NamedTuple):
    """What came of a run: what stood in the way, what was done to files, and what there is to say."""

    stopped: tuple[Drift, ...]
    changes: tuple[FileChange, ...]
    lines: list[str]


def _render(sides: list[Comparison | Gone], tree: Tree, wish: Wish, *, failed: bool) -> Outcome:
    """Write all specs or none."""
    updates = [Update(one, one.drifts()) for one in sides]
    stopped = tuple(drift for one in updates for drift in one.refused(force=wish.force, adopt=wish.adopt))
    if stopped or failed:
        return Outcome(stopped, (), ["nothing was written"])
    written = [foresee(one) for one in updates] if wish.dry_run else write(tree, updates)
    pairs = list(zip(updates, written, strict=True))
    changes = tuple(change for one in written for change in _file_changes(one))
    return Outcome((), changes, [_line(update, one, wish) for update, one in pairs])


def _file_changes(written: Written) -> list[FileChange]:
    verbs = {"created": written.created, "updated": written.updated, "removed": written.removed}
    changes = [FileChange(verb, path) for verb, paths in verbs.items() for path in paths]
    return changes + [FileChange("saved", path, copy) for path, copy in written.saved]


def _line(update: Update, written: Written, wish: Wish) -> str:
    """What was done to one spec's files, or would be."""
    counts = {"created": len(written.created), "updated": len(written.updated), "removed": len(written.removed)}
    said = [f"{count} {word}" for word, count in {**counts, "unchanged": written.unchanged}.items() if count]
    # All that a spec has left, once another one has its files.
    said = said or ["1 manifest removed"]
    would = "would be " if wish.dry_run and said[0] != f"{written.unchanged} unchanged" else ""
    files = f"{plural(update.comparison.count, 'file')}: " if update.comparison.count else ""
    head = f"{update.comparison.file}: {files}{would}{', '.join(said)}"
    paths = [f"  {one.kind.value} {one.path}" for one in update.drifts] if wish.dry_run else []
    copies = [f"  saved {path} as {copy}" for path, copy in written.saved[:_SAVES_SHOWN]]
    if len(written.saved) > _SAVES_SHOWN:
        copies.append(f"  saved {len(written.saved) - _SAVES_SHOWN} more below {SAVED}; --report json names them")
    diffs = [f"{one.path}\n{one.diff}" for one in update.drifts if wish.diff and one.diff]
    return "\n".join([head, *paths, *copies, *diffs])
