"""Compiles specs for tests, in a folder of their own."""

from datetime import date
from pathlib import Path

from specimens import with_blocks

from podspec.compiler import compile_all, compile_spec
from podspec.model.compilation import Compilation

AS_OF = date(2026, 11, 23)


def compiled(folder: Path, blocks: str = "", name: str = "service.yaml") -> Compilation:
    """One spec, compiled; `blocks` take the place of those of the base spec."""
    path = folder / name.replace("/", "-")
    path.write_text(_without_network(blocks), "utf-8")
    return compile_spec(path, name, AS_OF)


def compiled_together(folder: Path, *blocks: str) -> list[Compilation]:
    """Several specs, compiled side by side, called specs/0, specs/1 and so on."""
    specs = []
    for number, text in enumerate(blocks):
        path = folder / f"{number}.yaml"
        path.write_text(_without_network(text), "utf-8")
        specs.append((path, f"specs/{number}/service.yaml"))
    return [one for one in compile_all(folder, tuple(specs), AS_OF) if one.spec]


def _without_network(blocks: str) -> str:
    """The base spec without its network, which only targets in a VPC need."""
    return with_blocks(blocks).replace("    network: {cidr: 10.10.0.0/16}\n", "")
