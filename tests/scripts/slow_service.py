"""A real HTTP server on loopback that takes its time, as a list says: one answer after the other."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import cycle
from threading import Lock, Thread
from typing import NamedTuple


class Answer(NamedTuple):
    """One answer: after how many seconds, and with which status; 0 is none at all."""

    seconds: float
    status: int = 200


@contextmanager
def slow_service(answers: Sequence[Answer]) -> Iterator[str]:
    """Serve these answers in turn; gives the URL."""
    order, lock = cycle(answers), Lock()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            """Give the next answer."""
            with lock:
                answer = next(order)
            time.sleep(answer.seconds)
            if answer.status:
                self.send_response(answer.status)
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                self.close_connection = True

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/readyz"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
