"""All of it behind one address, with GitHub's tokens beside it."""

from __future__ import annotations

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, cast

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, load_pem_public_key
from scripts.sigstore import trust
from scripts.sigstore.authority import Authority, Claims
from scripts.sigstore.log import Log, canonical

ISSUER = "https://token.actions.githubusercontent.com"


class Sigstore(ThreadingHTTPServer):
    """The services; `job` is what GitHub says of the job that asks for a token."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.url = f"http://127.0.0.1:{self.server_port}"
        self.job: Claims = {}
        self.authority, self.log = Authority(), Log()
        targets = {
            "trusted_root.json": trust.trusted_root(self.authority, self.log, self.url),
            "signing_config.v0.2.json": trust.services(self.url),
        }
        self.trusted_root = targets["trusted_root.json"]
        self.files = trust.repository(targets)

    def environment(self, folder: Path) -> dict[str, str]:
        """What cosign is told in a job: where it gets a token, and whom to trust."""
        root = folder / "root.json"
        root.write_bytes(self.files["1.root.json"])
        return {
            "ACTIONS_ID_TOKEN_REQUEST_URL": f"{self.url}/token?job=1",
            "ACTIONS_ID_TOKEN_REQUEST_TOKEN": "whatever",
            "TUF_MIRROR": f"{self.url}/tuf",
            "TUF_ROOT": str(folder / "tuf"),
            "TUF_ROOT_JSON": str(root),
        }

    def token(self) -> bytes:
        """GitHub's answer to a job that asks for a token; nobody signed it."""
        claims = {"iss": ISSUER, "sub": f"repo:{self.job['repository']}", "aud": "sigstore", **self.job}
        words = (urlsafe_b64encode(canonical(one)).rstrip(b"=").decode() for one in ({"alg": "RS256"}, claims))
        return canonical({"value": ".".join((*words, "c2lnbmVk"))})

    def certificate(self, token: str, asked: dict[str, Any]) -> bytes:
        """A certificate for the job that the token speaks of."""
        claims = json.loads(urlsafe_b64decode(token.split(".")[1] + "=="))
        content = asked["publicKeyRequest"]["publicKey"]["content"]
        key = cast("ec.EllipticCurvePublicKey", load_pem_public_key(content.encode()))
        chain = (self.authority.certificate(key, claims), self.authority.root)
        texts = [one.public_bytes(Encoding.PEM).decode() for one in chain]
        return canonical({"signedCertificateEmbeddedSct": {"chain": {"certificates": texts}}})


class _Handler(BaseHTTPRequestHandler):
    server: Sigstore

    def do_GET(self) -> None:
        path = self.path.partition("?")[0]
        content = self.server.token() if path == "/token" else self.server.files.get(path.removeprefix("/tuf/"))
        self._answer(404 if content is None else 200, content or b"{}")

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if self.path == "/api/v2/signingCert":
            token = self.headers["Authorization"].removeprefix("Bearer ")
            self._answer(200, self.server.certificate(token, asked))
        else:
            name, entry = self.server.log.add(asked)
            self._answer(201, canonical({name: entry}), ETag=name, Location=f"{self.path}/{name}")

    def _answer(self, status: int, content: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in {
            "Content-Type": "application/json",
            "Content-Length": str(len(content)),
            **headers,
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *arguments: object) -> None:  # noqa: A002  # the name in the class above
        """Say nothing."""


@contextmanager
def serving() -> Iterator[Sigstore]:
    """A Sigstore for the time of a test."""
    with Sigstore() as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.shutdown()
