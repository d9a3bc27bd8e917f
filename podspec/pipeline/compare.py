"""Artifacts against the committed files. Every file is presumed drifted until acquitted, in both directions."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from hashlib import sha256
from typing import NamedTuple

from podspec import __version__
from podspec.model.artifact import Artifact
from podspec.model.compilation import Compilation, handed_over
from podspec.model.conflict import is_conflicted
from podspec.model.diagnostic import Label
from podspec.model.drift import Drift, DriftKind
from podspec.model.layout import MARK, manifest_path
from podspec.model.manifest import Manifest, dump, record, value_digest
from podspec.model.spec.escape import is_override
from podspec.pipeline import earlier
from podspec.pipeline.cosmetic import is_cosmetic
from podspec.pipeline.diff import unified
from podspec.pipeline.earlier import Earlier, Past
from podspec.pipeline.git import keeps_modes, not_ignored
from podspec.pipeline.header import spec_in
from podspec.pipeline.parallel import spread
from podspec.pipeline.tree import Found, OutsideError, Tree
from podspec.pipeline.way import BlockedError, Kind
from podspec.quoting.comment import comment

#: What Terraform itself leaves beside a root: its lock of provider versions, its working folder, state.
_TERRAFORMS = re.compile(r"(?:^|/)(?:\.terraform\.lock\.hcl$|\.terraform/|[^/]*\.tfstate(?:\.[^/]*)?$)")
_NULL = value_digest(None)
_CHANGED = "spec values have changed since the last render"
_ONLY = "; only cosmetic, both mean the same"


class Looked(NamedTuple):
    """What a comparison found, maybe in another process.

    What earlier renders wrote is there only if something has drifted, and what the manifest must become only if it
    has: of a thousand services both fill the memory.
    """

    drifts: tuple[Drift, ...]
    seen: dict[str, Found]
    earlier: Earlier | None
    new_manifest: bytes | None


class Comparison:
    """One compilation beside the committed files and the manifest of the last render. Writes nothing."""

    def __init__(self, compilation: Compilation, tree: Tree, handed_over: frozenset[str] = frozenset()) -> None:
        if compilation.failed:
            raise ValueError("only what compiled can be compared")
        self.compilation = compilation
        self.tree = tree
        #: files that this spec or another one leaves to people
        self.handed_over = handed_over | compilation.ejected
        self.manifest_file = manifest_path(compilation.file)
        self.rendered = {artifact.path: artifact for artifact in compilation.artifacts}
        #: what stood at each path that drifted, when it was looked at
        self.seen: dict[str, Found] = {}
        self._drifts: tuple[Drift, ...] | None = None

    @cached_property
    def fresh(self) -> Manifest:
        """The manifest of what is rendered now."""
        one = self.compilation
        return record(__version__, one.artifacts, one.values or {}, one.ejected)

    @cached_property
    def earlier(self) -> Earlier:
        """What earlier renders wrote."""
        return earlier.read(self.tree.look(self.manifest_file))

    def drifts(self) -> tuple[Drift, ...]:
        """Everything in which the committed files differ from what the spec renders to, by path."""
        if self._drifts is None:
            self._drifts = tuple(self._found())
        return self._drifts

    def take(self, looked: Looked) -> None:
        """Know what the same comparison found where nobody knew what other specs leave to people."""
        others = self.handed_over.difference(self.compilation.paths)
        self._drifts = tuple(one for one in looked.drifts if one.path not in others or _is_in_the_way(one))
        self.seen = {path: found for path, found in looked.seen.items() if path not in others}
        if looked.earlier:
            self.earlier = looked.earlier
        if looked.new_manifest is not None:
            self.new_manifest = looked.new_manifest

    def _found(self) -> list[Drift]:
        found = [*self._artifacts(), *self._leftovers(), *self._strangers(), *self._manifest()]
        return sorted({drift.path: drift for drift in reversed(found)}.values(), key=lambda drift: drift.path)

    @property
    def file(self) -> str:
        """The spec's path from the repository's root."""
        return self.compilation.file

    @property
    def is_anything(self) -> bool:
        """True if something is rendered, or was."""
        return self.count > 0 or self.earlier.found.kind is not Kind.NOTHING

    @property
    def count(self) -> int:
        """How many artifacts there are."""
        return len(self.compilation.paths)

    @cached_property
    def new_manifest(self) -> bytes:
        """What the manifest must become."""
        return dump(self.fresh)

    def may_go(self, path: str, found: Found) -> bool:
        """Whether a leftover is surely podspec's. The manifest that names it is a file that anybody can edit.

        So it must carry podspec's header with this spec's name, and stand in the output directory. After that has
        moved, a file in the old one must be to the byte what podspec wrote, or what git has made of it in a merge.
        """
        accounted_for = self.is_home(path) or self.earlier.is_conflicted or self.earlier.wrote(path, found)
        return spec_in(found) == comment(self.file) and accounted_for

    def is_home(self, path: str) -> bool:
        """Whether a path lies where artifacts of this compilation stand."""
        return path.startswith(self.compilation.homes)

    @cached_property
    def _keeps_modes(self) -> bool:
        return keeps_modes(self.tree.root)

    # -- what is rendered --------------------------------------------------------------------------------

    def _artifacts(self) -> Iterator[Drift]:
        """Rendered files that are missing or not as they should be."""
        with self.tree.staying() as tree:
            for artifact in self.compilation.artifacts:
                try:
                    found = tree.look(artifact.path)
                except BlockedError as error:
                    cause = f"{error.kind.value} stands where a folder belongs"
                    yield Drift(DriftKind.UNMANAGED, error.path, cause, blocking=True)
                    continue
                if not found.holds(artifact.content):
                    self.seen[artifact.path] = found
                    yield self._artifact(artifact, found)
                elif found.is_executable != artifact.is_executable and self._keeps_modes:
                    self.seen[artifact.path] = found
                    yield Drift(DriftKind.EDITED, artifact.path, _other_mode(artifact), only_mode=True)

    def _artifact(self, artifact: Artifact, found: Found) -> Drift:
        digest = sha256(found.content).hexdigest()
        past = self.earlier.of(artifact.path, digest)
        changed = self._changed_values(past, artifact) if past else ()
        if found.kind is Kind.NOTHING:
            cause = "rendered from the spec, but not on disk"
            return Drift(DriftKind.MISSING, artifact.path, cause, also=_also(stale=bool(changed)))
        if found.kind is not Kind.FILE:
            cause = f"{found.kind.value} stands where the artifact belongs"
            return Drift(DriftKind.EDITED if past else DriftKind.UNMANAGED, artifact.path, cause, blocking=True)
        diff = unified(found.content, artifact.content)
        if is_conflicted(found.content) and not is_conflicted(artifact.content):
            return Drift(DriftKind.CONFLICTED, artifact.path, "git's conflict markers stand in it", diff=diff)
        if (
            self.earlier.is_conflicted
            and MARK.encode() in found.content
            and (not past or past.record.sha256 != digest)
        ):
            cause = "git merged it line by line, and could not merge the manifest"
            return Drift(DriftKind.CONFLICTED, artifact.path, cause, diff=diff)
        if past is None:
            cause = "a file that podspec did not write stands where an artifact belongs"
            return Drift(DriftKind.UNMANAGED, artifact.path, cause, diff=diff)
        return self._written(artifact, found, past, changed, diff)

    def _written(
        self, artifact: Artifact, found: Found, past: Past, changed: tuple[Label, ...], diff: str
    ) -> Drift:
        """The drift of a file that podspec once wrote."""
        template_changed = _template_changed(past, artifact)
        if sha256(found.content).hexdigest() != past.record.sha256:
            also = _also(stale=bool(changed), outdated=template_changed)
            return Drift(DriftKind.EDITED, artifact.path, _edited(found, artifact), changed, diff, also)
        if changed:
            also = _also(outdated=template_changed)
            return Drift(DriftKind.STALE, artifact.path, _stale(changed), changed, diff, also, theme=_CHANGED)
        if spec_in(found) not in {"", comment(self.file)}:
            cause = f"it was rendered from {spec_in(found)}, and this spec is {self.file}"
            return Drift(DriftKind.STALE, artifact.path, cause, diff=diff)
        if self.earlier.is_conflicted and not template_changed:
            return Drift(DriftKind.STALE, artifact.path, "specs were merged since the last render", diff=diff)
        if not (template_changed or _is_in_development()) and past.manifest.podspec == __version__:
            cause = "it and its line in the manifest were changed together: podspec never wrote this"
            return Drift(DriftKind.EDITED, artifact.path, cause, diff=diff)
        cosmetic = is_cosmetic(found.content, artifact.content, artifact.path)
        cause = _outdated(past, artifact, cosmetic=cosmetic)
        theme = f"the spec values are the same; podspec or its templates have changed{_ONLY if cosmetic else ''}"
        return Drift(DriftKind.OUTDATED, artifact.path, cause, diff=diff, theme=theme)

    def _changed_values(self, past: Past, artifact: Artifact) -> tuple[Label, ...]:
        """The places of the spec values that this artifact uses and that are others than at the last render."""
        fresh, values = self.fresh.values, past.manifest.values
        # A value that nothing read at the last render is read now because podspec has changed, not the spec.
        # Overrides are in the spec only where somebody has written them.
        paths = {path for path in (*past.record.uses, *artifact.used) if path in values or is_override(path)}
        changed = sorted(path for path in paths if fresh.get(path, _NULL) != values.get(path, _NULL))
        return tuple(self._label(path) for path in changed)

    def _label(self, path: str) -> Label:
        return self.compilation.where(path) or Label(self.compilation.file, None, path)

    # -- what is not rendered ----------------------------------------------------------------------------

    def _leftovers(self) -> Iterator[Drift]:
        """Files that podspec wrote, and that the spec no longer renders.

        What a manifest names and what does not say so itself is none: the manifest has been tampered with.
        """
        for path in self.earlier.paths:
            is_ours = path not in self.rendered and path not in self.handed_over
            found = look_or_none(self.tree, path) if is_ours else None
            if found and spec_in(found) == comment(self.file):
                self.seen[path] = found
                yield self._orphan(path, found)

    def _orphan(self, path: str, found: Found) -> Drift:
        stuck = not self.may_go(path, found)
        if is_conflicted(found.content):
            cause = "git's conflict markers stand in it, and the spec no longer renders it"
            return Drift(DriftKind.CONFLICTED, path, cause, also=_also(orphaned=True), blocking=stuck)
        edited = not self.earlier.wrote(path, found)
        cause = "podspec wrote it, and the spec no longer renders it"
        return Drift(DriftKind.ORPHANED, path, cause, also=_also(edited=edited), blocking=stuck)

    def _strangers(self) -> Iterator[Drift]:
        """Files in the output directory that podspec neither wrote nor renders."""
        directory, known = self.compilation.directory, {*self.rendered, *self.seen, *self.handed_over}
        if directory is None:
            return
        try:
            found = [path for path in self.tree.files_below(directory) if path not in known]
        except BlockedError:
            return
        for path in not_ignored(self.tree.root, [one for one in found if not _TERRAFORMS.search(one)]):
            yield Drift(DriftKind.UNMANAGED, path, "podspec neither wrote it nor renders it", is_beside=True)

    # -- the manifest ------------------------------------------------------------------------------------

    def _manifest(self) -> Iterator[Drift]:
        """The manifest is an artifact, too."""
        path = self.manifest_file
        if self.earlier.found.kind is Kind.NOTHING:
            yield Drift(DriftKind.MISSING, path, "there is no manifest")
        elif self.earlier.found.kind is not Kind.FILE:
            yield Drift(DriftKind.UNMANAGED, path, self.earlier.fault, blocking=True)
        elif self.earlier.is_conflicted:
            yield Drift(DriftKind.CONFLICTED, path, "git's conflict markers stand in it")
        elif not self.earlier.manifests:
            yield Drift(DriftKind.EDITED, path, f"it is no manifest: {self.earlier.fault}")
        elif not self.earlier.manifests[0].says_the_same(self.fresh):
            was, now = self.earlier.manifests[0].values, self.fresh.values
            written = {path for path in was.keys() | now.keys() if is_override(path)} | (was.keys() & now.keys())
            stale = any(was.get(path) != now.get(path) for path in written)
            kind = DriftKind.STALE if stale else DriftKind.OUTDATED
            cause = _CHANGED if stale else "it records other bytes than podspec renders"
            yield Drift(kind, path, cause)


def comparisons(
    compilations: Iterable[Compilation], tree: Tree, looks: Mapping[str, Looked] | None = None
) -> list[Comparison]:
    """Each compilation that did not fail beside the committed files, if it has or had any.

    `looks` are what was found already, by the names of specs.
    """
    compilations, looks = list(compilations), looks or {}
    ejected = frozenset(handed_over(compilations))
    made = [Comparison(one, tree, ejected) for one in compilations if not (one.failed or one.is_policy)]
    compared = [one for one in made if one.is_anything]
    unknown = [one for one in compared if one.file not in looks]
    found = dict(zip((one.file for one in unknown), spread(_look, unknown), strict=True))
    for one in compared:
        one.take(found.get(one.file) or looks[one.file])
    return compared


def settle(compilation: Compilation, tree: Tree) -> tuple[Compilation, Looked | None]:
    """Look at the committed files at once, and forget the bytes of all that is right.

    So a thousand services fit into memory, and hardly anything goes from process to process.
    """
    if compilation.failed:
        return compilation, None
    looked = _look(Comparison(compilation, tree))
    drifted = {drift.path for drift in looked.drifts}
    kept = tuple(one for one in compilation.artifacts if one.path in drifted)
    settled = tuple(one.path for one in compilation.artifacts if one.path not in drifted)
    return replace(compilation, artifacts=kept, settled=settled, values=None), looked


def _look(one: Comparison) -> Looked:
    looking = Comparison(one.compilation, one.tree, one.handed_over)
    drifts = looking.drifts()
    has_manifest = any(drift.path == looking.manifest_file for drift in drifts)
    return Looked(
        drifts, looking.seen, looking.earlier if drifts else None, looking.new_manifest if has_manifest else None
    )


def look_or_none(tree: Tree, path: str) -> Found | None:
    """What stands at a path that a manifest names; None if it leads nowhere. Anybody can edit a manifest."""
    try:
        return tree.look(path)
    except (BlockedError, OutsideError):
        return None


def _is_in_development() -> bool:
    """A version under development may change without its number; any other renders the same bytes for ever."""
    return "dev" in __version__


def _is_in_the_way(drift: Drift) -> bool:
    """True if something stands where an artifact belongs, or a folder of one: whoever it was handed to."""
    return drift.blocking and drift.kind is DriftKind.UNMANAGED


def _template_changed(past: Past, artifact: Artifact) -> bool:
    was = past.record
    return (was.template, was.template_sha256) != (artifact.template, artifact.template_digest)


def _outdated(past: Past, artifact: Artifact, *, cosmetic: bool) -> str:
    only = _ONLY if cosmetic else ""
    if _template_changed(past, artifact):
        return f"its spec values are the same; template {artifact.template}.j2 has changed{only}"
    was = past.manifest.podspec
    what = (
        "podspec itself has changed"
        if was == __version__
        else f"podspec {was} wrote it, and this is {__version__}"
    )
    return f"its spec values and template are the same; {what}{only}"


def _stale(changed: tuple[Label, ...]) -> str:
    more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
    return f"{changed[0].text}{more} changed since the last render"


def _edited(found: Found, artifact: Artifact) -> str:
    if found.content.replace(b"\r\n", b"\n") == artifact.content:
        return "only its line endings differ from what podspec wrote"
    return "it is not what podspec last wrote"


def _other_mode(artifact: Artifact) -> str:
    what = "may not be run, and is a program" if artifact.is_executable else "may be run, and is no program"
    return f"only its mode differs from what podspec wrote: it {what}"


def _also(
    *, stale: bool = False, outdated: bool = False, edited: bool = False, orphaned: bool = False
) -> tuple[str, ...]:
    flags = {"stale": stale, "outdated": outdated, "edited": edited, "orphaned": orphaned}
    return tuple(name for name, holds in flags.items() if holds)
