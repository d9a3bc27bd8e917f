"""The transparency log, in the place of Rekor: each entry stands in a tree of its own, as the only leaf.

Source: Rekor, openapi.yaml and types/dsse; C2SP, signed note and checkpoint formats (2026-11).
"""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from scripts.sigstore.authority import sign, spki

# A checkpoint is signed by whom the trust root names by address.
_ORIGIN = "127.0.0.1"


def canonical(content: object) -> bytes:
    """JSON with one form for one content."""
    return json.dumps(content, separators=(",", ":"), sort_keys=True, ensure_ascii=False).encode()


class Log:
    """What was signed, and when."""

    def __init__(self) -> None:
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = sha256(spki(self.key.public_key())).digest()
        self.size = 0

    def add(self, proposed: dict[str, Any]) -> tuple[str, dict[str, Any]]:
        """Log an entry; gives its name, and the answer."""
        self.size += 1
        body = canonical(_logged(proposed))
        leaf = sha256(b"\0" + body).digest()
        entry = {
            "body": b64encode(body).decode(),
            "integratedTime": int(datetime.now(UTC).timestamp()),
            "logID": self.name.hex(),
            "logIndex": 0,
        }
        promise = b64encode(sign(self.key, canonical(entry))).decode()
        proof = {
            "checkpoint": self._checkpoint(leaf),
            "hashes": [],
            "logIndex": 0,
            "rootHash": leaf.hex(),
            "treeSize": 1,
        }
        return leaf.hex(), entry | {"verification": {"signedEntryTimestamp": promise, "inclusionProof": proof}}

    def _checkpoint(self, root: bytes) -> str:
        note = f"{_ORIGIN}\n1\n{b64encode(root).decode()}\n"
        signature = b64encode(self.name[:4] + sign(self.key, note.encode())).decode()
        return f"{note}\n— {_ORIGIN} {signature}\n"


def _logged(proposed: dict[str, Any]) -> dict[str, Any]:
    """What the log keeps of an envelope: the hashes, the signatures, and who made them."""
    content = proposed["spec"]["proposedContent"]
    envelope = json.loads(content["envelope"])
    (verifier,) = content["verifiers"]
    spec = {
        "envelopeHash": _hash(content["envelope"].encode()),
        "payloadHash": _hash(b64decode(envelope["payload"])),
        "signatures": [{"signature": one["sig"], "verifier": verifier} for one in envelope["signatures"]],
    }
    return {"apiVersion": proposed["apiVersion"], "kind": proposed["kind"], "spec": spec}


def _hash(content: bytes) -> dict[str, str]:
    return {"algorithm": "sha256", "value": sha256(content).hexdigest()}
