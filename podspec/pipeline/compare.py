"""Artifacts against the committed files. Every file is presumed drifted until acquitted, in both directions."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from podspec import __version__
from podspec.model.artifact import Artifact
from podspec.model.compilation import Compilation
from podspec.model.diagnostic import Label
from podspec.model.drift import Drift, DriftKind
from podspec.model.layout import manifest_path, output_directory
from podspec.model.manifest import Manifest, Record, UnreadableError, load, record, value_digest
from podspec.pipeline.diff import unified
from podspec.pipeline.ignored import not_ignored

_CONFLICT = re.compile(rb"^(?:<{7} |={7}$|>{7} )", re.MULTILINE)
#: Terraform's own lock of provider versions belongs beside a root, and to the people who commit it.
_NOT_OURS = (".terraform.lock.hcl",)


def compare(compilation: Compilation, root: Path) -> tuple[Drift, ...]:
    """Everything in which the files below `root` differ from what a spec renders to. Writes nothing."""
    return drifts_of(Comparison(compilation, root))


def drifts_of(comparison: Comparison) -> tuple[Drift, ...]:
    """All drifts of a comparison, by path."""
    drifts = [
        *comparison.artifacts(),
        *comparison.leftovers(),
        *comparison.strangers(),
        *comparison.manifest_itself(),
    ]
    return tuple(sorted(drifts, key=lambda drift: drift.path))


class Comparison:
    """One compilation beside the committed files and the manifest of the last render."""

    def __init__(self, compilation: Compilation, root: Path) -> None:
        if compilation.spec is None:
            raise ValueError("only a spec that compiled can be compared")
        self.compilation = compilation
        self.root = root
        self.directory = output_directory(compilation.spec)
        self.manifest_file = manifest_path(compilation.file)
        self.fresh = record(__version__, compilation.artifacts, compilation.values or {})
        self.manifest_bytes = read_bytes(root / self.manifest_file)
        self.written, self.manifest_fault = _load(self.manifest_bytes)
        self.rendered = {artifact.path: artifact for artifact in compilation.artifacts}

    # -- what is rendered --------------------------------------------------------------------------------

    def artifacts(self) -> Iterator[Drift]:
        """Rendered files that are missing or not as they should be."""
        for artifact in self.compilation.artifacts:
            found = read_bytes(self.root / artifact.path)
            if found != artifact.content:
                yield self._artifact(artifact, found)

    def _artifact(self, artifact: Artifact, found: bytes | None) -> Drift:
        was = self.written.records.get(artifact.path) if self.written else None
        changed = self._changed_values(was, artifact)
        diff = unified(found or b"", artifact.content)
        if found is None:
            cause = "rendered from the spec, but not on disk"
            return Drift(DriftKind.MISSING, artifact.path, cause, also=_also(stale=bool(was and changed)))
        if is_conflicted(found):
            return Drift(DriftKind.CONFLICTED, artifact.path, "git's conflict markers stand in it", diff=diff)
        if was is None:
            cause = "a file that podspec did not write stands where an artifact belongs"
            return Drift(DriftKind.UNMANAGED, artifact.path, cause, diff=diff)
        if sha256(found).hexdigest() != was.sha256:
            also = _also(stale=bool(changed), outdated=self._template_changed(was, artifact))
            return Drift(DriftKind.EDITED, artifact.path, _edited(found, artifact), changed, diff, also)
        if changed:
            also = _also(outdated=self._template_changed(was, artifact))
            return Drift(DriftKind.STALE, artifact.path, _stale(changed), changed, diff, also)
        return Drift(DriftKind.OUTDATED, artifact.path, self._outdated(was, artifact), diff=diff)

    def _changed_values(self, was: Record | None, artifact: Artifact) -> tuple[Label, ...]:
        """The places of the spec values that this artifact uses and that are others than at the last render."""
        if was is None or self.written is None:
            return ()
        fresh, values = self.fresh.values, self.written.values
        paths = sorted({*was.uses, *artifact.used})
        return tuple(self._label(path) for path in paths if fresh.get(path, _NULL) != values.get(path, _NULL))

    def _label(self, path: str) -> Label:
        return self.compilation.where(path) or Label(self.compilation.file, None, path)

    def _template_changed(self, was: Record, artifact: Artifact) -> bool:
        return (was.template, was.template_sha256) != (artifact.template, artifact.template_digest)

    def _outdated(self, was: Record, artifact: Artifact) -> str:
        if self._template_changed(was, artifact):
            return f"its spec values are the same; template {artifact.template}.j2 has changed"
        version = self.written.podspec if self.written else "?"
        return f"its spec values and template are the same; podspec {version} wrote it, and this is {__version__}"

    # -- what is not rendered ----------------------------------------------------------------------------

    def leftovers(self) -> Iterator[Drift]:
        """Files that podspec wrote, and that the spec no longer renders."""
        for path, was in (self.written.records if self.written else {}).items():
            found = read_bytes(self.root / path) if path not in self.rendered and is_inside(path) else None
            if found is not None:
                edited = sha256(found).hexdigest() != was.sha256
                cause = "podspec wrote it, and the spec no longer renders it"
                yield Drift(DriftKind.ORPHANED, path, cause, also=_also(edited=edited))

    def strangers(self) -> Iterator[Drift]:
        """Files in the output directory that podspec neither wrote nor renders."""
        known = {*self.rendered, *(self.written.records if self.written else ())}
        found = [path for path in files_below(self.root, self.directory) if path not in known]
        for path in not_ignored(self.root, [one for one in found if not one.endswith(_NOT_OURS)]):
            yield Drift(DriftKind.UNMANAGED, path, "podspec neither wrote it nor renders it")

    # -- the manifest ------------------------------------------------------------------------------------

    def manifest_itself(self) -> Iterator[Drift]:
        """The manifest is an artifact, too."""
        path, found = self.manifest_file, self.manifest_bytes
        if found is None:
            yield Drift(DriftKind.MISSING, path, "there is no manifest")
        elif is_conflicted(found):
            yield Drift(DriftKind.CONFLICTED, path, "git's conflict markers stand in it")
        elif self.written is None:
            yield Drift(DriftKind.EDITED, path, f"it is no manifest: {self.manifest_fault}")
        elif not self.written.says_the_same(self.fresh):
            if self.written.values != self.fresh.values:
                yield Drift(DriftKind.STALE, path, "spec values have changed since the last render")
            else:
                yield Drift(DriftKind.OUTDATED, path, "it records other bytes than podspec renders")


_NULL = value_digest(None)


def _load(data: bytes | None) -> tuple[Manifest | None, str]:
    try:
        return (load(data), "") if data is not None else (None, "missing")
    except UnreadableError as error:
        return None, str(error)


def _stale(changed: tuple[Label, ...]) -> str:
    more = f" and {len(changed) - 1} more" if len(changed) > 1 else ""
    return f"{changed[0].text}{more} changed since the last render"


def _edited(found: bytes, artifact: Artifact) -> str:
    if found.replace(b"\r\n", b"\n") == artifact.content:
        return "only its line endings differ from what podspec wrote"
    return "it is not what podspec last wrote"


def _also(*, stale: bool = False, outdated: bool = False, edited: bool = False) -> tuple[str, ...]:
    flags = {"stale": stale, "outdated": outdated, "edited": edited}
    return tuple(name for name, holds in flags.items() if holds)


def is_conflicted(content: bytes) -> bool:
    """True if git left its conflict markers in a file: all three kinds, each at the beginning of a line."""
    return len({match[:1] for match in _CONFLICT.findall(content)}) == 3  # noqa: PLR2004 - `<`, `=`, `>`


def is_inside(path: str) -> bool:
    """True if a manifest's path stays in the repository; a manifest is a file that anybody can edit."""
    parts = path.split("/")
    return bool(path) and not path.startswith("/") and not {"", ".", ".."} & set(parts) and "\\" not in path


def read_bytes(path: Path) -> bytes | None:
    """The bytes of a regular file; None if there is nothing, or a folder, there."""
    try:
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def files_below(root: Path, directory: str) -> list[str]:
    """All files below a directory, sorted, as paths from the root."""
    found = (Path(folder, name) for folder, _, names in os.walk(root / directory) for name in names)
    return sorted(path.relative_to(root).as_posix() for path in found)
