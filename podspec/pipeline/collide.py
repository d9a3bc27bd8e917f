"""Finds what two specs cannot both have: an output path, or the making of one account's singletons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from podspec.model.compilation import Compilation
from podspec.model.diagnostic import Diagnostic, Label, Severity, tidy
from podspec.model.layout import output_directory
from podspec.model.source import locate


def collide(compilations: list[Compilation]) -> list[Compilation]:
    """Add to each compilation the findings that it has only beside the others."""
    found: dict[str, list[Diagnostic]] = {one.file: [] for one in compilations}
    for diagnostic in (
        *_over_themselves(compilations),
        *_nested(compilations),
        *_same_paths(compilations),
        *_same_foundations(compilations),
    ):
        found[diagnostic.primary.file].append(diagnostic)
    return [_with(one, found[one.file]) for one in compilations]


def _with(one: Compilation, found: list[Diagnostic]) -> Compilation:
    return replace(one, diagnostics=tidy([*one.diagnostics, *found])) if found else one


def _over_themselves(compilations: list[Compilation]) -> Iterator[Diagnostic]:
    """Specs that stand in their own output directory, where each would be a stranger to podspec."""
    for one in compilations:
        if one.spec and _below(one.file, output_directory(one.spec)):
            message = "output.directory holds the spec itself"
            label = _label(one, ("output", "directory"), text="podspec owns this directory whole")
            yield Diagnostic("PS282", Severity.ERROR, message, label, help="choose a directory of its own")


def _nested(compilations: list[Compilation]) -> Iterator[Diagnostic]:
    """Output directories that are one, or one in the other, also where the file system ignores case."""
    ordered = sorted(
        (f"{output_directory(one.spec).casefold()}/", one.file, one) for one in compilations if one.spec
    )
    outer: tuple[str, Compilation] | None = None
    for directory, _, one in ordered:
        if outer and directory.startswith(outer[0]):
            yield _path_twice(outer[1], one, one.directory or "")
        else:
            outer = (directory, one)


def _same_paths(compilations: list[Compilation]) -> Iterator[Diagnostic]:
    """Workflows of one name: their directory is shared, and the file system may ignore case."""
    owners: dict[str, Compilation] = {}
    for one in sorted(compilations, key=lambda one: one.file):
        for artifact in one.artifacts:
            first = owners.setdefault(artifact.path.casefold(), one)
            if first is not one and not _share_directory(first, one):
                yield _path_twice(*((first, one) if one.spec else (one, first)), artifact.path)
                break


def _share_directory(first: Compilation, second: Compilation) -> bool:
    """Whether the collision of the two is told already, as one of directories."""
    inner, outer = (f"{one.directory}/".casefold() for one in (first, second))
    return bool(first.directory and second.directory) and (inner.startswith(outer) or outer.startswith(inner))


def _below(path: str, directory: str) -> bool:
    return path.casefold().startswith(f"{directory.casefold()}/")


def _path_twice(first: Compilation, second: Compilation, path: str) -> Diagnostic:
    return Diagnostic(
        "PS281",
        Severity.ERROR,
        f"two specs write to {path}",
        _label(second, ("output", "directory"), ("service", "name"), text="this spec and"),
        (_label(first, ("output", "directory"), ("service", "name"), text="this one write there"),),
        "give one of them another service.name, or another output.directory",
    )


def _same_foundations(compilations: list[Compilation]) -> Iterator[Diagnostic]:
    makers: dict[str, Compilation] = {}
    for one in compilations:
        if one.spec is None or one.spec.foundation != "create":
            continue
        for account in dict.fromkeys(resolved.environment.account for resolved in one.resolved):
            first = makers.setdefault(account, one)
            if first is not one:
                yield _foundation_twice(first, one, account)
                break


def _foundation_twice(first: Compilation, second: Compilation, account: str) -> Diagnostic:
    return Diagnostic(
        "PS280",
        Severity.ERROR,
        f"two specs create the singletons of account {account}",
        _label(second, ("foundation",), ("service", "name"), text="this spec and"),
        (_label(first, ("foundation",), ("service", "name"), text="this one create them"),),
        "write `foundation: existing` in one of them",
    )


def _label(one: Compilation, *paths: tuple[str, ...], text: str) -> Label:
    """The first of some paths that the spec writes."""
    for path in paths:
        place = locate(one.tree, path) if one.tree else None
        if place and place.depth == len(path):
            return Label(one.file, place.value, text)
    return Label(one.file, None, text)
