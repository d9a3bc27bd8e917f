"""The specs that an editor has open, with their unsaved texts, and what podspec makes of each."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

from pygls.uris import to_fs_path

from podspec.compiler import analyse_bytes, compile_bytes, compile_policy
from podspec.lsp.outline import Cursor, Outline
from podspec.lsp.positions import Positions, Units
from podspec.lsp.reader import cursor, outline
from podspec.model.compilation import Compilation
from podspec.model.layout import POLICY_FILE
from podspec.model.policy import Policy
from podspec.model.source import Source
from podspec.pipeline.discover import SPEC_FILE, repository_root
from podspec.pipeline.policy import policy_in
from podspec.pipeline.read import decode

#: A manifest of Kubernetes is often called `service.yaml`, too; this is how each of them begins.
_OF_ANOTHER_TOOL = re.compile(r"^apiVersion[ \t]*:", re.MULTILINE)
_BYTE_ORDER_MARK = "\ufeff"


@dataclass(eq=False)
class Document:
    """One version of an open text. `file` is its path from the repository's root."""

    uri: str
    version: int | None
    text: str
    root: Path
    file: str
    policy: Policy | None
    today: date
    units: Units

    @property
    def data(self) -> bytes:
        """Its bytes, as if it were saved; a half of a character, which no file can hold, is not lost."""
        return self.text.encode("utf-8", "surrogatepass")

    @cached_property
    def analysed(self) -> Compilation:
        """What `podspec validate` finds in it."""
        return self.judge(self.data)

    def judge(self, data: bytes) -> Compilation:
        """What `podspec validate` would find if its bytes were others."""
        return analyse_bytes(data, self.file, self.today, self.policy)

    @cached_property
    def compiled(self) -> Compilation:
        """It and all that it renders."""
        return compile_bytes(self.data, self.file, self.today, self.policy)

    @cached_property
    def positions(self) -> Positions:
        """Its places, as the editor counts them."""
        return Positions(self.text, self.units)

    @cached_property
    def outline(self) -> Outline:
        """Its keys."""
        return outline(self._own_text, recovers=self._is_broken)

    def cursor(self, line: int, column: int) -> Cursor:
        """What may be typed at a place."""
        lines = self._own_text.split("\n")[:line]
        before = "\n".join([*lines[:-1], lines[-1][: column - 1]])
        return cursor(before, recovers=self._is_broken)

    @property
    def _own_text(self) -> str:
        return self.text.removeprefix(_BYTE_ORDER_MARK)

    @property
    def _is_broken(self) -> bool:
        return self.analysed.tree is None


class Desk:
    """All documents that are open."""

    def __init__(self, today: Callable[[], date]) -> None:
        self.units: Units = len
        self._today = today
        self._open: dict[str, Document] = {}
        self._valid: dict[str, Document] = {}
        self._policies: dict[Path, str] = {}

    def put(self, uri: str, version: int | None, text: str) -> None:
        """Take a document, or its next version. What is no file is nobody's spec, and is left alone."""
        path = path_of(uri)
        if path is None:
            return
        root = repository_root(path.parent)
        file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.name
        if file == POLICY_FILE:
            self._policies[root] = text
            self.refresh(root)
        elif path.name == SPEC_FILE and not _OF_ANOTHER_TOOL.search(text):
            self._keep(Document(uri, version, text, root, file, self._policy(root), self._today(), self.units))
        else:
            self._forget(uri)

    def remove(self, uri: str) -> None:
        """Take a document off the desk."""
        path = path_of(uri)
        self._forget(uri)
        if path and path.name == POLICY_FILE and self._policies.pop(path.parent, None) is not None:
            self.refresh(path.parent)

    def refresh(self, root: Path | None = None) -> None:
        """Judge the documents of a repository, or all, anew: the policy, or the day, may be another one."""
        for one in list(self._open.values()):
            if root in {None, one.root}:
                self.put(one.uri, one.version, one.text)

    def spec(self, uri: str) -> Document | None:
        """The open spec of this address; None if it is none."""
        return self._open.get(uri)

    def last_valid(self, document: Document) -> Document | None:
        """The document itself if its text is a spec, else the last version of it that was one."""
        return document if document.analysed.resolved else self._valid.get(document.uri)

    @property
    def specs(self) -> list[Document]:
        """Every open spec."""
        return list(self._open.values())

    def laws(self) -> list[tuple[Path, Compilation]]:
        """The policy of each repository that has one, by the folder that it stands in."""
        roots = dict.fromkeys([*self._policies, *(one.root for one in self._open.values())])
        found = ((root, self._law(root)) for root in roots)
        return [(root, law) for root, law in found if law]

    def _keep(self, document: Document) -> None:
        before = self._open.get(document.uri)
        if before and before.analysed.resolved:
            self._valid[document.uri] = before
        self._open[document.uri] = document

    def _forget(self, uri: str) -> None:
        self._open.pop(uri, None)
        self._valid.pop(uri, None)

    def _policy(self, root: Path) -> Policy | None:
        law = self._law(root)
        return law.policy if law and not law.failed else None

    def _law(self, root: Path) -> Compilation | None:
        if root not in self._policies:
            try:
                return compile_policy(root, self._today())
            except OSError:  # one that cannot be read judges nobody here; `podspec check` says so
                return None
        source, found = decode(self._policies[root].encode("utf-8", "surrogatepass"), POLICY_FILE)
        if source is None:
            return Compilation(POLICY_FILE, found, Source(POLICY_FILE, self._policies[root]))
        return policy_in(source, self._today())


def path_of(uri: str) -> Path | None:
    """The file that an address names; None for what is in no file, or on another machine."""
    parts = urlsplit(uri)
    if parts.scheme != "file" or parts.netloc not in {"", "localhost"} or "\0" in unquote(parts.path):
        return None
    path = to_fs_path(uri)
    return Path(path) if path else None


def uri_of(path: Path) -> str:
    """The address of a file."""
    return path.absolute().as_uri()
