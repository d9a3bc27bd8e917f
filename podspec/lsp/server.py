"""The server itself: what an editor asks, who answers, and when findings are sent.

Texts are sent whole: pygls 2.1.1 takes U+2028 and others for ends of lines, as Python does and no editor, and
would put edits into the wrong place below one (workspace/text_document.py, read 2026-11). A spec has 256 KiB at
most.
"""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Any

from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.workspace import PositionCodec

from podspec import __version__
from podspec.lsp.answers import ANSWERS, OPTIONS, SLOW, Answers
from podspec.lsp.desk import Desk
from podspec.lsp.findings import findings
from podspec.model.layout import POLICY_FILES

#: Seconds without a further change until findings are sent: they would flicker while somebody types.
_QUIET = 0.15


class Server(LanguageServer):
    """A language server for specs."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__("podspec", __version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full)
        self.desk = Desk(today)
        self.answers = Answers(self.desk)
        self.was_asked_to_end = False
        self._due: asyncio.TimerHandle | None = None
        self._told: set[str] = set()

    def begin(self, capabilities: lsp.ClientCapabilities) -> None:
        """Agree on the units of positions, and on what the editor understands."""
        self.desk.units = PositionCodec(self.workspace.position_encoding).client_num_units
        self.answers.fit(capabilities)

    def tell_soon(self) -> None:
        """Send findings once nothing has changed for a moment."""
        if self._due:
            self._due.cancel()
        self._due = asyncio.get_running_loop().call_later(_QUIET, self.tell)

    def tell(self) -> None:
        """Send the findings of all files, and clear those that have none any more."""
        if self._due:
            self._due.cancel()
        found = findings(self.desk, related=self.answers.knows_related)
        for uri in sorted(self._told - found.keys()):
            self._send(uri, [])
        for uri, ones in found.items():
            self._send(uri, ones)
        self._told = set(found)

    def _send(self, uri: str, found: list[lsp.Diagnostic]) -> None:
        spec = self.desk.spec(uri)
        params = lsp.PublishDiagnosticsParams(uri, found, version=spec.version if spec else None)
        self.text_document_publish_diagnostics(params)


# -- what an editor says -----------------------------------------------------------------------------------


def _begin(ls: Server, params: lsp.InitializeParams) -> None:
    ls.begin(params.capabilities)


async def _watch(ls: Server, _params: lsp.InitializedParams) -> None:
    """Ask to be told when a policy changes on disk."""
    watched = ls.client_capabilities.workspace and ls.client_capabilities.workspace.did_change_watched_files
    if not (watched and watched.dynamic_registration):
        return
    watchers = [lsp.FileSystemWatcher(f"**/{name}") for name in POLICY_FILES]
    options = lsp.DidChangeWatchedFilesRegistrationOptions(watchers)
    method = lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES
    await ls.client_register_capability_async(
        lsp.RegistrationParams([lsp.Registration("policies", method, options)])
    )


def _opened(ls: Server, params: lsp.DidOpenTextDocumentParams) -> None:
    one = params.text_document
    ls.desk.put(one.uri, one.version, one.text)
    ls.tell()


def _changed(ls: Server, params: lsp.DidChangeTextDocumentParams) -> None:
    one = params.text_document
    if params.content_changes:
        ls.desk.put(one.uri, one.version, params.content_changes[-1].text)
        ls.tell_soon()


def _closed(ls: Server, params: lsp.DidCloseTextDocumentParams) -> None:
    ls.desk.remove(params.text_document.uri)
    ls.tell()


def _refreshed(ls: Server, _params: Any) -> None:  # noqa: ANN401 - of two kinds
    ls.desk.refresh()
    ls.tell()


def _ending(ls: Server, _params: None) -> None:
    ls.was_asked_to_end = True


_EVENTS: dict[str, Callable[..., Any]] = {
    lsp.INITIALIZE: _begin,
    lsp.INITIALIZED: _watch,
    lsp.TEXT_DOCUMENT_DID_OPEN: _opened,
    lsp.TEXT_DOCUMENT_DID_CHANGE: _changed,
    lsp.TEXT_DOCUMENT_DID_CLOSE: _closed,
    lsp.TEXT_DOCUMENT_DID_SAVE: _refreshed,
    lsp.WORKSPACE_DID_CHANGE_WATCHED_FILES: _refreshed,
    lsp.SHUTDOWN: _ending,
}


def server(today: Callable[[], date]) -> Server:
    """A server that judges what expires by a day, which is asked for again with each text."""
    made = Server(today)
    for method, heard in _EVENTS.items():
        made.feature(method)(heard)
    for method, name in ANSWERS.items():
        # pygls marks what it is given, and a bound method takes no mark.
        answer = partial(getattr(made.answers, name))
        made.feature(method, OPTIONS.get(method))(made.thread()(answer) if method in SLOW else answer)
    return made


def serve(today: Callable[[], date]) -> bool:
    """Serve on standard input and output until the editor leaves; True if it took its leave as the protocol asks.

    Whatever else is printed goes to standard error: a stray line would be no message.
    """
    sys.stdout.flush()
    protocol = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    made = server(today)
    made.start_io(sys.stdin.buffer, protocol)
    return made.was_asked_to_end
