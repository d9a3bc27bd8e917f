"""What the verbs that edit a spec have in common: which spec it is, what an edit comes to, and the writing."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from podspec.authoring.document import CredentialError, Document, LayoutError, read_document
from podspec.commands.options import Workspace, plural, sources_of, workspace
from podspec.commands.writing import writing
from podspec.compiler import compile_bytes, compile_policy
from podspec.model.compilation import Compilation
from podspec.model.diagnostic import Diagnostic, tidy
from podspec.model.impact import Impact
from podspec.model.layout import manifest_path
from podspec.model.report import FileChange, Report
from podspec.model.source import Source
from podspec.pipeline.diff import unified
from podspec.pipeline.read import decode
from podspec.pipeline.transaction import Change, change, recover
from podspec.pipeline.tree import Found, Tree
from podspec.pipeline.way import Kind

if TYPE_CHECKING:
    from podspec.impact.costs import Estimates

#: Makes another document of one.
Edit = Callable[[Document], Document]

environment_option = click.option(
    "--env", "environment", metavar="NAME", help="Edit the overlay of this environment."
)
dry_run_option = click.option("--dry-run", is_flag=True, help="Show the edit and its effect, and write nothing.")


class Subject(NamedTuple):
    """The spec to edit: the repository that it stands in, and its path from there."""

    there: Workspace
    file: str

    @property
    def tree(self) -> Tree:
        """The repository's files."""
        return Tree(self.there.root)


def subject(spec: Path | None) -> Subject:
    """The spec that a person names; without a name the only one.

    Raises:
        click.UsageError: if there is none, or more than one.
    """
    there = workspace((spec,) if spec else ())
    if len(there.specs) != 1:
        files = [file for _, file in there.specs]
        raise click.UsageError(f"name one of {', '.join(files)}" if files else "no spec here to edit")
    return Subject(there, there.specs[0][1])


def look(of: Subject) -> Found:
    """The spec's file.

    Raises:
        OSError: if there is none, or it cannot be read.
    """
    found = of.tree.look(of.file)
    if found.kind is not Kind.FILE:
        said = "No such file or directory" if found.kind is Kind.NOTHING else f"{found.kind.value}, and no spec"
        raise OSError(None, said, of.file)
    return found


def edit_spec(  # noqa: PLR0913 - what a person chose, one by one
    command: str, of: Subject, edit: Edit, as_of: date, *, dry_run: bool, strict: bool = False
) -> Report:
    """Edit a spec, weigh what comes of it, and write it unless the result has errors.

    Args:
        command: the verb, for the report.
        of: the spec.
        edit: the edit; it is asked while nobody else writes.
        as_of: the day on which what expires is judged.
        dry_run: whether to write nothing at all.
        strict: whether warnings that the edit brings refuse it, too.

    Raises:
        click.UsageError: if the edit says that it cannot be made.
        OSError: if the spec cannot be read or written.
    """
    tree = of.tree
    with nullcontext() if dry_run else writing(tree):
        if not dry_run:
            recover(tree)
        found = look(of)
        run, data = _edited(Report(command, (of.file,)), of, found.content, edit, as_of)
        if data is not None and run.failed(strict=strict):
            return replace(run, summary="nothing was written")
        if data is None or dry_run:
            return run if data is None else replace(run, summary=f"{run.summary}nothing was written: a dry run")
        mode = (of.there.root / of.file).stat().st_mode & 0o777
        change(tree, [Change(of.file, found, data, mode)])
    return replace(run, changes=(FileChange("updated", of.file),), summary=f"{run.summary}{_next(run.impact)}")


def _edited(run: Report, of: Subject, was: bytes, edit: Edit, as_of: date) -> tuple[Report, bytes | None]:
    """What an edit of these bytes comes to, and what has to be written, if anything."""
    read = read_document(was, of.file)
    if read.value is None:
        source = decode(was, of.file).value
        return _refused(run, read.diagnostics, {of.file: source} if source else {}), None
    now = _made(read.value, edit)
    if now == was:
        return replace(run, summary=f"{of.file} says so already; nothing was written"), None
    law = compile_policy(of.there.root, as_of)
    if law and law.failed:
        return _refused(run, law.diagnostics, sources_of([law])), None
    policy = law.policy if law else None
    before, after = (compile_bytes(data, of.file, as_of, policy) for data in (was, now))
    if after.failed:
        return _refused(run, after.diagnostics, sources_of([after])), None
    return _weighed(run, (was, now), before, after, of.tree), now


def _made(document: Document, edit: Edit) -> bytes:
    try:
        return edit(document).data
    except (CredentialError, LayoutError) as error:
        raise click.UsageError(f"{document.file}: {error}") from error


def _refused(run: Report, found: tuple[Diagnostic, ...], sources: dict[str, Source]) -> Report:
    return replace(run, findings=tidy(found), sources=sources, summary="nothing was written")


def _weighed(
    run: Report, data: tuple[bytes, bytes], before: Compilation, after: Compilation, tree: Tree
) -> Report:
    """An edit with its effect, and with the warnings that come of it."""
    known = {(one.code, one.message) for one in before.diagnostics}
    broken = "the spec had errors before, so there is nothing to compare with; " if before.failed else ""
    return replace(
        run,
        artifacts=len(after.artifacts),
        diff=unified(*data),
        findings=tuple(one for one in after.diagnostics if (one.code, one.message) not in known),
        sources=sources_of([after]),
        impact=None if before.failed else _impact(before, after, tree),
        summary=broken,
    )


def _impact(before: Compilation, after: Compilation, tree: Tree) -> Impact:
    """What an edit of one spec does, whether or not the spec has been rendered."""
    from podspec.cost import estimates
    from podspec.impact.revisions import State, rendered
    from podspec.impact.weigh import weigh

    def state(name: str, side: Compilation) -> State:
        artifacts = {one.path: one.content for one in side.artifacts}
        # Files that the spec hands over are on disk alone, and Terraform reads them all the same.
        return rendered(tree, artifacts, [manifest_path(side.file)], side.ejected)._replace(name=name)

    def bill(side: Compilation) -> Estimates:
        if side.spec is None:
            return {}
        environments = [one.environment for one in side.resolved]
        return {side.spec.service.name: estimates(side.spec, environments)}

    states = state("the spec as it was", before), state("as it is edited", after)
    return weigh(*states, bill(before), bill(after))


def _next(impact: Impact | None) -> str:
    if impact is None:
        return "written; go on with `podspec render`"
    count = len(impact.files)
    return f"written; `podspec render` brings {plural(count, 'file')} up to date" if count else "written"
