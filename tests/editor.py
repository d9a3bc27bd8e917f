"""An editor for tests: speaks the Language Server Protocol to a running `podspec lsp`, over its streams."""

from __future__ import annotations

import json
import os
import queue
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PATIENCE = 40

#: What editors of today say of themselves, as far as the server asks.
CAPABLE = {
    "general": {"positionEncodings": ["utf-16"]},
    "workspace": {"workspaceEdit": {"documentChanges": True}},
    "textDocument": {
        "publishDiagnostics": {"relatedInformation": True},
        "completion": {"completionItem": {"snippetSupport": True}},
        "hover": {"contentFormat": ["markdown", "plaintext"]},
    },
}


class Editor:
    """A running server, and what it says."""

    def __init__(self, root: Path, capabilities: dict[str, Any] | None = None) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        self.running = subprocess.Popen(
            [sys.executable, "-m", "podspec", "lsp"],
            cwd=root,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self._last = 0
        self._said: queue.Queue[dict[str, Any]] = queue.Queue()
        self._logged = b""
        self._listeners = [threading.Thread(target=one) for one in (self._listen, self._read_log)]
        for one in self._listeners:
            one.start()
        chosen = CAPABLE if capabilities is None else capabilities
        answer = self.ask("initialize", {"processId": None, "rootUri": root.as_uri(), "capabilities": chosen})
        self.able: dict[str, Any] = answer["capabilities"]
        self.tell("initialized", {})

    # -- messages ------------------------------------------------------------------------------------

    def tell(self, method: str, params: Any) -> None:  # noqa: ANN401 - whatever the method takes
        """Send a notification."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: Any = None) -> Any:  # noqa: ANN401 - whatever the method gives
        """Send a request; what it is answered. An error is a failed test."""
        number = self.send(method, params)
        return self.answer(number)

    def send(self, method: str, params: Any = None) -> int:  # noqa: ANN401 - whatever the method takes
        """Send a request, and do not wait; its number."""
        self._last += 1
        self._send({"id": self._last, "method": method, "params": params})
        return self._last

    def answer(self, number: int) -> Any:  # noqa: ANN401 - whatever the method gives
        """What a request is answered; all that is said before is passed over."""
        while True:
            said = self._said.get(timeout=PATIENCE)
            if said.get("id") == number and "method" not in said:
                assert "error" not in said, said
                return said["result"]

    def underlined(self, uri: str, version: int | None = None) -> list[dict[str, Any]]:
        """The next findings that are sent for a file; of one version of it, if asked."""
        while True:
            said = self._said.get(timeout=PATIENCE)
            params = said.get("params") or {}
            is_about = said.get("method") == "textDocument/publishDiagnostics" and params["uri"] == uri
            if is_about and version in {None, params.get("version")}:
                found: list[dict[str, Any]] = params["diagnostics"]
                return found

    def requested(self, method: str) -> dict[str, Any]:
        """The next request of the server of one kind; it is answered with null."""
        while True:
            said = self._said.get(timeout=PATIENCE)
            if said.get("method") == method:
                self._send({"id": said["id"], "result": None})
                return said

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.running.stdin
        self.running.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.running.stdin.flush()

    def _listen(self) -> None:
        """Read messages; a line that is none ends the test."""
        stream = self.running.stdout
        assert stream
        while header := stream.readline():
            assert header.startswith(b"Content-Length: "), header
            while stream.readline() != b"\r\n":
                pass
            self._said.put(json.loads(stream.read(int(header.split()[1]))))

    def _read_log(self) -> None:
        assert self.running.stderr
        self._logged = self.running.stderr.read()

    # -- documents -----------------------------------------------------------------------------------

    def open(self, path: Path, text: str | None = None) -> str:
        """Open a file, with its text on disk or another one; its address."""
        uri = path.as_uri()
        item = {"uri": uri, "languageId": "yaml", "version": 1}
        shown = path.read_text("utf-8") if text is None else text
        self.tell("textDocument/didOpen", {"textDocument": {**item, "text": shown}})
        return uri

    def change(self, uri: str, version: int, text: str) -> None:
        """Type: the document has another text now, which is not saved."""
        document = {"uri": uri, "version": version}
        self.tell("textDocument/didChange", {"textDocument": document, "contentChanges": [{"text": text}]})

    def ask_at(self, what: str, uri: str, line: int, character: int, **more: Any) -> Any:  # noqa: ANN401 - as above
        """Ask about a position, counted from 0."""
        position = {"line": line, "character": character}
        return self.ask(f"textDocument/{what}", {"textDocument": {"uri": uri}, "position": position, **more})

    # -- the end -------------------------------------------------------------------------------------

    def leave(self) -> tuple[int, str]:
        """Take leave as the protocol asks; the exit code and what was logged."""
        if self.running.poll() is None:
            self.ask("shutdown")
            self.tell("exit", None)
        return self.wait()

    def wait(self) -> tuple[int, str]:
        """Wait until the server has ended; the exit code and what was logged."""
        if self.running.stdin and not self.running.stdin.closed:
            self.running.stdin.close()
        code = self.running.wait(PATIENCE)
        for one in self._listeners:
            one.join()
        for stream in (self.running.stdout, self.running.stderr):
            if stream:
                stream.close()
        return code, self._logged.decode()
