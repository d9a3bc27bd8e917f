"""`podspec why`: says which spec lines and template lines made an output line; and what a spec line decides."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import click

from podspec.commands.options import Sink, finish, judged_on, plural, say, sources_of
from podspec.compiler import compile_all, compile_repository
from podspec.model.compilation import Compilation
from podspec.model.exit_code import ExitCode
from podspec.model.layout import MANIFEST_FILE, PINS_FILE, REPOSITORY
from podspec.model.nearest import nearest
from podspec.model.origin import FileOrigin, Place, Reach
from podspec.model.report import Report
from podspec.model.source import Source
from podspec.pipeline import templates
from podspec.pipeline.discover import SPEC_FILE, repository_root
from podspec.pipeline.inputs import Inputs, PinInputs, SpecInputs
from podspec.pipeline.lines_on_disk import rendered_line
from podspec.pipeline.origins import Origins
from podspec.pipeline.owner import all_owners, likely_owners, look
from podspec.pipeline.pins import Pins
from podspec.pipeline.spec_values import standing_at
from podspec.pipeline.tree import Kind, Tree
from podspec.reporters import why_json
from podspec.reporters.style import style_for
from podspec.reporters.why_text import Why

_PLACE = re.compile(r"(?P<file>.+?)(?::(?P<line>[0-9]{1,9}))?(?::(?P<column>[0-9]{1,9}))?:?", re.DOTALL)


class Asked(NamedTuple):
    """What a person asks about: a file, by its path from the root, and a place in it."""

    root: Path
    path: str
    line: int | None
    column: int | None


class PlaceType(click.ParamType[Asked]):
    """`FILE`, `FILE:LINE` or `FILE:LINE:COLUMN`, as editors and `grep -n` write it."""

    name = "FILE[:LINE]"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Asked:
        """Read the place."""
        found = _PLACE.fullmatch(str(value))
        if found is None or found["line"] in {"0", "00"}:
            self.fail(f"{value!r} is no place such as generated/podinfo/scripts/release.sh:12", param, ctx)
        # The folder is resolved and the name is not: a symlink is what was asked about.
        file = Path(found["file"])
        root = repository_root(Path.cwd().resolve())
        try:
            path = (file.parent.resolve() / file.name).relative_to(root).as_posix()
        except (ValueError, RuntimeError, OSError):
            self.fail(f"{file} lies outside the repository at {root}", param, ctx)
        numbers = (int(found[part]) if found[part] else None for part in ("line", "column"))
        return Asked(root, path, *numbers)


@click.command("why")
@click.argument("place", type=PlaceType(), metavar="FILE[:LINE]")
@click.option("--all", "whole", is_flag=True, help="Show everything, however long.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print it.",
)
def command(place: Asked, form: str, *, whole: bool) -> int:
    """Say why an output line is as it is, or what a line of a spec decides.

    FILE:LINE of a generated file shows the spec's values and the template lines that made it. FILE:LINE of a
    spec, or of podspec.pins.json, shows the output lines that hang on what stands there. FILE alone asks about
    the whole file.
    """
    tree = Tree(place.root)
    if look(tree, f"{place.path}/{SPEC_FILE}").kind is Kind.FILE:  # a spec's folder stands for it, as everywhere
        place = place._replace(path=f"{place.path}/{SPEC_FILE}")
    if _is_input(tree, place.path):
        return _of_input(place, form, whole=whole)
    owner = _owner(tree, place)
    if owner.failed:
        return _findings(owner)
    origins = Origins(_inputs(owner, place.root))
    origin = origins.of_file(place.path)
    show = Why(_sources(owner), style_for(sys.stdout), whole=whole)
    if place.line is None:
        say(show.file(origin) if form == "text" else why_json.file(origin))
        return ExitCode.CLEAN
    spot = _spot(tree, origin, place.line)
    say(show.line(origin, spot) if form == "text" else why_json.line(origin, spot))
    return ExitCode.CLEAN


# -- an artifact -------------------------------------------------------------------------------------


def _owner(tree: Tree, place: Asked) -> Compilation:
    """The compilation that has the artifact, or that fails and would have to be asked.

    Raises:
        click.UsageError: if no spec of the repository renders the file.
    """
    known: list[str] = []
    likely = likely_owners(tree, place.path)
    for file in dict.fromkeys([*likely, *all_owners(tree)]):
        owner = _compiled(tree.root, file)
        paths = [artifact.path for artifact in owner.artifacts]
        if place.path in paths or (owner.failed and file in likely):
            return owner
        if place.path in owner.ejected:
            raise click.UsageError(f"{place.path} is handed over by `eject` in {file}: podspec does not render it")
        known += paths
    raise click.UsageError(_stranger(tree, place.path, known))


def _compiled(root: Path, file: str) -> Compilation:
    if file == REPOSITORY:
        return compile_repository(root)
    compiled = compile_all(root, ((root / file, file),), judged_on(None), shared=False)
    return next(one for one in compiled if one.failed or one.file == file)


def _stranger(tree: Tree, path: str, known: list[str]) -> str:
    """Why a file is no artifact, and what may have been meant."""
    if path.rpartition("/")[2] == MANIFEST_FILE:
        return f"{path} is the manifest, podspec's own record of what it wrote; ask about a file that it names"
    folder, _, name = path.rpartition("/")
    beside = [one for one in known if one.rpartition("/")[0] == folder]
    alike = [one for one in known if one.rpartition("/")[2] == name]
    near = nearest(path, alike) or nearest(path, beside) or nearest(path, known)
    meant = f"; did you mean {near}?" if near else ""
    if any(one.startswith(f"{path}/") for one in known):
        return f"{path} is a folder; name a file in it"
    there = "" if look(tree, path).kind is not Kind.NOTHING else ", and there is no such file"
    return f"{path} is no artifact: no spec of this repository renders it{there}{meant}"


def _spot(tree: Tree, origin: FileOrigin, asked: int) -> Place:
    """The rendered line that a line of the committed file is.

    Raises:
        click.UsageError: if the file has no such line.
    """
    found = look(tree, origin.path)
    on_disk = _lines(found.content) if found.kind is Kind.FILE else origin.text
    if asked > len(on_disk):
        raise click.UsageError(f"{origin.path} has {plural(len(on_disk), 'line')}")
    spot = rendered_line(on_disk, origin.text, asked)
    return Place(asked, spot.line, not spot.is_same, on_disk != origin.text, found.kind is not Kind.FILE)


def _lines(content: bytes) -> tuple[str, ...]:
    lines = content.decode(errors="replace").split("\n")
    return tuple(lines if lines[-1] else lines[:-1])


# -- a spec, or the pins -----------------------------------------------------------------------------


def _is_input(tree: Tree, path: str) -> bool:
    """True for a spec, or the repository's pins of actions."""
    name = path.rpartition("/")[2]
    return look(tree, path).kind is Kind.FILE and (name == SPEC_FILE or path == PINS_FILE)


