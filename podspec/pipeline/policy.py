"""Reads the policy of a repository, and judges the policy itself before it may judge any spec."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from podspec.model.compilation import Compilation
from podspec.model.diagnostic import Diagnostic, Label, Severity, has_errors, tidy
from podspec.model.environment import Environment
from podspec.model.layout import POLICY_FILE, POLICY_FILES
from podspec.model.policy import Defaults, Policy, PolicyFile
from podspec.model.source import Entry, Mapping, Scalar, Source, locate
from podspec.model.source import Path as NodePath
from podspec.model.spec import Spec
from podspec.model.spec.environments import EnvironmentBlock
from podspec.pipeline.defaults import other_kinds
from podspec.pipeline.parse import parse
from podspec.pipeline.policy_questions import faults
from podspec.pipeline.read import read
from podspec.pipeline.resolve import merge_entry, merge_environment
from podspec.pipeline.shape import Model, fit

_ENVIRONMENT_NAME = re.compile(r"\*|[a-z][a-z0-9]{1,9}")
#: What a spec can only say for itself, and why.
_OWN_TO_A_SPEC = {
    ("version",): "each file names the version of its own language",
    ("accept",): "what a spec breaks it accepts itself; a rule can be `acceptable: true`",
    ("service", "name"): "two services cannot have one name",
    ("output", "directory"): "two specs cannot share a directory",
}


def read_policy(root: Path, as_of: date) -> Compilation:
    """Read the policy of the repository at `root`, which has one, or a file that was meant to be one.

    Raises:
        OSError: if the file cannot be read.
    """
    misnamed = next((name for name in POLICY_FILES if name != POLICY_FILE and os.path.lexists(root / name)), None)
    if misnamed:
        message = f"a policy is called {POLICY_FILE}, not {misnamed}"
        return Compilation(POLICY_FILE, (_error(message, Label(misnamed, None), "rename it"),))
    source, found = read(root / POLICY_FILE, POLICY_FILE)
    return policy_in(source, as_of) if source else Compilation(POLICY_FILE, _named(found))


def policy_in(source: Source, as_of: date) -> Compilation:
    """The policy in a text, such as one of an earlier commit."""
    tree, found = parse(source)
    if tree is None or has_errors(found):
        return Compilation(POLICY_FILE, tidy(_named(found)), source, tree)
    policy, found = _judge(tree, source, as_of)
    return Compilation(POLICY_FILE, tidy(found), source, tree, policy=policy)


def _judge(tree: Mapping, source: Source, as_of: date) -> tuple[Policy | None, tuple[Diagnostic, ...]]:
    file, misfits = fit(PolicyFile, tree)
    base, environments, wrong = _defaults(tree)
    found = (*_named(misfits), *wrong, *(faults(file, tree, as_of) if file else ()))
    if file is None or has_errors(found):
        return None, found
    return Policy(file, source, tree, base, environments), found


# -- defaults --------------------------------------------------------------------------------------------


def _defaults(tree: Mapping) -> tuple[Defaults, dict[str, Defaults], tuple[Diagnostic, ...]]:
    """What specs and environments get, each fitted to its model; what a spec says in addition may be missing."""
    block = locate(tree, ("defaults",))
    whole = block.node if block.depth and isinstance(block.node, Mapping) else Mapping(tree.span, {}, tree.file)
    found = list(_not_for_all(whole))
    base = _part(whole, without="environments")
    gaps, misfits = _fit_part(Spec, base)
    found += misfits
    environments = {}
    declared = whole.entries.get("environments")
    blocks = declared.value.entries if declared and isinstance(declared.value, Mapping) else {}
    found += _misnamed(declared, blocks)
    for name in {"*": None, **blocks}:
        entry = _environment_entry(blocks, name, whole)
        found += _fit_part(EnvironmentBlock, entry.value)[1] if isinstance(entry.value, Mapping) else []
        inside = merge_environment(base, name, entry)
        del inside.entries["name"]
        lacking, misfits = _fit_part(Environment, inside)
        found += misfits
        environments[name] = Defaults(inside, lacking)
    return Defaults(base, gaps), environments, tuple(found)


def _environment_entry(blocks: dict[str, Entry], name: str, above: Mapping) -> Entry:
    """What an environment gets by its name, above what all of them get."""
    nothing = Entry(Scalar(above.span, name, name, file=above.file), Mapping(above.span, {}, above.file))
    for_all, own = blocks.get("*"), blocks.get(name)
    if name == "*" or for_all is None or own is None:
        return own or for_all or nothing
    if isinstance(for_all.value, Mapping) and isinstance(own.value, Mapping):
        networks = for_all.value.entries.get("network"), own.value.entries.get("network")
        if other_kinds(*networks):
            for_all = Entry(for_all.key, _part(for_all.value, without="network"))
    return merge_entry(for_all, own) or nothing


def _part(tree: Mapping, without: str) -> Mapping:
    return Mapping(tree.span, {key: one for key, one in tree.entries.items() if key != without}, tree.file)


def _fit_part(model: type[Model], tree: Mapping) -> tuple[frozenset[NodePath], list[Diagnostic]]:
    """The paths of what a part of a model lacks, and all else that is wrong with it."""
    gaps: set[NodePath] = set()

    def is_gap(path: NodePath) -> bool:
        gaps.add(path)
        return True

    found = fit(model, tree, is_gap).diagnostics
    return frozenset(gaps), list(found)


def _not_for_all(tree: Mapping) -> Iterator[Diagnostic]:
    for path, reason in _OWN_TO_A_SPEC.items():
        place = locate(tree, path)
        if place.depth == len(path):
            label = Label(place.file, place.key or place.value, "belongs to each spec")
            yield _error(f"defaults cannot give `{'.'.join(path)}`", label, reason)


def _misnamed(declared: Entry | None, blocks: dict[str, Entry]) -> Iterator[Diagnostic]:
    if declared and not isinstance(declared.value, Mapping):
        yield _no_mapping("defaults.environments", declared)
    for name, entry in blocks.items():
        if not _ENVIRONMENT_NAME.fullmatch(name):
            label = Label(entry.key.file, entry.key.span, "expected the name of an environment, or `*` for all")
            yield _error(f"`{name}` is no name of an environment", label, "rename the entry")
        elif not isinstance(entry.value, Mapping):
            yield _no_mapping(f"defaults.environments.{name}", entry)


def _no_mapping(what: str, entry: Entry) -> Diagnostic:
    label = Label(entry.key.file, entry.key.span, "expected a mapping of keys to values")
    return _error(f"{what} must be a mapping", label, "give it a field, or delete it")


# -- words -----------------------------------------------------------------------------------------------


def _error(message: str, label: Label, help_: str) -> Diagnostic:
    return Diagnostic("PS110", Severity.ERROR, message, label, help=help_)


def _named(found: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
    """The findings of stages that know specs only, in words that fit: this file is no spec."""
    return tuple(replace(one, message=_SPEC.sub(r"\1 policy", one.message)) for one in found)


_SPEC = re.compile(r"\b(a|the) spec\b")
