"""What podspec last wrote for a spec, and from what. One sorted line per fact, so that merges stay small."""

from __future__ import annotations

import json
from collections.abc import Iterable
from hashlib import sha256
from typing import Any, NamedTuple

from podspec.model.artifact import Artifact

#: Version of the file's shape.
SHAPE = 1
_DIGEST_DIGITS = 16


class Record(NamedTuple):
    """One artifact as it was written: SHA-256 of its bytes, its template and that one's, its spec paths."""

    sha256: str
    template: str
    template_sha256: str
    uses: tuple[str, ...]


class Manifest(NamedTuple):
    """All artifacts of one spec, a digest of each spec value that they used, and the paths that it hands over."""

    podspec: str
    records: dict[str, Record]
    values: dict[str, str]
    ejected: tuple[str, ...] = ()

    def says_the_same(self, other: Manifest) -> bool:
        """True if both stand for the same bytes from the same values; a new version alone is no difference."""
        same_paths = self.ejected == other.ejected
        return same_paths and self.values == other.values and _bytes_of(self) == _bytes_of(other)


def _bytes_of(manifest: Manifest) -> dict[str, tuple[str, tuple[str, ...]]]:
    return {path: (record.sha256, record.uses) for path, record in manifest.records.items()}


class UnreadableError(ValueError):
    """The text is no manifest."""


def record(
    version: str, artifacts: Iterable[Artifact], values: dict[str, object], ejected: Iterable[str] = ()
) -> Manifest:
    """The manifest of what has just been rendered."""
    records = {
        one.path: Record(sha256(one.content).hexdigest(), one.template, one.template_digest, one.used)
        for one in artifacts
    }
    digests = {path: value_digest(value) for path, value in values.items()}
    return Manifest(version, records, digests, tuple(sorted(ejected)))


def value_digest(value: object) -> str:
    """A short digest of one spec value, for telling whether it has changed; it does not give the value away."""
    text = json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()[:_DIGEST_DIGITS]


def dump(manifest: Manifest) -> bytes:
    """The manifest's bytes."""
    artifacts = {path: _record_json(record) for path, record in manifest.records.items()}
    values = {path: json.dumps(digest) for path, digest in manifest.values.items()}
    ejected = dict.fromkeys(manifest.ejected, "true")
    return (
        "{\n"
        f'"manifest": {SHAPE},\n'
        f'"podspec": {json.dumps(manifest.podspec)},\n'
        f'"artifacts": {_block(artifacts)},\n'
        f"{_optional('ejected', ejected)}"
        f'"values": {_block(values)}\n'
        "}\n"
    ).encode()


def _optional(name: str, lines: dict[str, str]) -> str:
    return f'"{name}": {_block(lines)},\n' if lines else ""


def _block(lines: dict[str, str]) -> str:
    inside = ",\n".join(f" {json.dumps(key, ensure_ascii=False)}: {lines[key]}" for key in sorted(lines))
    return f"{{\n{inside}\n}}" if inside else "{}"


def _record_json(record: Record) -> str:
    fields = {
        "sha256": record.sha256,
        "template": record.template,
        "template_sha256": record.template_sha256,
        "uses": list(record.uses),
    }
    return json.dumps(fields, ensure_ascii=False)


def load(data: bytes) -> Manifest:
    """Read a manifest's bytes.

    Raises:
        UnreadableError: if they are no manifest of a shape that this version knows.
    """
    try:
        document = json.loads(data)
        if document["manifest"] != SHAPE:
            raise UnreadableError(f"manifest of shape {document['manifest']}, this version knows {SHAPE}")
        records = {path: _record(fields) for path, fields in document["artifacts"].items()}
        values = {str(path): str(digest) for path, digest in document["values"].items()}
        ejected = tuple(sorted(str(path) for path in dict(document.get("ejected", {}))))
        return Manifest(str(document["podspec"]), records, values, ejected)
    except (KeyError, TypeError, AttributeError, ValueError, RecursionError) as error:
        raise UnreadableError(str(error)) from error


def _record(fields: dict[str, Any]) -> Record:
    uses = tuple(map(str, fields["uses"]))
    return Record(str(fields["sha256"]), str(fields["template"]), str(fields["template_sha256"]), uses)
