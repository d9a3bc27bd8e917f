"""The main path: one spec goes through the stages, as far as its findings let it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from podspec.model.compilation import Compilation
from podspec.model.diagnostic import Diagnostic, has_errors, tidy
from podspec.model.layout import REPOSITORY
from podspec.pipeline.lint import lint
from podspec.pipeline.parse import parse
from podspec.pipeline.read import read
from podspec.pipeline.resolve import resolve
from podspec.pipeline.validate import validate

if TYPE_CHECKING:
    from podspec.pipeline.collide import Neighbour


def analyse(path: Path, file: str, as_of: date) -> Compilation:
    """Read and judge the spec at `path`, called `file` in findings. Renders nothing.

    Raises:
        OSError: if the spec cannot be read.
    """
    source, found = read(path, file)
    if source is None:
        return Compilation(file, found)
    tree, found = parse(source)
    if tree is None or has_errors(found):
        return Compilation(file, tidy(found), source, tree)
    spec, misfits = validate(tree, file)
    resolved, more_misfits = resolve(tree, file, misfits)
    if spec is None or resolved is None:
        return Compilation(file, tidy([*misfits, *more_misfits]), source, tree)
    findings: list[Diagnostic] = list(lint(spec, resolved, tree, file, as_of))
    return Compilation(file, tidy(findings), source, tree, spec, resolved)


def compile_spec(path: Path, file: str, as_of: date) -> Compilation:
    """Compile the spec at `path` to its artifacts, in memory. A spec with errors has none."""
    from podspec.pipeline.lower import lower
    from podspec.pipeline.render import render

    analysed = analyse(path, file, as_of)
    if analysed.spec is None or analysed.failed:
        return analysed
    lowered = lower(analysed.spec, tuple(one.environment for one in analysed.resolved), file)
    return replace(analysed, artifacts=tuple(render(lowered.jobs)), values=lowered.values)


def compile_repository(root: Path) -> Compilation:
    """Compile what the repository at `root` has once, for all its specs: the workflows that they share.

    Raises:
        OSError: if the repository's pins of actions cannot be read.
    """
    from podspec.pipeline.lower import lower_repository
    from podspec.pipeline.pins import Pins
    from podspec.pipeline.render import render

    pins = Pins(root)
    compilation = Compilation(REPOSITORY, pins.diagnostics, pins.source, pins.tree)
    if compilation.failed:
        return compilation
    lowered = lower_repository(pins.table)
    return replace(compilation, artifacts=tuple(render(lowered.jobs)), values=lowered.values)


def compile_all(
    root: Path,
    specs: tuple[tuple[Path, str], ...],
    as_of: date,
    *,
    shared: bool | None = None,
    neighbours: Iterable[Neighbour] = (),
) -> list[Compilation]:
    """Compile several specs, and judge what only shows when they stand side by side.

    `shared` asks for what the repository has once, by default whenever there is a spec; `neighbours` are specs
    that are not compiled, and that these may not collide with.
    """
    from podspec.pipeline.collide import collide

    compiled = [compile_spec(path, file, as_of) for path, file in specs]
    if shared if shared is not None else compiled:
        compiled.append(compile_repository(root))
    return collide(compiled, neighbours)
