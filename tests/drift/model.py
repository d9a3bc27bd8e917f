"""What podspec should say of a repository, worked out from the design and clean renders, without its own code.

The model reads files, manifests as JSON, and what each spec renders to where nothing was before. From that it
tells the kind of each drift, and which files are a person's.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from hashlib import sha256
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from drift.repository import Repository, new_repository

MARKS = "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"
REPOSITORY = "the repository"
#: In the names of files that a render has not put into their places yet.
WAITING = ".podspec-new-"
_REPOSITORY_MANIFEST = ".github/podspec.lock.json"
_USUAL = ("generated/", ".github/workflows/")
_NOTHING = "74234e98afe7498f"  # of null, in a manifest: a value that is not there
_EJECT = re.compile(r"^eject: \[(.*)\]$", re.MULTILINE)

#: A file's bytes, and whether it may be run.
File = tuple[bytes, bool]
Files = dict[str, File]
Json = dict[str, Any]


def files_of(repository: Repository) -> Files:
    """Every file, but for git's and podspec's own, and for new ones that wait for their turn."""
    return {
        path: ((repository.root / path).read_bytes(), bool(status.st_mode & 0o100))
        for path, status in _statuses(repository)
        if WAITING not in path
    }


def stamps(repository: Repository, *, own: bool = False) -> dict[str, tuple[int, int, int]]:
    """What changes with any change of a file, by path; also of podspec's own files, if these are asked for."""
    return {
        path: (status.st_ino, status.st_mtime_ns, status.st_mode)
        for path, status in _statuses(repository, own=own)
    }


def _statuses(repository: Repository, *, own: bool = False) -> Iterator[tuple[str, os.stat_result]]:
    root = str(repository.root)
    for folder, folders, names in os.walk(root):
        if folder == root:
            folders[:] = [one for one in folders if one != ".git" and (own or one != ".podspec")]
        for name in names:
            path = f"{folder}/{name}"
            yield path.removeprefix(f"{root}/"), os.lstat(path)


def quietly(repository: Repository, *arguments: str) -> tuple[int, str]:
    """Run podspec; its exit code and what it says."""
    said = StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        return repository.podspec(*arguments), said.getvalue()


class Rendered(NamedTuple):
    """What a spec, or the repository itself, renders to where nothing was before."""

    files: Files
    manifest: Json


def handed_over(text: str) -> list[str]:
    """The files that a spec leaves to people."""
    found = _EJECT.search(text)
    return [path for path in found[1].split(", ") if path] if found else []


class Oracle:
    """Renders each spec once, by itself, in a new repository; and remembers all that was ever podspec's."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._made: dict[tuple[str, str, int], tuple[Rendered, Rendered] | None] = {}
        #: each content that podspec has rendered for a path
        self.ever: dict[str, set[bytes]] = {}

    def of(self, file: str, text: str, version: int) -> tuple[Rendered, Rendered] | None:
        """What belongs to a spec, and what to the repository; None for a spec that is wrong."""
        key = (file, text, version)
        if key not in self._made:
            self._made[key] = self._render(file, text)
        return self._made[key]

    def _render(self, file: str, text: str) -> tuple[Rendered, Rendered] | None:
        with TemporaryDirectory(dir=self._folder) as folder:
            made = new_repository(Path(folder) / "repository", "")
            made.remove("specs/hello/service.yaml")
            # What is handed over must be there.
            for one in (_EJECT.sub("", text), text):
                made.write(file, one)
                if quietly(made, "render")[0]:
                    return None
            files = files_of(made)
        for path, (content, _) in files.items():
            self.ever.setdefault(path, set()).add(content)
        return _part(files, manifest_of(file)), _part(files, _REPOSITORY_MANIFEST)


def _part(files: Files, manifest: str) -> Rendered:
    document = json.loads(files[manifest][0])
    return Rendered({path: files[path] for path in document["artifacts"]}, document)


def manifest_of(file: str) -> str:
    """Where the manifest of a spec stands."""
    return _REPOSITORY_MANIFEST if file == REPOSITORY else file.replace("service.yaml", "podspec.lock.json")


def is_conflicted(content: bytes) -> bool:
    """True if git's three marks stand in a file."""
    return all(re.search(rb"(?m)^" + mark, content) for mark in (b"<{7} ", b"={7}\r?$", b">{7} "))


