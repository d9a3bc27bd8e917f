"""`data.archive_file`, for real: a zip whose bytes depend on nothing but its contents."""

from __future__ import annotations

import base64
import hashlib
import io
import zipfile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_EPOCH = (2049, 1, 1, 0, 0, 0)  # a fixed time of change, as the archive provider sets it
_DIGESTS = ("md5", "sha256", "sha512")


def write(arguments: dict[str, Any], folder: Path) -> dict[str, Any]:
    """Write the archive and return the data source's computed values.

    Args:
        arguments: the data source's arguments.
        folder: what relative paths are relative to.

    Raises:
        OSError: a source is missing, or the archive cannot be written.
    """
    content = _zip(_members(arguments, folder))
    output = folder / arguments["output_path"]
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_bytes(content)
    return {"output_size": len(content), "id": hashlib.sha1(content).hexdigest()} | _digests(content)  # noqa: S324  # the provider's id, no secret


def _members(arguments: dict[str, Any], folder: Path) -> dict[str, bytes]:
    """The files to pack, by their name in the archive."""
    if arguments.get("source_file"):
        source = folder / arguments["source_file"]
        return {source.name: source.read_bytes()}
    if arguments.get("source_dir"):
        top = (folder / arguments["source_dir"]).resolve(strict=True)
        excluded = set(arguments.get("excludes") or [])
        files = {path.relative_to(top).as_posix(): path for path in top.rglob("*") if path.is_file()}
        return {name: path.read_bytes() for name, path in files.items() if name not in excluded}
    if arguments.get("source_content_filename"):
        return {arguments["source_content_filename"]: arguments["source_content"].encode()}
    return {each["filename"]: each["content"].encode() for each in arguments.get("source") or []}


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in sorted(members.items()):
            archive.writestr(zipfile.ZipInfo(name, _EPOCH), content)
    return out.getvalue()


def _digests(content: bytes) -> dict[str, str]:
    found = {name: hashlib.new(name, content) for name in _DIGESTS}
    out = {f"output_{name}": digest.hexdigest() for name, digest in found.items()}
    out |= {f"output_base64{n}": base64.b64encode(found[n].digest()).decode() for n in ("sha256", "sha512")}
    return out | {"output_sha": hashlib.sha1(content).hexdigest()}  # noqa: S324  # as the provider names it
