"""Builds what the floor runs on: its spec, the models and the compiled templates derived from it.

Run as `python -m floor.build FOLDER COUNT`.
"""

from __future__ import annotations

import marshal
import sys
from pathlib import Path

from floor.environment import environment
from floor.models import models_source
from floor.shape import Block, shape_of
from floor.templates import templates_of
from ruamel.yaml import YAML

SPEC = Path(__file__).with_name("service.yaml")


def build(folder: Path, artifacts: int) -> str:
    """Write the workload that renders `artifacts` files into `folder`; its size is returned in words."""
    text = SPEC.read_text(encoding="utf-8")
    spec = shape_of(YAML(typ="safe").load(text))
    (folder / SPEC.name).write_text(text, encoding="utf-8")
    (folder / "models.py").write_text(models_source(spec), encoding="utf-8")
    (folder / "templates.marshal").write_bytes(_compiled(spec, artifacts))
    blocks = list(spec.all_blocks())
    fields = sum(len(block.fields) for block in blocks)
    return f"{len(text.splitlines())} lines of YAML, {len(blocks)} models with {fields} fields"


def _compiled(spec: Block, count: int) -> bytes:
    """The code objects of all templates in one bundle, as a release of a tool would ship them."""
    jinja = environment()
    codes = {path: jinja.compile(text, path, path) for path, text in templates_of(spec, count).items()}
    return marshal.dumps(codes)


if __name__ == "__main__":
    print(build(Path(sys.argv[1]), int(sys.argv[2])))
