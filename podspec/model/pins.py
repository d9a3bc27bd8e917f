"""The commits that actions are used at: GitHub runs what a commit says, whatever becomes of a tag."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Pin(NamedTuple):
    """A version of an action, and the commit that it is: 40 hexadecimal digits."""

    version: str
    sha: str


#: What this version of podspec was made with; a repository overrides single ones in `podspec.pins.json`.
#: Source: the actions' own tags, or two public workflows or more that agree (read 2026-10).
DEFAULT_PINS: Mapping[str, Pin] = MappingProxyType(
    {
        "actions/attest": Pin("v4.2.2", "1e69f48acb82d1966a394da916b4c1698aa569d6"),
        "actions/checkout": Pin("v7.0.1", "3d3c42e5aac5ba805825da76410c181273ba90b1"),
        "actions/download-artifact": Pin("v8.0.2", "9000827ccba6bdab643e8b6fd33ac0654aef8333"),
        "actions/github-script": Pin("v9.0.0", "3a2844b7e9c422d3c10d287c895573f7108da1b3"),
        "actions/setup-go": Pin("v7.0.0", "b7ad1dad31e06c5925ef5d2fc7ad053ef454303e"),
        "actions/setup-python": Pin("v7.0.0", "5fda3b95a4ea91299a34e894583c3862153e4b97"),
        "actions/upload-artifact": Pin("v7.0.2", "cf430e030ddbb5b0abf93d22962f4752f3646cd9"),
        "anchore/sbom-action": Pin("v0.24.3", "66cbf4bc1f1c0d2edc94016e65bc221b6bb0ad6c"),
        "anchore/scan-action": Pin("v7.4.2", "27805bf3b4e84b4a5c980df22ed233c00390a439"),
        "astral-sh/setup-uv": Pin("v10.2.0", "c18668ad3cf93ea998bef934396af7bb5c839dc7"),
        "aws-actions/amazon-ecr-login": Pin("v2.1.7", "03f1aad4c6c7ffd436567f42f9384779290529bd"),
        "aws-actions/configure-aws-credentials": Pin("v6.3.0", "e1253824e5c10ff9df46874f81ed3ec929e19cfd"),
        "docker/build-push-action": Pin("v7.4.0", "c3c9e263c25d99ce0380d002d59b67737d91b0dc"),
        "docker/setup-buildx-action": Pin("v4.4.1", "f87e5991a6d7451dcb8d9637bfbc97413f497069"),
        "docker/setup-qemu-action": Pin("v4.4.0", "99012661954931238ded8c8b007157a8430204e1"),
        "github/codeql-action/upload-sarif": Pin("v4.38.2", "2892aa5e19bbd11bc0cff5427e3b750a04d9e3c2"),
        "hashicorp/setup-terraform": Pin("v4.0.1", "dfe3c3f87815947d99a8997f908cb6525fc44e9e"),
        "sigstore/cosign-installer": Pin("v4.1.2", "6f9f17788090df1f26f669e9d70d6ae9567deba6"),
        "step-security/harden-runner": Pin("v2.21.1", "e14015d583714f6e62063499dc959a02595150a1"),
    }
)
