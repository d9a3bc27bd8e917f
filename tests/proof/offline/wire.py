"""Protobuf's wire format and Terraform's dynamic values: as much as the plugin protocol needs.

Sources: protobuf.dev/programming-guides/encoding; tfplugin5.proto in hashicorp/terraform,
docs/plugin-protocol; docs/plugin-protocol/object-wire-format.md for values (read 2026-11).
"""

from __future__ import annotations

from typing import Any

import msgpack

# Terraform's "known after apply": MessagePack extension 0; core looks at the type alone.
UNKNOWN = msgpack.ExtType(0, b"\0")

_BYTES = 2  # the wire type of strings, bytes and embedded messages
_CONTINUED = 0x80

Field = tuple[int, int | str | bytes | None]
Message = dict[int, list[Any]]
# What MessagePack gives: None, bool, int, float, str, list, dict, or UNKNOWN.
Decoded = Any


def is_unknown(value: object) -> bool:
    """Whether a decoded value is known only after apply."""
    return isinstance(value, msgpack.ExtType)


def encode(*fields: Field) -> bytes:
    """A message of (number, value) fields; bytes are embedded messages.

    As proto3 has it, zero and the empty string are left out; an embedded message may be empty.
    """
    return b"".join(_field(number, value) for number, value in fields if value or isinstance(value, bytes))


def _field(number: int, value: int | str | bytes | None) -> bytes:
    if isinstance(value, int):
        return _varint(number << 3) + _varint(value)
    content = value.encode() if isinstance(value, str) else value or b""
    return _varint(number << 3 | _BYTES) + _varint(len(content)) + content


def _varint(number: int) -> bytes:
    out = bytearray()
    while number >= _CONTINUED:
        out.append(number & 0x7F | _CONTINUED)
        number >>= 7
    out.append(number)
    return bytes(out)


def decode(message: bytes) -> Message:
    """The fields of a message by number, each a list in order; strings and messages stay bytes.

    Raises:
        IndexError: the message ends inside a number.
    """
    out: Message = {}
    at = 0
    while at < len(message):
        key, at = _read_varint(message, at)
        number, at = _read_varint(message, at)
        held: int | bytes = number
        if key & 0x7 == _BYTES:
            held = message[at : at + number]
            at += number
        out.setdefault(key >> 3, []).append(held)
    return out


def _read_varint(message: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while message[at] & _CONTINUED:
        number |= (message[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
    return number | message[at] << shift, at + 1


def encode_value(value: object) -> bytes:
    """A DynamicValue message."""
    return encode((1, msgpack.packb(value)))


def decode_value(message: bytes) -> Decoded:
    """What a DynamicValue message holds; unknown values are `UNKNOWN`."""
    return msgpack.unpackb(decode(message)[1][0], strict_map_key=False)
