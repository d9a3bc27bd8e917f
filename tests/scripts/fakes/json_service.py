"""What a fake of an AWS service speaks: JSON 1.1 over HTTP, on loopback."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

Request = dict[str, Any]
Operation = Callable[[Request, str], Mapping[str, Any]]


class Refused(Exception):  # noqa: N818  # the service's answer, no error of the program
    """The service refuses: the exception's name, and why."""


class JsonService:
    """A service on a port of its own; its operations get the request and who asks (the user agent)."""

    def __init__(self, operations: Mapping[str, Operation]) -> None:
        service = self
        self.operations = operations
        #: What went wrong in here, and is no refusal: there must be nothing.
        self.crashes: list[BaseException] = []

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                """Run one operation."""
                body = self.rfile.read(int(self.headers["Content-Length"]))
                name = self.headers["X-Amz-Target"].partition(".")[2]
                status, answer = service.answer(name, json.loads(body), self.headers["User-Agent"])
                content = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/x-amz-json-1.1")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """Where the service is."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def answer(self, name: str, request: Request, asker: str) -> tuple[int, Mapping[str, Any]]:
        """The status and the body of the answer to a request."""
        try:
            return 200, self.operations[name](request, asker)
        except Refused as refused:
            code, message = refused.args
            return 400, {"__type": code, "message": message}
        except Exception as crash:  # noqa: BLE001  # kept for the test to find, whatever it is
            self.crashes.append(crash)
            return 500, {"__type": "InternalFailure", "message": repr(crash)}

    def stop(self) -> None:
        """Answer no more."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
