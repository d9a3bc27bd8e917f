"""The certificate authority, in the place of Fulcio: names in a certificate what a GitHub job's token says of it.

Source: Sigstore, Fulcio certificate specification, extension OIDs; RFC 6962 sections 3.2 and 3.3 (2026-11).
"""

from __future__ import annotations

import struct
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

Claims = dict[str, str]

_FULCIO = "1.3.6.1.4.1.57264.1"
# The older extensions hold plain text, the newer ones a DER string.
_PLAIN = {1: "iss", 2: "event_name", 3: "sha", 4: "workflow", 5: "repository", 6: "ref"}
_CODED = {8: "iss", 13: "sha", 14: "ref", 20: "event_name"}
_TIMESTAMPS = x509.ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2")
_NAME = x509.Name([x509.NameAttribute(NameOID.ORGANIZATION_NAME, "sigstore of a test")])


def spki(key: ec.EllipticCurvePublicKey) -> bytes:
    """A public key as others know it."""
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def sign(key: ec.EllipticCurvePrivateKey, content: bytes) -> bytes:
    """What every key here signs with."""
    return key.sign(content, ec.ECDSA(SHA256()))


class Authority:
    """A root, and the log of certificates that vouches for what it issues."""

    def __init__(self) -> None:
        self.key, self.log_key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
        usage = x509.KeyUsage(False, False, False, False, False, True, True, False, False)  # noqa: FBT003  # nine bits
        builder = _builder(self.key.public_key(), timedelta(days=30)).subject_name(_NAME)
        builder = builder.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        builder = builder.add_extension(usage, critical=True)
        builder = builder.add_extension(
            x509.SubjectKeyIdentifier.from_public_key(self.key.public_key()), critical=False
        )
        self.root = builder.sign(self.key, SHA256())

    def certificate(self, public_key: ec.EllipticCurvePublicKey, claims: Claims) -> x509.Certificate:
        """What Fulcio would issue to the job of which the claims speak."""
        builder = _builder(public_key, timedelta(minutes=10)).subject_name(x509.Name([]))
        for extension, critical in self._extensions(public_key, claims):
            builder = builder.add_extension(extension, critical)
        logged = builder.sign(self.key, SHA256()).tbs_certificate_bytes
        return builder.add_extension(self._timestamp(logged), critical=False).sign(self.key, SHA256())

    def _extensions(
        self, public_key: ec.EllipticCurvePublicKey, claims: Claims
    ) -> list[tuple[x509.ExtensionType, bool]]:
        usage = x509.KeyUsage(True, False, False, False, False, False, False, False, False)  # noqa: FBT003  # nine bits
        # The workflow that was called, not the one that called it.
        subject = x509.UniformResourceIdentifier(f"https://github.com/{claims['job_workflow_ref']}")
        return [
            (usage, True),
            (x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING]), False),
            (x509.SubjectKeyIdentifier.from_public_key(public_key), False),
            (x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), False),
            (x509.SubjectAlternativeName([subject]), True),
            *((_github(number, claims[claim].encode()), False) for number, claim in _PLAIN.items()),
            *((_github(number, _string(claims[claim])), False) for number, claim in _CODED.items()),
            (_github(9, _string(subject.value)), False),
            (_github(12, _string(f"https://github.com/{claims['repository']}")), False),
        ]

    def _timestamp(self, logged: bytes) -> x509.UnrecognizedExtension:
        """The log's promise to list the certificate, as a list of one."""
        now = int(datetime.now(UTC).timestamp() * 1000)
        entry = sha256(spki(self.key.public_key())).digest() + len(logged).to_bytes(3) + logged
        signature = sign(self.log_key, struct.pack(">BBQH", 0, 0, now, 1) + entry + b"\0\0")
        name = sha256(spki(self.log_key.public_key())).digest()
        promise = b"\0" + name + struct.pack(">QHBBH", now, 0, 4, 3, len(signature)) + signature
        listed = struct.pack(">HH", len(promise) + 2, len(promise)) + promise
        return x509.UnrecognizedExtension(_TIMESTAMPS, b"\x04" + _length(len(listed)) + listed)


def _builder(public_key: ec.EllipticCurvePublicKey, valid: timedelta) -> x509.CertificateBuilder:
    now = datetime.now(UTC).replace(microsecond=0)
    builder = x509.CertificateBuilder(issuer_name=_NAME, public_key=public_key)
    builder = builder.serial_number(x509.random_serial_number())
    return builder.not_valid_before(now - timedelta(seconds=5)).not_valid_after(now + valid)


def _github(number: int, content: bytes) -> x509.UnrecognizedExtension:
    return x509.UnrecognizedExtension(x509.ObjectIdentifier(f"{_FULCIO}.{number}"), content)


def _string(text: str) -> bytes:
    content = text.encode()
    return b"\x0c" + _length(len(content)) + content


def _length(size: int) -> bytes:
    """A length in DER."""
    return bytes([size]) if size < 128 else b"\x81" + bytes([size]) if size < 256 else b"\x82" + size.to_bytes(2)
