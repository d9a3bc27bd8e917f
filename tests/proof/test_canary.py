"""The canary's script, as rendered, asks a real server on the loopback interface."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from urllib.error import HTTPError, URLError

import pytest
from proof.rendered import render

pytestmark = pytest.mark.proof

SPEC = "observability: {synthetics: {interval_minutes: 5}}\n"


class Service(BaseHTTPRequestHandler):
    """Answers with the status in its path, after as many tenths of a second as stand there."""

    seen: list[tuple[str, str, str]]

    def do_GET(self) -> None:
        """Answer."""
        _, status, tenths = self.path.split("/")
        self.seen.append((self.path, self.headers["User-Agent"], self.headers["X-Amzn-Trace-Id"]))
        time.sleep(int(tenths) / 10)
        self.send_response(int(status))
        self.end_headers()
        self.wfile.write(b"{}")

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def probe(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The script, imported from where it is rendered to."""
    terraform = render(SPEC, tmp_path_factory.mktemp("canary"))
    return _imported(terraform / "modules/observability/canary/probe.py")


def _imported(path: Path) -> ModuleType:
    spec = spec_from_file_location("probe", path)
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@contextmanager
def _serving() -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
    Service.seen = []
    with HTTPServer(("127.0.0.1", 0), Service) as server:
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", Service.seen
        server.shutdown()


def test_an_answer_is_a_successful_probe(probe: ModuleType) -> None:
    with _serving() as (url, _):
        said = probe.probe(f"{url}/200/0", 5)
    assert re.fullmatch(r"200 after \d+ ms, trace 1-[0-9a-f]{8}-[0-9a-f]{24}", said)


@pytest.mark.parametrize("status", [404, 500, 503])
def test_anything_but_success_is_a_failed_probe(probe: ModuleType, status: int) -> None:
    with _serving() as (url, _), pytest.raises(HTTPError) as failure:
        probe.probe(f"{url}/{status}/0", 5)
    failure.value.close()
    assert failure.value.code == status


def test_nobody_there_is_a_failed_probe(probe: ModuleType) -> None:
    with _serving() as (url, _):
        pass
    with pytest.raises(URLError, match="refused"):
        probe.probe(f"{url}/200/0", 5)


def test_too_late_is_a_failed_probe(probe: ModuleType) -> None:
    with _serving() as (url, _), pytest.raises(OSError, match="timed out"):
        probe.probe(f"{url}/200/5", 0.1)


def test_each_probe_asks_for_a_trace_of_its_own(probe: ModuleType) -> None:
    with _serving() as (url, seen):
        for _ in range(2):
            probe.probe(f"{url}/200/0", 5)
    traces = [trace for _, _, trace in seen]
    assert len(set(traces)) == 2
    assert all(re.fullmatch(r"Root=1-[0-9a-f]{8}-[0-9a-f]{24};Sampled=1", one) for one in traces)
    assert abs(int(traces[0][7:15], 16) - time.time()) < 60
    assert {agent for _, agent, _ in seen} == {"podspec-canary"}


def test_synthetics_calls_it_with_what_the_canary_is_made_for(
    probe: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _serving() as (url, seen):
        monkeypatch.setenv("URL", f"{url}/204/0")
        monkeypatch.setenv("TIMEOUT_SECONDS", "5")
        assert probe.handler({}, None).startswith("204")
    assert [path for path, _, _ in seen] == ["/204/0"]
