"""What earlier renders of a spec wrote, as its manifest says: or both manifests, where a merge left two."""

from __future__ import annotations

from hashlib import sha256 as sha256_of
from typing import NamedTuple

from podspec.model.conflict import is_conflicted, sides
from podspec.model.manifest import Manifest, Record, UnreadableError, load
from podspec.pipeline.tree import Found
from podspec.pipeline.way import Kind


class Past(NamedTuple):
    """One artifact as an earlier render wrote it, with the digests of the spec values of that time."""

    record: Record
    manifest: Manifest


class Earlier(NamedTuple):
    """The manifests of earlier renders: one, none, or the two sides of a merge that git could not do."""

    manifests: tuple[Manifest, ...]
    found: Found
    fault: str = ""

    @property
    def is_conflicted(self) -> bool:
        """True if git left its marks in the manifest."""
        return is_conflicted(self.found.content)

    @property
    def paths(self) -> list[str]:
        """Every path that any of the manifests names, sorted."""
        return sorted({path for manifest in self.manifests for path in manifest.records})

    @property
    def ejected(self) -> frozenset[str]:
        """Every path that any of the manifests says was handed over."""
        return frozenset(path for manifest in self.manifests for path in manifest.ejected)

    def of(self, path: str, sha256: str) -> Past | None:
        """The record of a path; where there are two, the one whose bytes stand there."""
        found = [Past(one.records[path], one) for one in self.manifests if path in one.records]
        return next((past for past in found if past.record.sha256 == sha256), found[0] if found else None)

    def wrote(self, path: str, found: Found) -> bool:
        """True if a file is to the byte what an earlier render wrote."""
        digest = sha256_of(found.content).hexdigest()
        past = self.of(path, digest)
        return past is not None and past.record.sha256 == digest


def read(found: Found) -> Earlier:
    """The manifests in a file, as far as they can be read."""
    if found.kind is not Kind.FILE:
        return Earlier((), found, f"{found.kind.value} stands in its place")
    texts = [found.content]
    if is_conflicted(found.content):
        texts = [side.encode() for side in sides(found.content.decode(errors="replace"))]
    manifests, fault = [], ""
    for text in texts:
        try:
            manifests.append(load(text))
        except UnreadableError as error:
            fault = str(error)
    return Earlier(tuple(manifests), found, fault)
