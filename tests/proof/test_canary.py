"""The canary's script, as rendered, asks a real server on the loopback interface."""

from __future__ import annotations

import re
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from ssl import PROTOCOL_TLS_SERVER, SSLCertVerificationError, SSLContext
from types import ModuleType
from typing import NamedTuple

import pytest
from proof.rendered import render

pytestmark = pytest.mark.proof

SPEC = "observability: {synthetics: {interval_minutes: 5}}\n"
LOOPBACK = "127.0.0.1"
PUBLIC = "ec2.podinfo.invalid"


class Seen(NamedTuple):
    """A request that the server got."""

    path: str
    host: str
    agent: str
    trace: str


class Service(BaseHTTPRequestHandler):
    """Answers with the status in its path, after as many tenths of a second as stand there."""

    seen: list[Seen]

    def do_GET(self) -> None:
        """Answer."""
        _, status, tenths = self.path.split("/")
        self.seen.append(
            Seen(self.path, *(self.headers[one] for one in ("Host", "User-Agent", "X-Amzn-Trace-Id")))
        )
        time.sleep(int(tenths) / 10)
        self.send_response(int(status))
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(HTTPServer):
    """One that says nothing of clients that go away."""

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def probe(tmp_path_factory: pytest.TempPathFactory) -> ModuleType:
    """The script, imported from where it is rendered to."""
    terraform = render(SPEC, tmp_path_factory.mktemp("canary"))
    spec = spec_from_file_location("probe", terraform / "modules/observability/canary/probe.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of the public name and its key, in one file, signed by nobody but itself."""
    folder = tmp_path_factory.mktemp("tls")
    name = ["-subj", f"/CN={PUBLIC}", "-addext", f"subjectAltName=DNS:{PUBLIC}"]
    files = ["-keyout", str(folder / "key"), "-out", str(folder / "certificate")]
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", *name, *files]
    subprocess.run(made, check=True, capture_output=True)
    both = folder / "both"
    both.write_text((folder / "certificate").read_text() + (folder / "key").read_text())
    return both


@contextmanager
def _serving(certificate: Path | None = None) -> Iterator[tuple[int, list[Seen]]]:
    """A server's port, and the requests that it gets; with a certificate it speaks TLS."""
    Service.seen = []
    with Server((LOOPBACK, 0), Service) as server:
        if certificate:
            context = SSLContext(PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield server.server_port, Service.seen
        server.shutdown()


def test_an_answer_is_a_successful_probe(probe: ModuleType) -> None:
    with _serving() as (port, _):
        said = probe.probe(f"http://{LOOPBACK}:{port}/200/0", LOOPBACK, 5)
    assert re.fullmatch(r"200 after \d+ ms, trace 1-[0-9a-f]{8}-[0-9a-f]{24}", said)


@pytest.mark.parametrize("status", [301, 404, 500, 503])
def test_anything_but_success_is_a_failed_probe(probe: ModuleType, status: int) -> None:
    with _serving() as (port, _), pytest.raises(RuntimeError, match=f"{status} after .* trace 1-"):
        probe.probe(f"http://{LOOPBACK}:{port}/{status}/0", LOOPBACK, 5)


def test_nobody_there_is_a_failed_probe(probe: ModuleType) -> None:
    with _serving() as (port, _):
        pass
    with pytest.raises(ConnectionRefusedError):
        probe.probe(f"http://{LOOPBACK}:{port}/200/0", LOOPBACK, 5)


def test_too_late_is_a_failed_probe(probe: ModuleType) -> None:
    with _serving() as (port, _), pytest.raises(TimeoutError):
        probe.probe(f"http://{LOOPBACK}:{port}/200/5", LOOPBACK, 0.1)


def test_a_public_name_is_asked_for_at_the_regions_own_address(probe: ModuleType) -> None:
    with _serving() as (port, seen):
        probe.probe(f"http://{PUBLIC}:{port}/200/0", LOOPBACK, 5)
    assert [one.host for one in seen] == [f"{PUBLIC}:{port}"]


def test_a_certificate_of_the_public_name_is_right_though_the_address_is_another(
    probe: ModuleType, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with _serving(certificate) as (port, _):
        assert probe.probe(f"https://{PUBLIC}:{port}/200/0", LOOPBACK, 5).startswith("200")


def test_a_certificate_of_another_name_is_a_failed_probe(
    probe: ModuleType, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    with _serving(certificate) as (port, _), pytest.raises(SSLCertVerificationError, match="not valid for"):
        probe.probe(f"https://lambda.podinfo.invalid:{port}/200/0", LOOPBACK, 5)


def test_a_certificate_that_nobody_trusts_is_a_failed_probe(probe: ModuleType, certificate: Path) -> None:
    with _serving(certificate) as (port, _), pytest.raises(SSLCertVerificationError, match="self-signed"):
        probe.probe(f"https://{PUBLIC}:{port}/200/0", LOOPBACK, 5)


def test_each_probe_asks_for_a_trace_of_its_own(probe: ModuleType) -> None:
    with _serving() as (port, seen):
        for _ in range(2):
            probe.probe(f"http://{LOOPBACK}:{port}/200/0", LOOPBACK, 5)
    traces = [one.trace for one in seen]
    assert len(set(traces)) == 2
    assert all(re.fullmatch(r"Root=1-[0-9a-f]{8}-[0-9a-f]{24};Sampled=1", one) for one in traces)
    assert abs(int(traces[0][7:15], 16) - time.time()) < 60
    assert {one.agent for one in seen} == {"podspec-canary"}


def test_synthetics_calls_it_with_what_the_canary_is_made_for(
    probe: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    with _serving() as (port, seen):
        monkeypatch.setenv("URL", f"http://{PUBLIC}:{port}/204/0")
        monkeypatch.setenv("VIA", LOOPBACK)
        monkeypatch.setenv("TIMEOUT_SECONDS", "5")
        assert probe.handler({}, None).startswith("204")
    assert [one.path for one in seen] == ["/204/0"]
