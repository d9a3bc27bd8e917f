"""`podspec diff`: says what a change really does to resources, rights, workflows, the bill and files."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from podspec.commands.options import (
    Sink,
    Workspace,
    committed,
    finish,
    judged_on,
    protect,
    shared,
    sources_of,
    spec_arguments,
    workspace,
)
from podspec.compiler import analyse_bytes, compile_all, policy_of
from podspec.model.compilation import Compilation, handed_over
from podspec.model.diagnostic import has_errors
from podspec.model.drift import Drift
from podspec.model.exit_code import ExitCode
from podspec.model.impact import Impact
from podspec.model.layout import REPOSITORY, manifest_path
from podspec.model.report import Report
from podspec.pipeline.compare import comparisons
from podspec.pipeline.discover import checkout
from podspec.pipeline.git import NoAnswerError, has_commits
from podspec.pipeline.gone import all_drifts, gone_specs
from podspec.pipeline.tree import Tree

if TYPE_CHECKING:
    from podspec.impact.costs import Estimates
    from podspec.impact.revisions import State


class Span(NamedTuple):
    """The revisions to compare; None for what is committed, and for the working specs."""

    start: str | None
    end: str | None


class _Bill(NamedTuple):
    """The estimates of one side by service, the services by their files, and the files that have none."""

    estimates: Estimates
    services: dict[str, str]
    failed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@click.command("diff")
@spec_arguments
@click.option("--from", "start", metavar="REV", help="Compare with this commit.  [default: what is committed]")
@click.option("--to", "end", metavar="REV", help="Judge this commit.  [default: the working specs]")
@shared
def command(  # noqa: PLR0913 - one parameter for each option
    spec: tuple[Path, ...],
    start: str | None,
    end: str | None,
    sinks: tuple[Sink, ...],
    as_of: date | None,
    *,
    strict: bool,
) -> int:
    """Say what a change really does: resources, rights, workflows, cost, files.

    Compiles in memory, reads what is committed, never writes, and needs neither Terraform nor AWS. However much
    changes, that is no failure: it ends with 1 only if a spec could not be compiled.
    """
    _refuse_revisions(spec)
    there = committed(workspace(spec))
    protect(sinks, there)
    try:
        run = compare(there, Span(start, end), judged_on(as_of))
    except NoAnswerError as error:
        raise click.UsageError(str(error)) from error
    finish(run, sinks, strict=strict)
    fails = has_errors(run.findings) or (strict and bool(run.findings))
    return ExitCode.FINDINGS if fails else ExitCode.CLEAN


def _refuse_revisions(named: tuple[Path, ...]) -> None:
    """Say how revisions are named to whoever names them as git's own diff takes them."""
    for path in named:
        if not os.path.lexists(path):
            raise click.UsageError(f"there is no spec {path}; commits are named by --from and --to")


def compare(there: Workspace, span: Span, as_of: date) -> Report:
    """Compare two states of a workspace.

    Raises:
        NoAnswerError: if git does not know a revision, or is not there.
    """
    from podspec.impact.revisions import at_commit

    tree = Tree(there.root)
    if any(span) and not checkout(tree.root):
        raise NoAnswerError("there is no git repository here, and so no commit to compare")
    if span.end is not None:
        before = at_commit(tree, span.start or "HEAD", _named(there))
        # What one of them hands over is still there in the other.
        return _of_commits(before, at_commit(tree, span.end, _named(there), before.files), as_of)
    compiled = compile_all(there.root, there.specs, as_of)
    run = Report(
        command="diff",
        specs=tuple(one.file for one in compiled if one.is_spec),
        artifacts=sum(len(one.artifacts) for one in compiled),
        findings=tuple(finding for one in compiled for finding in one.diagnostics),
        sources=sources_of(compiled),
    )
    if has_errors(run.findings):
        return replace(run, summary="nothing was compared: a spec could not be compiled")
    before = _before(tree, there, span.start, handed_over(compiled))
    impact = _of_working_specs(before, compiled, tree, there, as_of)
    return replace(run, drifts=_drifts(compiled, tree, there), impact=impact)


