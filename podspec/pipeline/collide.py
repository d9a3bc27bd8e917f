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
    for diagnostic in (*_same_paths(compilations), *_same_foundations(compilations)):
        found[diagnostic.primary.file].append(diagnostic)
    return [_with(one, found[one.file]) for one in compilations]


def _with(one: Compilation, found: list[Diagnostic]) -> Compilation:
    return replace(one, diagnostics=tidy([*one.diagnostics, *found])) if found else one


def _same_paths(compilations: list[Compilation]) -> Iterator[Diagnostic]:
    owners: dict[str, Compilation] = {}
    for one in compilations:
        for artifact in one.artifacts:
            first = owners.setdefault(artifact.path, one)
            if first is not one:
                yield _path_twice(first, one, artifact.path)
                break


def _path_twice(first: Compilation, second: Compilation, path: str) -> Diagnostic:
    directory = output_directory(second.spec) if second.spec else ""
    return Diagnostic(
        "PS281",
        Severity.ERROR,
        f"two specs write {path}",
        _label(second, ("output", "directory"), ("service", "name"), text="this spec and"),
        (_label(first, ("output", "directory"), ("service", "name"), text="this one write the same path"),),
        f"give one of them another service.name, or another output.directory than {directory}",
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
