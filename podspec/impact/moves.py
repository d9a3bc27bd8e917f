"""What Terraform takes for one resource with two addresses: `moved` blocks, and a `count` that comes or goes.

Source: developer.hashicorp.com/terraform/language/modules/develop/refactoring (read 2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from podspec.impact.hcl.values import Expression, Reference, Value
from podspec.impact.hcl.write import written
from podspec.impact.modules import Module
from podspec.impact.resources import Resource

# A chain of moves that is longer goes in a circle.
_LONGEST: Final = 32
_FIRST: Final = "[0]"


class Move(NamedTuple):
    """A `moved` block, with addresses from the root."""

    old: str
    new: str

    def of(self, address: str) -> str:
        """Where a resource stands after the move; its own address if the block is about another one."""
        if address == self.old:
            return self.new
        rest = address.removeprefix(self.old)
        # An address without a key stands for all keys, and that of a module for all that is in it.
        is_inside = rest != address and rest.startswith((".", "[") if not self.new.endswith("]") else ".")
        return self.new + rest if is_inside else address


def moves(module: Module) -> Iterator[Move]:
    """All `moved` blocks of a root and its modules."""
    for body in module.moved:
        if {"from", "to"} <= body.attributes.keys():
            old, new = (written(body.attributes[end]) for end in ("from", "to"))
            yield Move(module.prefix + old, module.prefix + new)
    for name in module.calls:
        called = module.modules(name)
        for one in called.values() if isinstance(called, dict) else ():
            yield from moves(one)


def new_addresses(old: Iterable[str], new: Iterable[str], blocks: Iterable[Move]) -> dict[str, str]:
    """Where each old address is now, for those that have moved."""
    blocks, old, new = tuple(blocks), set(old), set(new)
    found = {address: _followed(address, blocks) for address in old}
    moved = {address: to for address, to in found.items() if to != address and to in new and to not in old}
    unfound = {_unkeyed(address): address for address in new - old - set(moved.values())}
    for address in sorted(old - new - moved.keys()):
        if _unkeyed(address) in unfound:
            moved[address] = unfound.pop(_unkeyed(address))
    return moved


def renamed(resource: Resource, moved: Mapping[str, str]) -> Resource:
    """A resource of the old side, with the new addresses in all that it says."""
    if not moved:
        return resource
    address = moved.get(resource.address, resource.address)
    attributes = {name: _renamed(value, moved) for name, value in resource.attributes.items()}
    return resource._replace(address=address, attributes=attributes)


def _followed(address: str, blocks: tuple[Move, ...]) -> str:
    for _ in range(_LONGEST):
        following = next((move.of(address) for move in blocks if move.of(address) != address), address)
        if following == address:
            break
        address = following
    return address


def _unkeyed(address: str) -> str:
    """An address without the key of a `count` of one, which Terraform adds and takes away by itself."""
    return address.replace(_FIRST, "")


def _renamed(value: Value, moved: Mapping[str, str]) -> Value:
    if isinstance(value, list):
        return [_renamed(item, moved) for item in value]
    if isinstance(value, dict):
        return {key: _renamed(item, moved) for key, item in value.items()}
    if not isinstance(value, Expression):
        return value
    text = value.text
    for reference in value.references:
        if reference.address in moved:
            text = re.sub(rf"(?<![\w.-]){re.escape(reference.address)}(?![\w-])", moved[reference.address], text)
    known = (Reference(moved.get(address, address), attribute) for address, attribute in value.references)
    return Expression(text, known)
