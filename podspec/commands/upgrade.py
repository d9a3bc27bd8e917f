"""`podspec upgrade`: says what this version of podspec changes in the output, before it writes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import NamedTuple

import click

from podspec import __version__
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
from podspec.commands.render import Wish, render_all
from podspec.compiler import compile_all
from podspec.model.compilation import Compilation, handed_over
from podspec.model.diagnostic import has_errors
from podspec.model.drift import Drift, DriftKind
from podspec.model.impact import Action, FileImpact, Impact
from podspec.model.layout import MANIFEST_FILE
from podspec.model.report import Report
from podspec.pipeline.compare import Comparison, comparisons
from podspec.pipeline.cosmetic import is_cosmetic
from podspec.pipeline.tree import Tree
from podspec.pipeline.write import Update

#: What cannot be undone by the next version; what is left behind Terraform does not even know any more.
_LOSSES = (Action.REPLACE, Action.MAY_REPLACE, Action.DESTROY, Action.LEAVE)


class Upgrade(NamedTuple):
    """What this version changes: `behaviour` holds the files that mean something else, and what comes of them."""

    writers: tuple[str, ...]
    cosmetic: tuple[str, ...]
    behaviour: Impact

    @property
    def losses(self) -> int:
        """How many resources would be replaced, destroyed or left behind, as far as anybody knows."""
        return sum(one.action in _LOSSES for one in self.behaviour.resources)

    @property
    def moves(self) -> int:
        """How many resources only get another address."""
        return sum(one.action is Action.MOVE for one in self.behaviour.resources)

    @property
    def is_nothing(self) -> bool:
        """True if the output stays as it is."""
        return not (self.cosmetic or self.behaviour.files)


@click.command("upgrade")
@spec_arguments
@click.option("--write", "writes", is_flag=True, help="Write the new output, as `podspec render` does.")
@click.option("--replace", "replaces", is_flag=True, help="Write it even if resources are replaced or destroyed.")
@shared
def command(  # noqa: PLR0913 - one parameter for each option
    spec: tuple[Path, ...],
    sinks: tuple[Sink, ...],
    as_of: date | None,
    *,
    writes: bool,
    replaces: bool,
    strict: bool,
) -> int:
    """Say what this version of podspec changes in the committed output, before it is written.

    Tells apart what is only cosmetic, what behaves differently, and what Terraform would replace or destroy. Specs
    must be rendered: what an edit of a spec changes would hide what the new version does.
    """
    there = committed(workspace(spec))
    protect(sinks, there)
    run, found = _weighed(there, judged_on(as_of))
    if not writes or found is None or found.is_nothing:
        return finish(run, sinks, strict=strict)
    if found.losses and not replaces:
        finish(replace(run, summary=_refusal(found)), sinks, strict=strict)
        return 1
    written = render_all(there, Wish(), judged_on(as_of))
    return finish(replace(written, command="upgrade", impact=run.impact), sinks, strict=strict)


def _weighed(there: Workspace, as_of: date) -> tuple[Report, Upgrade | None]:
    """What the upgrade does; None if something stands in its way."""
    tree = Tree(there.root)
    compiled = compile_all(there.root, there.specs, as_of)
    sides = comparisons(compiled, tree)
    run = Report(
        command="upgrade",
        specs=tuple(one.file for one in compiled if one.is_spec),
        artifacts=sum(len(one.artifacts) for one in compiled),
        findings=tuple(finding for one in compiled for finding in one.diagnostics),
        drifts=tuple(drift for one in sides for drift in _in_the_way(one)),
        sources=sources_of(compiled),
    )
    if has_errors(run.findings) or run.drifts:
        return replace(run, summary="nothing was compared: cure that with the version that rendered it"), None
    found = _upgrade(sides, compiled, tree)
    return replace(run, impact=found.behaviour, summary="\n".join(_summary(found))), found


def _in_the_way(one: Comparison) -> tuple[Drift, ...]:
    """Drifts of another cause than podspec: edits of a spec, and edits of what was rendered from it."""
    drifts = one.drifts()
    refused = Update(one, drifts).refused(force=False, adopt=False)
    kinds = {DriftKind.STALE, DriftKind.CONFLICTED}
    if not one.earlier.manifests:
        return drifts  # what was never rendered cannot be upgraded
    return tuple(drift for drift in drifts if drift in refused or drift.kind in kinds)


def _upgrade(sides: list[Comparison], compiled: list[Compilation], tree: Tree) -> Upgrade:
    from podspec.impact.revisions import on_disk, rendered
    from podspec.impact.weigh import weigh

    manifests = [one.manifest_file for one in sides]
    artifacts = {artifact.path: artifact.content for one in compiled for artifact in one.artifacts}
    before, after = on_disk(tree, manifests), rendered(tree, artifacts, manifests, handed_over(compiled))
    writers = sorted({manifest.podspec for one in sides for manifest in one.earlier.manifests})
    impact = weigh(before, after, {}, {})
    changed = [one for one in impact.files if not one.path.endswith(MANIFEST_FILE)]
    cosmetic = [one for one in changed if _means_the_same(one, before.files, after.files)]
    return Upgrade(
        tuple(writers),
        tuple(one.path for one in cosmetic),
        impact._replace(
            before=f"podspec {' and '.join(writers) or 'none'}",
            after=f"podspec {__version__}",
            files=tuple(one for one in changed if one not in cosmetic),
        ),
    )


def _means_the_same(one: FileImpact, before: dict[str, bytes], after: dict[str, bytes]) -> bool:
    return one.change == "changed" and is_cosmetic(before[one.path], after[one.path], one.path)


def _summary(found: Upgrade) -> Iterable[str]:
    if found.is_nothing:
        yield "this version changes nothing in the output"
        return
    yield f"cosmetic: {plural(len(found.cosmetic), 'file')}, which mean the same as before"
    yield f"behavioural: {plural(len(found.behaviour.files), 'file')}"
    yield f"replacing: {plural(found.losses, 'resource')} that Terraform would replace, destroy or leave behind"
    if found.moves:
        yield f"moved: {plural(found.moves, 'resource')}, to another address and no more: `moved` blocks say so"
    more = " --replace" if found.losses else ""
    yield f"nothing was written; `podspec upgrade --write{more}` does it"


def _refusal(found: Upgrade) -> str:
    losses = plural(found.losses, "resource")
    return f"nothing was written: that needs --replace, since {losses} would be replaced, destroyed or left behind"
