"""Finds one attribute in a block of HCL, and writes another value in its place, or one where there is none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from podspec.quoting.comment import comment
from podspec.quoting.hcl import hcl
from podspec.quoting.hcl_blocks import Argument, Block
from podspec.quoting.hcl_format import format_hcl
from podspec.quoting.hcl_tokens import IDENT
from podspec.quoting.plain import Plain


class Found(NamedTuple):
    """The attribute is there."""

    argument: Argument


class Absent(NamedTuple):
    """It is not there; `missing` are the blocks that are not there either, and last the attribute itself."""

    block: Block
    missing: tuple[str, ...]


class Refused(NamedTuple):
    """It cannot be told which one is meant, or it is none."""

    message: str
    label: str


def find(block: Block, attribute: str) -> Found | Absent | Refused:
    """Follow an attribute's path from a block; each dot leads into the one nested block of that kind."""
    parts = tuple(attribute.split("."))
    for depth, part in enumerate(parts[:-1]):
        refusal = _no_way(block, part, ".".join(parts[: depth + 1]))
        if refusal:
            return refusal
        inside = next((one for one in block.blocks if one.kind == part), None)
        if inside is None:
            return Absent(block, parts[depth:])
        block = inside
    return _at_the_end(block, parts[-1], attribute)


def _no_way(block: Block, part: str, way: str) -> Refused | None:
    """Why a part of a path leads into no one block."""
    if part in block.arguments:
        return Refused(f"{way} is no block: override it whole, with a mapping", "no block")
    if _is_dynamic(block, part):
        return Refused(f"a dynamic block makes {way}: there is no one place to change", "made by a dynamic block")
    count = sum(one.kind == part for one in block.blocks)
    return Refused(f"there are {count} blocks {way}, and no telling which", "several") if count > 1 else None


def _at_the_end(block: Block, name: str, attribute: str) -> Found | Absent | Refused:
    if name in block.arguments:
        return Found(block.arguments[name])
    if _is_dynamic(block, name) or any(one.kind == name for one in block.blocks):
        return Refused(f"{attribute} is a block: name an attribute in it, behind a dot", "a block")
    return Absent(block, (name,))


def _is_dynamic(block: Block, kind: str) -> bool:
    return any(one.kind == "dynamic" and one.labels == (kind,) for one in block.blocks)


def paths(block: Block) -> list[str]:
    """Every attribute that a block sets, with the blocks that lead to it."""
    return list(_paths(block, ""))


def _paths(block: Block, before: str) -> Iterator[str]:
    yield from (f"{before}{name}" for name in block.arguments)
    for one in block.blocks:
        if one.kind not in {"dynamic", "lifecycle"}:
            yield from _paths(one, f"{before}{one.kind}.")


def ignored(block: Block) -> frozenset[str]:
    """The attributes whose changes Terraform ignores: those that somebody else owns."""
    lifecycle = [one for one in block.blocks if one.kind == "lifecycle"]
    values = [one.arguments["ignore_changes"].value for one in lifecycle if "ignore_changes" in one.arguments]
    return frozenset(piece.text for value in values for piece in value if piece.kind == IDENT)


def replaced(text: str, argument: Argument, value: Plain, note: str) -> str:
    """Another value for an argument, below a comment.

    Raises:
        ValueError: if the value is no literal of HCL.
    """
    start, end = argument.place
    line = text.rfind("\n", 0, argument.start) + 1
    changed = f"{text[:line]}# {comment(note)}\n{text[line:start]}{hcl(value)}{text[end:]}"
    return format_hcl(changed)


def added(text: str, absent: Absent, value: Plain, note: str) -> str:
    """An attribute at the end of a block, below a comment, in the blocks that it needs.

    Raises:
        ValueError: if the value is no literal of HCL.
    """
    *around, name = absent.missing
    lines = [f"{kind} {{" for kind in around] + [f"{name} = {hcl(value)}"] + ["}"] * len(around)
    block = absent.block
    body = text[block.opening + 1 : block.closing].rstrip()
    inside = "\n".join([body if body.startswith("\n") else f"\n{body}", "", f"# {comment(note)}", *lines])
    return format_hcl(f"{text[: block.opening + 1]}{inside}\n{text[block.closing :]}")
