"""Finds what two specs cannot both have: an output path, or the making of one account's singletons."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from typing import NamedTuple

from podspec.model.compilation import Compilation
from podspec.model.diagnostic import Diagnostic, Label, Severity, tidy
from podspec.model.layout import output_directory
from podspec.model.source import locate

#: What the singletons of an account stand in, below the output directory of the spec that creates them.
_ACCOUNT = re.compile(r"(?:^|/)terraform/accounts/([0-9]{12})/")


class Neighbour(NamedTuple):
    """A spec that this run does not compile: what it once wrote tells what it has."""

    file: str
    paths: tuple[str, ...]

    @property
    def accounts(self) -> frozenset[str]:
        """The accounts whose singletons it creates."""
        return frozenset(match[1] for path in self.paths if (match := _ACCOUNT.search(path)))


def collide(compilations: list[Compilation], neighbours: Iterable[Neighbour] = ()) -> list[Compilation]:
    """Add to each compilation the findings that it has only beside the others, and beside its neighbours.

    Of many paths that it cannot have, or accounts, the first is named.
    """
    found: dict[str, list[Diagnostic]] = {one.file: [] for one in compilations}
    for diagnostic in (
        *_over_themselves(compilations),
        *_nested(compilations),
        *_same_paths(compilations),
        *_same_foundations(compilations),
        *_beside(compilations, neighbours),
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
        ejected = () if one.failed else sorted(one.ejected)
        for path in (*one.paths, *ejected):
            first = owners.setdefault(path.casefold(), one)
            if first is not one and not _share_directory(first, one):
                yield _path_twice(*((first, one) if one.spec else (one, first)), path)


def _share_directory(first: Compilation, second: Compilation) -> bool:
    """Whether the collision of the two is told already, as one of directories."""
    inner, outer = (f"{one.directory or ''}/".casefold() for one in (first, second))
    return inner.startswith(outer) or outer.startswith(inner)


def _below(path: str, directory: str) -> bool:
    return path.casefold().startswith(f"{directory.casefold()}/")


def _beside(compilations: list[Compilation], neighbours: Iterable[Neighbour]) -> Iterator[Diagnostic]:
    """What a spec of this run has, and a spec that is not compiled has already."""
    owners = {path.casefold(): one for one in compilations if one.spec for path in one.paths}
    directories = {one.directory.casefold(): one for one in compilations if one.directory}
    makers = {account: one for one in compilations for account in _foundations(one)}
    owner_of_folder = cache(partial(_owner_of_folder, directories))
    for neighbour in neighbours:
        for path in neighbour.paths:
            folded = path.casefold()
            one = owners.get(folded) or owner_of_folder(folded.rpartition("/")[0])
            if one:
                yield _path_twice(neighbour, one, path)
        for account in sorted(neighbour.accounts & makers.keys()):
            yield _foundation_twice(neighbour, makers[account], account)


def _owner_of_folder(directories: dict[str, Compilation], folder: str) -> Compilation | None:
    """Whose output directory a folder is, or lies in."""
    above = (folder[:at] for at, letter in enumerate(f"{folder}/") if letter == "/")
    return next((directories[one] for one in above if one in directories), None)


def _path_twice(first: Compilation | Neighbour, second: Compilation, path: str) -> Diagnostic:
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
        for account in _foundations(one):
            first = makers.setdefault(account, one)
            if first is not one:
                yield _foundation_twice(first, one, account)


def _foundations(one: Compilation) -> tuple[str, ...]:
    """The accounts whose singletons a spec creates."""
    if one.spec is None or one.spec.foundation != "create":
        return ()
    return tuple(dict.fromkeys(resolved.environment.account for resolved in one.resolved))


def _foundation_twice(first: Compilation | Neighbour, second: Compilation, account: str) -> Diagnostic:
    return Diagnostic(
        "PS280",
        Severity.ERROR,
        f"two specs create the singletons of account {account}",
        _label(second, ("foundation",), ("service", "name"), text="this spec and"),
        (_label(first, ("foundation",), ("service", "name"), text="this one create them"),),
        "write `foundation: existing` in one of them",
    )


def _label(one: Compilation | Neighbour, *paths: tuple[str, ...], text: str) -> Label:
    """The first of some paths that the spec writes; the whole file of one that is not compiled."""
    tree = None if isinstance(one, Neighbour) else one.tree
    for path in paths:
        place = locate(tree, path) if tree else None
        if place and place.depth == len(path) and place.file == one.file:
            return Label(one.file, place.value, text)
    return Label(one.file, None, text)