def _named(there: Workspace) -> tuple[str, ...] | None:
    """The specs that a run is about; None if it is about the whole repository."""
    return tuple(file for _, file in there.specs) if there.manifests is None else None


def _before(tree: Tree, there: Workspace, revision: str | None, handed_over: list[str]) -> State:
    """What is compared with: a commit, what is committed, or without git what is on disk."""
    from podspec.impact.revisions import State, at_commit, on_disk

    if revision is not None or (checkout(tree.root) and has_commits(tree.root)):
        return at_commit(tree, revision or "HEAD", _named(there), handed_over)
    if checkout(tree.root):
        return State("nothing committed yet", {})
    found = on_disk(tree, _manifests(there))
    note = "without git nobody knows the specs as they were, so cost is not compared"
    return found._replace(notes=(*found.notes, note))


def _manifests(there: Workspace) -> list[str]:
    beside = {manifest_path(file) for _, file in there.specs}
    return sorted({*beside, *(there.manifests or ()), manifest_path(REPOSITORY)})


def _of_working_specs(
    before: State, compiled: list[Compilation], tree: Tree, there: Workspace, as_of: date
) -> Impact:
    from podspec.impact.revisions import rendered
    from podspec.impact.weigh import weigh

    artifacts = {artifact.path: artifact.content for one in compiled for artifact in one.artifacts}
    after = rendered(tree, artifacts, _manifests(there), handed_over(compiled))
    old = _bill_at(before, as_of)
    costs = _comparable(old, _bill(compiled))
    return weigh(before._replace(notes=(*before.notes, *old.notes)), after, *costs)


def _of_commits(before: State, after: State, as_of: date) -> Report:
    from podspec.impact.weigh import weigh

    old, new = _bill_at(before, as_of), _bill_at(after, as_of)
    impact = weigh(before, after, *_comparable(old, new))
    notes = (*impact.notes, *dict.fromkeys([*old.notes, *new.notes]))
    return Report("diff", tuple(after.specs), len(after.files), impact=impact._replace(notes=notes))


def _estimates(compiled: Iterable[Compilation]) -> Estimates:
    from podspec.cost import estimates

    return {
        one.spec.service.name: estimates(one.spec, [resolved.environment for resolved in one.resolved])
        for one in compiled
        if one.spec is not None
    }


def _bill(compiled: Iterable[Compilation]) -> _Bill:
    whole = [one for one in compiled if not one.failed]
    names = {one.file: one.spec.service.name for one in whole if one.spec is not None}
    return _Bill(_estimates(whole), names)


def _comparable(old: _Bill, new: _Bill) -> tuple[Estimates, Estimates]:
    """The estimates of both sides, without those of services that the other side has, too, and cannot estimate."""
    from podspec.impact.costs import without

    pairs = ((old, new), (new, old))
    unknown = {one.services[file] for one, other in pairs for file in other.failed if file in one.services}
    return without(old.estimates, unknown), without(new.estimates, unknown)


def _bill_at(state: State, as_of: date) -> _Bill:
    """The estimates of specs that a commit holds, and those that cannot be made."""
    policy = policy_of(state.policy, as_of) if state.policy else None
    analysed = [analyse_bytes(content, file, as_of, policy) for file, content in state.specs.items()]
    failed = tuple(one.file for one in analysed if one.failed)
    notes = [
        f"{file} of {state.name} has errors for this version of podspec, so its cost is not known"
        for file in failed
    ]
    return _bill(analysed)._replace(failed=failed, notes=tuple(notes))


def _drifts(compiled: list[Compilation], tree: Tree, there: Workspace) -> tuple[Drift, ...]:
    """Where the committed files are not what the specs say: what is shown above comes once they are rendered."""
    gone = [] if there.manifests is None else gone_specs(tree, there.manifests, compiled)
    return all_drifts(comparisons(compiled, tree), gone)