def _of_input(place: Asked, form: str, *, whole: bool) -> int:
    compiled = _compiled(place.root, REPOSITORY if place.path == PINS_FILE else place.path)
    if compiled.failed:
        return _findings(compiled)
    reaches = list(_reaches(place, _inputs(compiled, place.root), compiled))
    if form == "json":
        say(why_json.reaches(reaches))
        return ExitCode.CLEAN
    show = Why(_sources(compiled), style_for(sys.stdout), whole=whole)
    say(show.reaches(reaches) if place.line is not None else show.summary(reaches))
    return ExitCode.CLEAN


def _reaches(place: Asked, inputs: Inputs, compiled: Compilation) -> Iterator[Reach]:
    """What the values on a line decide, or every single one of the file.

    Raises:
        click.UsageError: if the file has no such line, or the line has nothing on it that decides anything.
    """
    if place.line is None:
        written = [one for one in inputs.values if one.node and one.node.file == place.path]
        chosen = tuple(one for one in written if not any(other.path[:-1] == one.path for other in written))
    else:
        count = len(_lines(compiled.source.text.encode())) if compiled.source else 0
        if place.line > count:
            raise click.UsageError(f"{place.path} has {plural(count, 'line')}")
        chosen = standing_at(inputs.values, place.path, place.line, place.column)
    if not chosen:
        raise click.UsageError(f"{place.path}:{place.line} holds no value: it is a comment, or blank")
    origins = Origins(inputs)
    yield from (origins.of_value(one) for one in chosen)


# -- both --------------------------------------------------------------------------------------------


def _inputs(compiled: Compilation, root: Path) -> Inputs:
    return SpecInputs(compiled) if compiled.is_spec else PinInputs(Pins(root))


def _sources(compiled: Compilation) -> dict[str, Source]:
    """The files that an answer may quote: the spec, its policy, and the templates."""
    texts = {f"templates/{name}": text for name, text in templates.texts().items()}
    return sources_of([compiled]) | {file: Source(file, text) for file, text in texts.items()}


def _findings(compiled: Compilation) -> int:
    """A spec with errors renders nothing that could be asked about."""
    sources = sources_of([compiled])
    run = Report("why", (compiled.file,), findings=compiled.diagnostics, sources=sources)
    return finish(run, (Sink("text", None),), strict=False)
