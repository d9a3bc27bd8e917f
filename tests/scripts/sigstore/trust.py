"""What tells cosign whom to trust: Sigstore's trust root and its services, in a TUF repository.

Source: The Update Framework specification 1.0; Sigstore, protobuf-specs, trustroot (2026-11).
"""

from __future__ import annotations

from base64 import b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding
from scripts.sigstore.authority import Authority, spki
from scripts.sigstore.log import Log, canonical

_ROLES = ("root", "snapshot", "targets", "timestamp")
_NOW = datetime.now(UTC)
_SINCE = {"start": f"{_NOW - timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}"}
_EXPIRES = f"{_NOW + timedelta(days=1):%Y-%m-%dT%H:%M:%SZ}"


def trusted_root(authority: Authority, log: Log, url: str) -> bytes:
    """The keys that count."""
    root = authority.root.public_bytes(Encoding.DER)
    issuer = {
        "subject": {"organization": "sigstore of a test", "commonName": ""},
        "uri": url,
        "certChain": {"certificates": [{"rawBytes": _text(root)}]},
        "validFor": _SINCE,
    }
    return canonical(
        {
            "mediaType": "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
            "tlogs": [_log(log.key.public_key(), url)],
            "certificateAuthorities": [issuer],
            "ctlogs": [_log(authority.log_key.public_key(), f"{url}/ct")],
        }
    )


def services(url: str) -> bytes:
    """Where cosign finds what it signs with."""
    service = {"url": url, "majorApiVersion": 1, "validFor": _SINCE, "operator": "test"}
    return canonical(
        {
            "mediaType": "application/vnd.dev.sigstore.signingconfig.v0.2+json",
            "caUrls": [service],
            "oidcUrls": [service],
            "rekorTlogUrls": [service],
            "rekorTlogConfig": {"selector": "ANY"},
        }
    )


def repository(targets: dict[str, bytes]) -> dict[str, bytes]:
    """Every file of the TUF repository, by its path."""
    key = Ed25519PrivateKey.generate()
    public = {
        "keytype": "ed25519",
        "scheme": "ed25519",
        "keyval": {"public": key.public_key().public_bytes_raw().hex()},
    }
    name = sha256(canonical(public)).hexdigest()

    def signed(role: str, **content: object) -> bytes:
        body = {"_type": role, "spec_version": "1.0.31", "version": 1, "expires": _EXPIRES, **content}
        signature = {"keyid": name, "sig": key.sign(canonical(body)).hex()}
        return canonical({"signatures": [signature], "signed": body})

    roles = {role: {"keyids": [name], "threshold": 1} for role in _ROLES}
    snapshot = {"snapshot.json": {"version": 1}}
    return {
        "1.root.json": signed("root", consistent_snapshot=True, keys={name: public}, roles=roles),
        "timestamp.json": signed("timestamp", meta=snapshot),
        "1.snapshot.json": signed("snapshot", meta={"targets.json": {"version": 1}}),
        "1.targets.json": signed("targets", targets={path: _target(content) for path, content in targets.items()}),
        **{f"targets/{sha256(content).hexdigest()}.{path}": content for path, content in targets.items()},
    }


def _target(content: bytes) -> dict[str, Any]:
    return {"length": len(content), "hashes": {"sha256": sha256(content).hexdigest()}}


def _log(key: Any, url: str) -> dict[str, Any]:  # noqa: ANN401  # a key of an elliptic curve
    content = spki(key)
    return {
        "baseUrl": url,
        "hashAlgorithm": "SHA2_256",
        "publicKey": {"rawBytes": _text(content), "keyDetails": "PKIX_ECDSA_P256_SHA_256", "validFor": _SINCE},
        "logId": {"keyId": _text(sha256(content).digest())},
    }


def _text(content: bytes) -> str:
    return b64encode(content).decode()
