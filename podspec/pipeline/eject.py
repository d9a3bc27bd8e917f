"""Takes out of a compilation the files that its spec hands over, and says which of these cannot be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from podspec.model.compilation import Compilation
from podspec.model.diagnostic import Diagnostic, Finding, Severity, tidy
from podspec.model.layout import manifest_path, repository_path
from podspec.model.nearest import nearest
from podspec.pipeline.compare import look_or_none
from podspec.pipeline.lint import place
from podspec.pipeline.tree import Tree
from podspec.pipeline.way import Kind

_ATTRIBUTES = ".gitattributes"


def eject(compilation: Compilation) -> Compilation:
    """Leave out the artifacts that the spec hands over; a path that is none of them is a finding."""
    found = tuple(_place(compilation, one) for one in _refusals(compilation))
    kept = tuple(one for one in compilation.artifacts if one.path not in compilation.ejected)
    return replace(compilation, artifacts=kept, diagnostics=tidy([*compilation.diagnostics, *found]))


def absent(compilations: Iterable[Compilation], tree: Tree) -> list[Compilation]:
    """Add a finding for each file that is handed over and not there: nobody would render it."""
    return [replace(one, diagnostics=tidy([*one.diagnostics, *_absences(one, tree)])) for one in compilations]


def _refusals(compilation: Compilation) -> Iterator[Finding]:
    """The paths that cannot be handed over, and those that are named twice."""
    rendered = [one.path for one in compilation.artifacts]
    paths = compilation.spec.eject if compilation.spec else ()
    for index, path in enumerate(paths):
        if path in paths[:index]:
            yield _finding(index, f"{path} is handed over twice", "here again", "take one of them out")
        elif path not in rendered:
            yield _finding(
                index, f"podspec renders no {path}", "not rendered", _why_not(path, compilation, rendered)
            )
        elif path.rpartition("/")[2] == _ATTRIBUTES:
            message = f"{path} cannot be handed over"
            yield _finding(index, message, "podspec's own", "without it git may change the files beside it")


def _why_not(path: str, compilation: Compilation, rendered: list[str]) -> str:
    """What is wrong with a path that is no artifact of this spec, and what was probably meant."""
    if path in _of_the_repository():
        return "it belongs to all specs of the repository, so that none of them can hand it over"
    if path == manifest_path(compilation.file):
        return "the manifest is podspec's own record of what it wrote"
    below = f"{compilation.directory}/{path}"
    if below in rendered:
        return f"paths begin at the repository's root: {below}"
    if any(one.startswith(f"{path}/") for one in rendered):
        return "it is a folder: name its files, one by one"
    meant = _near(path, rendered)
    return f"did you mean {meant}?" if meant else "name a path as `podspec check` prints it"


def _of_the_repository() -> set[str]:
    from podspec.components import COMPONENTS

    return {repository_path(template) for component in COMPONENTS for template in component.repository}


def _near(path: str, rendered: list[str]) -> str | None:
    """The artifact that is probably meant: one of the same name, or any other."""
    name = path.rpartition("/")[2]
    alike = [one for one in rendered if one.rpartition("/")[2] == name]
    return nearest(path, alike) or nearest(path, rendered)


def _absences(compilation: Compilation, tree: Tree) -> Iterator[Diagnostic]:
    for index, path in enumerate(compilation.spec.eject if compilation.spec else ()):
        found = look_or_none(tree, path)
        if not compilation.failed and (found is None or found.kind in {Kind.NOTHING, Kind.FOLDER}):
            message = f"{path} is handed over, and there is no such file"
            cure = "put the file back, or take the line out and let `podspec render` write it"
            yield _place(compilation, _finding(index, message, "nothing there", cure))


def _finding(index: int, message: str, label: str, cure: str) -> Finding:
    return Finding(("eject", index), message, label, help=cure)


def _place(compilation: Compilation, finding: Finding) -> Diagnostic:
    if compilation.tree is None:
        raise ValueError("a spec that was compiled has a tree")
    return place(finding, "PS403", Severity.ERROR, compilation.tree)
