"""Renders specs into a folder, so that proofs see what the templates give today."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from full import Spec, as_yaml
from specimens import with_blocks

from podspec.compiler import compile_spec

if TYPE_CHECKING:
    from pathlib import Path

_AS_OF = date(2026, 11, 23)


def render(blocks: str, folder: Path) -> Path:
    """Write what the base spec with these blocks renders to; gives the output's `terraform` folder."""
    return _render(with_blocks(blocks), folder)


def render_spec(spec: Spec, folder: Path) -> Path:
    """Write what a whole spec renders to; gives the output's `terraform` folder."""
    return _render(as_yaml(spec), folder)


def artifacts(spec: Spec, folder: Path) -> dict[str, str]:
    """What a whole spec renders to, by path, without writing it; `folder` takes the spec itself."""
    return {path: content.decode() for path, content in _compiled(as_yaml(spec), folder).items()}


def _render(text: str, folder: Path) -> Path:
    for name, content in _compiled(text, folder).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    (terraform,) = (folder / "generated").glob("*/terraform")
    return terraform


def _compiled(text: str, folder: Path) -> dict[str, bytes]:
    spec = folder / "service.yaml"
    spec.write_text(text, "utf-8")
    compiled = compile_spec(spec, "service.yaml", _AS_OF)
    assert compiled.artifacts, compiled.diagnostics
    return {artifact.path: artifact.content for artifact in compiled.artifacts}
