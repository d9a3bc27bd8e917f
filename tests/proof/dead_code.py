"""Finds what a tree of Terraform declares and nothing uses, as tflint's rules on unused declarations do."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from proof import hcl

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Name = tuple[str, ...]


def findings(trees: Iterable[Path]) -> set[str]:
    """What is dead in these trees: in a folder by itself, or of a module in all the roots that call it."""
    folders = [folder for tree in trees for folder in _folders(tree)]
    alone = {f"{_place(folder)}: {what}" for folder in folders for what in _dead_alone(folder)}
    return alone | set(_dead_of_modules(folders))


def _folders(tree: Path) -> list[Path]:
    return sorted({path.parent for path in tree.rglob("*.tf") if ".terraform" not in path.parts})


def _place(folder: Path) -> str:
    """Where a folder is in its tree; the same module in two trees is the same place."""
    parts = folder.parts
    return "/".join(parts[parts.index("terraform") + 1 :])


def _dead_alone(folder: Path) -> Iterator[str]:
    blocks = hcl.read(folder)
    used = _used(blocks)
    for declared in sorted(_declared(blocks) - used):
        yield f"{'.'.join(declared)} is used nowhere"
    for provider in sorted(_required(blocks) - _provided_for(folder)):
        yield f"provider {provider} is required and has nothing to do"


def _declared(blocks: Iterable[hcl.Block]) -> set[Name]:
    """What has to be used in the folder in which it is declared."""
    names: set[Name] = set()
    for block in blocks:
        if block.kind == "variable":
            names.add(("var", *block.labels))
        elif block.kind == "data":
            names.add(("data", *block.labels))
        elif block.kind == "locals":
            names |= {("local", name) for name in block.arguments}
        elif block.kind == "provider" and "alias" in block.arguments:
            names.add((*block.labels, block.arguments["alias"][0][1].strip('"')))
    return names


def _used(blocks: Iterable[hcl.Block]) -> set[Name]:
    """The first two, and the first three, names of every reference; a variable's own checks do not use it."""
    found: set[Name] = set()
    for block in blocks:
        refer = {one for one in block.references if ("var", *block.labels) != one[:2] or block.kind != "variable"}
        found |= {one[:length] for one in refer for length in (2, 3)}
    return found


def _required(blocks: Iterable[hcl.Block]) -> set[str]:
    return {
        provider
        for block in blocks
        for inner in block.blocks
        if (block.kind, inner.kind) == ("terraform", "required_providers")
        for provider in inner.arguments
    }


def _provided_for(folder: Path) -> set[str]:
    """The providers of what stands in a folder, and in the modules that it calls."""
    blocks = hcl.read(folder)
    own = {block.labels[0].partition("_")[0] for block in blocks if block.kind in {"resource", "data"}}
    return own.union(*(_provided_for(module) for module in _modules(folder, blocks).values()))


def _modules(folder: Path, blocks: Iterable[hcl.Block]) -> dict[str, Path]:
    """Folders of the modules that are called, by the name of the call."""
    return {
        block.labels[0]: (folder / block.arguments["source"][0][1].strip('"')).resolve()
        for block in blocks
        if block.kind == "module"
    }


@dataclass
class _Calls:
    """What all callers of one module give it and take from it."""

    given: set[str] = field(default_factory=set)
    taken: set[str] = field(default_factory=set)
    has: set[str] = field(default_factory=set)
    accepts: set[str] = field(default_factory=set)


def _dead_of_modules(folders: Iterable[Path]) -> Iterator[str]:
    calls: dict[str, _Calls] = defaultdict(_Calls)
    for folder in folders:
        _note_calls(folder, calls)
    for place, call in sorted(calls.items()):
        yield from (f"{place}: output {name} goes nowhere" for name in sorted(call.has - call.taken))
        yield from (f"{place}: variable {name} is set by nobody" for name in sorted(call.accepts - call.given))


def _note_calls(folder: Path, calls: dict[str, _Calls]) -> None:
    blocks = hcl.read(folder)
    for block in blocks:
        if block.kind == "module":
            module = _modules(folder, [block])[block.labels[0]]
            interface = hcl.read(module)
            call = calls[_place(module)]
            call.has |= {one.labels[0] for one in interface if one.kind == "output"}
            call.accepts |= {one.labels[0] for one in interface if one.kind == "variable"}
            call.given |= block.arguments.keys()
            call.taken |= _taken(("module", *block.labels), blocks, call.has)


def _taken(module: Name, blocks: Iterable[hcl.Block], outputs: set[str]) -> set[str]:
    """The outputs that are used: those that are named, or all where the module is used as a whole."""
    uses = [one for block in blocks for one in block.references if one[:2] == module]
    return outputs if module in uses else {one[2] for one in uses}