def manifest_in(files: Files, path: str) -> Json | None:
    """A manifest; None if there is none that can be read."""
    try:
        found = json.loads(files[path][0])
    except (KeyError, ValueError):
        return None
    return found if isinstance(found, dict) and found.get("manifest") == 1 else None


def says_it_is_from(content: bytes) -> str:
    """The spec that a file's header names."""
    found = re.search(rb"Generated by podspec from (.+?) \(template ", b"\n".join(content.split(b"\n", 3)[:3]))
    return found[1].decode() if found else ""


class Model:
    """What holds of one repository at one moment."""

    def __init__(self, files: Files, oracle: Oracle, version: int) -> None:
        self.files = files
        self.specs = {
            path: content.decode()
            for path, (content, _) in files.items()
            if re.fullmatch(r"specs/\w+/service\.yaml", path)
        }
        made = {file: oracle.of(file, text, version) for file, text in self.specs.items()}
        self.is_wrong = None in made.values()
        self.rendered = {file: found[0] for file, found in made.items() if found}
        for found in made.values():
            if found:
                self.rendered[REPOSITORY] = found[1]
        self.handed_over = {path for text in self.specs.values() for path in handed_over(text)}
        self.taken = {path for one in self.rendered.values() for path in one.files} | self.handed_over

    @property
    def lacks(self) -> list[str]:
        """Files that are handed over and not there."""
        return sorted(self.handed_over - self.files.keys())

    @property
    def has_merged_manifests(self) -> bool:
        """True if git could not merge a manifest: which of two renders a file is from is then its matter."""
        return any(
            path.endswith("podspec.lock.json") and is_conflicted(file[0]) for path, file in self.files.items()
        )

    def kinds(self) -> dict[str, str]:
        """The kind of each drift."""
        found: dict[str, str] = {}
        for file, rendered in self.rendered.items():
            found |= dict(self._of_spec(file, rendered))
        found |= dict(self._of_gone_specs())
        return found

    def refused(self, *, force: bool, adopt: bool) -> list[str]:
        """The paths that a render may not touch."""
        allowed = {"edited": force, "unmanaged": adopt}
        kinds = self.kinds()
        return [
            path
            for path, kind in kinds.items()
            if (path in self.taken and not allowed.get(kind, True) and not self._has_only_another_mode(path))
            or (kind == "orphaned" and path in self._once_handed_over())
        ] + [path for path, kind in kinds.items() if kind == "unmanaged" and path.endswith("podspec.lock.json")]

    # -- specs that are there ----------------------------------------------------------------------------

    def _of_spec(self, file: str, rendered: Rendered) -> Iterator[tuple[str, str]]:
        past = manifest_in(self.files, manifest_of(file))
        for path, new in rendered.files.items():
            if kind := self._artifact(file, path, new, past, rendered.manifest):
                yield path, kind
        left = set()
        for path in (past or {"artifacts": {}})["artifacts"]:
            if path not in rendered.files and path not in self.handed_over and path in self.files:
                content = self.files[path][0]
                if says_it_is_from(content) == file:
                    left.add(path)
                    yield path, "conflicted" if is_conflicted(content) else "orphaned"
        if file != REPOSITORY:
            yield from self._strangers(self._directory(file), {*rendered.files, *left, *self.handed_over})
        if kind := self._manifest(manifest_of(file), past, rendered.manifest):
            yield manifest_of(file), kind

    def _artifact(self, file: str, path: str, new: File, past: Json | None, fresh: Json) -> str:
        if path not in self.files:
            return "missing"
        content, is_executable = self.files[path]
        if content == new[0]:
            return "" if is_executable == new[1] else "edited"
        if is_conflicted(content):
            return "conflicted"
        record = (past or {"artifacts": {}})["artifacts"].get(path)
        if past is None or record is None:
            return "unmanaged"
        if _digest(content) != record["sha256"]:
            return "edited"
        used = {*record["uses"], *fresh["artifacts"][path]["uses"]}
        is_stale = _differing(past["values"], fresh["values"], used)
        return "stale" if is_stale or says_it_is_from(content) not in {"", file} else "outdated"

    def _strangers(self, directory: str, known: set[str]) -> Iterator[tuple[str, str]]:
        for path in self.files:
            if path.startswith(f"{directory}/") and path not in known:
                yield path, "unmanaged"

    def _manifest(self, path: str, past: Json | None, fresh: Json) -> str:
        if path not in self.files:
            return "missing"
        if past is None:
            return "conflicted" if is_conflicted(self.files[path][0]) else "edited"
        if _told(past) == _told(fresh):
            return ""
        overridden = {one for one in past["values"].keys() | fresh["values"].keys() if one.startswith("override[")}
        written = overridden | (past["values"].keys() & fresh["values"].keys())
        return "stale" if _differing(past["values"], fresh["values"], written) else "outdated"

    def _directory(self, file: str) -> str:
        name = re.search(r"^ *name: (\w+)$", self.specs[file], re.MULTILINE)
        assert name
        return f"generated/{name[1]}"

    def _has_only_another_mode(self, path: str) -> bool:
        new = next((one.files[path] for one in self.rendered.values() if path in one.files), None)
        return bool(new) and path in self.files and self.files[path][0] == new[0]

    # -- specs that are not ------------------------------------------------------------------------------

    def _of_gone_specs(self) -> Iterator[tuple[str, str]]:
        for file in self._gone():
            manifest = manifest_in(self.files, manifest_of(file))
            if manifest_of(file) in self.files:
                torn = manifest and is_conflicted(self.files[manifest_of(file)][0])
                yield manifest_of(file), "conflicted" if torn else "orphaned" if manifest else "unmanaged"
            named = {*manifest["artifacts"], *manifest.get("ejected", ())} if manifest else set()
            for path in {*named, *self._naming(file)} - self.taken:
                content = self.files[path][0] if path in self.files else b""
                if says_it_is_from(content) == file:
                    yield path, "conflicted" if is_conflicted(content) else "orphaned"

    def _gone(self) -> set[str]:
        manifests = {path for path in self.files if re.fullmatch(r"specs/\w+/podspec\.lock\.json", path)}
        beside = {path.replace("podspec.lock.json", "service.yaml") for path in manifests}
        named = {says_it_is_from(self.files[path][0]) for path in self._in_usual_places()}
        gone = {file for file in beside | named if file.endswith("/service.yaml") and file not in self.specs}
        return gone | ({REPOSITORY} if not self.specs and _REPOSITORY_MANIFEST in self.files else set())

    def _naming(self, file: str) -> set[str]:
        if file == REPOSITORY:
            return set()
        return {path for path in self._in_usual_places() if says_it_is_from(self.files[path][0]) == file}

    def _in_usual_places(self) -> list[str]:
        owned = tuple(f"{self._directory(file)}/" for file in self.specs)
        return [path for path in self.files if path.startswith(_USUAL) and not path.startswith(owned)]

    def _once_handed_over(self) -> set[str]:
        manifests = [manifest_in(self.files, manifest_of(file)) for file in self._gone()]
        return {path for one in manifests if one for path in one.get("ejected", ())}


def _digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def _differing(past: Json, fresh: Json, used: set[str]) -> bool:
    """Whether a value that was used has changed; one that nobody read before is podspec's news, not the spec's."""
    known = [one for one in used if one in past or one.startswith("override[")]
    return any(past.get(one, _NOTHING) != fresh.get(one, _NOTHING) for one in known)


def _told(manifest: Json) -> object:
    artifacts = {path: (one["sha256"], one["uses"]) for path, one in manifest["artifacts"].items()}
    return artifacts, manifest["values"], manifest.get("ejected", {})
