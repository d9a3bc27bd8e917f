"""Renders specimens of specs into a folder, so that proofs see what the templates give today."""

from datetime import date
from pathlib import Path

from specimens import with_blocks

from podspec.compiler import compile_spec

_AS_OF = date(2026, 11, 23)


def render(blocks: str, folder: Path) -> Path:
    """Write what the base spec with these blocks renders to; gives the output's `terraform` folder."""
    spec = folder / "service.yaml"
    spec.write_text(with_blocks(blocks))
    compiled = compile_spec(spec, "service.yaml", _AS_OF)
    assert compiled.artifacts, compiled.diagnostics
    for artifact in compiled.artifacts:
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.content)
    (terraform,) = (folder / "generated").glob("*/terraform")
    return terraform
