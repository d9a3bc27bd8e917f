"""`podspec show`: prints a resolved spec, and where each value comes from."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from podspec.commands.options import Sink, finish, judged_on, say, sources_of, workspace
from podspec.compiler import analyse_all
from podspec.model.compilation import Compilation
from podspec.model.environment import Resolved
from podspec.model.report import Report
from podspec.model.source import Path as NodePath
from podspec.model.source import locate
from podspec.quoting.yaml import yaml
from podspec.reporters.excerpt import visible


@click.command("show")
@click.argument("spec", required=False, type=click.Path(path_type=Path))
@click.option("--env", "environment", metavar="NAME", help="Only this environment.")
@click.option("--origin", is_flag=True, help="Say behind each value where it comes from.")
def command(spec: Path | None, environment: str | None, *, origin: bool) -> int:
    """Print a resolved spec: each environment with its overlay applied and every default filled in."""
    there = workspace((spec,) if spec else ())
    if len(there.specs) > 1:
        raise click.UsageError(f"name one of {', '.join(file for _, file in there.specs)}")
    analysed = analyse_all(there.root, there.specs, judged_on(None))[-1]
    if analysed.failed:
        run = Report("show", (analysed.file,), findings=analysed.diagnostics, sources=sources_of([analysed]))
        return finish(run, (Sink("text", None),), strict=False)
    for one in _chosen(analysed, environment):
        say("".join(f"{visible(line)}\n" for line in _document(one, analysed, origin=origin)))
    return 0


def _chosen(analysed: Compilation, environment: str | None) -> list[Resolved]:
    chosen = [one for one in analysed.resolved if environment in {None, one.environment.name}]
    if not chosen:
        names = ", ".join(one.environment.name for one in analysed.resolved)
        raise click.UsageError(f"{environment!r} is no environment of {analysed.file}; there are {names}")
    return chosen


def _document(one: Resolved, analysed: Compilation, *, origin: bool) -> Iterator[str]:
    """One environment as a YAML document."""
    yield "---"
    lines = list(_block(one.environment.model_dump(mode="json", by_alias=True), (), 0))
    column = max(len(text) for text, _ in lines) + 2
    for text, path in lines:
        yield f"{text:<{column}}# {_origin(one, analysed, path)}" if origin and path else text


def _block(value: dict[str, Any], path: NodePath, indent: int) -> Iterator[tuple[str, NodePath]]:
    """The lines of a mapping, each leaf with its path; mappings in blocks, lists in one line."""
    for key, inside in value.items():
        lead = f"{'  ' * indent}{yaml(key)}:"
        if isinstance(inside, dict) and inside:
            yield lead, ()
            yield from _block(inside, (*path, key), indent + 1)
        else:
            yield f"{lead} {yaml(inside)}", (*path, key)


def _origin(one: Resolved, analysed: Compilation, path: NodePath) -> str:
    """Where a value stands, and whether that is in the overlay; `default` if it is not written anywhere."""
    found = locate(one.tree, path)
    if found.depth < len(path):
        return "default"
    line = f"{found.file}:{found.value.line}"
    return f"{line} ({one.environment.name})" if analysed.is_of_environment(one.environment.name, found) else line
