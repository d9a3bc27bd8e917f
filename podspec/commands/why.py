"""`podspec why`: says which spec lines and template lines made an output line; and what a spec line decides."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

import click

from podspec.commands.options import Sink, finish, judged_on, plural, say, sources_of
from podspec.commands.place import Asked, PlaceType
from podspec.compiler import compile_all, compile_repository
from podspec.model.compilation import Compilation
from podspec.model.exit_code import ExitCode
from podspec.model.layout import MANIFEST_FILE, PINS_FILE, POLICY_FILE, REPOSITORY
from podspec.model.nearest import nearest
from podspec.model.origin import FileOrigin, Place, Reach, Value
from podspec.model.report import Report
from podspec.model.source import Source
from podspec.pipeline import templates
from podspec.pipeline.discover import SPEC_FILE
from podspec.pipeline.inputs import Inputs, PinInputs, SpecInputs
from podspec.pipeline.lines_on_disk import rendered_line
from podspec.pipeline.origins import Origins
from podspec.pipeline.owner import all_owners, likely_owners, look
from podspec.pipeline.parallel import spread
from podspec.pipeline.pins import Pins
from podspec.pipeline.spec_values import standing_at
from podspec.pipeline.tree import Tree
from podspec.pipeline.way import Kind
from podspec.reporters import why_json
from podspec.reporters.reach_text import Reaches
from podspec.reporters.style import style_for
from podspec.reporters.why_text import Why


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
    spec, of the policy or of podspec.pins.json shows the output lines that hang on what stands there. FILE alone
    asks about the whole file.
    """
    tree = Tree(place.root)
    inside = f"{place.path}/{SPEC_FILE}"
    if look(tree, inside).kind is Kind.FILE:  # a spec's folder stands for the spec, as everywhere
        place = place._replace(path=inside)
    if _is_input(tree, place.path):
        return _of_input(tree, place, form, whole=whole)
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
    if any(one.startswith(f"{path}/") for one in known) or (tree.root / path).is_dir():
        return f"{path} is a folder; name a file in it"
    file, _, line = path.rpartition(":")
    if file and look(tree, file).kind is Kind.FILE:
        return f"{line!r} is no line of {file}: lines are numbers, such as {file}:1"
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
        raise click.UsageError(_beyond(origin.path, asked, len(on_disk)))
    spot = rendered_line(on_disk, origin.text, asked)
    return Place(asked, spot.line, not spot.is_same, on_disk != origin.text, found.kind is not Kind.FILE)


def _beyond(path: str, asked: int, count: int) -> str:
    return f"there is no line {asked}: {path} has {plural(count, 'line')}"


def _lines(content: bytes) -> tuple[str, ...]:
    lines = content.decode(errors="replace").split("\n")
    return tuple(lines if lines[-1] else lines[:-1])


# -- a spec, the policy, or the pins -----------------------------------------------------------------


def _is_input(tree: Tree, path: str) -> bool:
    """True for a spec, and for what else the repository says."""
    name = path.rpartition("/")[2]
    return look(tree, path).kind is Kind.FILE and (name == SPEC_FILE or path in {PINS_FILE, POLICY_FILE})


def _of_input(tree: Tree, place: Asked, form: str, *, whole: bool) -> int:
    compiled = [_compiled(place.root, file) for file in _compiled_from(tree, place.path)]
    failed = next((one for one in compiled if one.failed), None)
    if failed:
        return _findings(failed)
    reaches = _reaches(place, compiled)
    if form == "json":
        say(why_json.reaches(reaches))
        return ExitCode.CLEAN
    sources = {file: source for one in compiled for file, source in _sources(one).items()}
    show = Reaches(sources, style_for(sys.stdout), whole=whole)
    say(show.reaches(reaches) if place.line is not None else show.summary(reaches))
    return ExitCode.CLEAN


def _compiled_from(tree: Tree, path: str) -> list[str]:
    """What is compiled from a file: a spec alone, or, from the policy, every spec."""
    if path == POLICY_FILE:
        return [one for one in all_owners(tree) if one != REPOSITORY]
    return [REPOSITORY if path == PINS_FILE else path]


def _reaches(place: Asked, compiled: list[Compilation]) -> list[Reach]:
    """What the values on a line decide, or every single one of the file.

    Raises:
        click.UsageError: if the file has no such line, or the line has nothing on it that decides anything.
    """
    source = sources_of(compiled).get(place.path)
    lines = _lines(source.text.encode()) if source else ()
    if (place.line or 0) > len(lines):
        raise click.UsageError(_beyond(place.path, place.line or 0, len(lines)))
    reaches: dict[str, Reach] = {}
    for one in compiled:
        inputs = _inputs(one, place.root)
        for reach in spread(Origins(inputs).of_value, _chosen(inputs, place)):
            name = reach.value.name
            reaches[name] = reaches[name] | reach if name in reaches else reach
    if not reaches:
        raise click.UsageError(_nothing(place, lines))
    return list(reaches.values())


def _nothing(place: Asked, lines: Sequence[str]) -> str:
    """That no value stands in a place, and what stands there instead."""
    if place.line is None:
        return f"{place.path} holds no value that decides anything"
    text = lines[place.line - 1].strip()
    what = "is empty" if not text else "is a comment" if text.startswith("#") else "holds no value"
    return f"{place.path}:{place.line} {what}: it decides nothing in the output"


def _chosen(inputs: Inputs, place: Asked) -> tuple[Value, ...]:
    if place.line is not None:
        return standing_at(inputs.values, place.path, place.line, place.column)
    written = [one for one in inputs.values if one.node and one.node.file == place.path]
    return tuple(one for one in written if not any(other.path[:-1] == one.path for other in written))


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
