"""`podspec init --from copilot`: a manifest of AWS Copilot becomes a spec, and what did not fit is listed."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from podspec.authoring.copilot.carry import carry
from podspec.authoring.copilot.manifest import NO_TARGET, TYPES, Manifest, text_at, workspace_of
from podspec.authoring.copilot.settle import environment_names, settle
from podspec.authoring.start import TARGETS
from podspec.commands.asking import Asker
from podspec.commands.options import finish, judged_on, say
from podspec.commands.starting import (
    Given,
    Place,
    as_name,
    ask,
    look_around,
    next_steps,
    schema,
    spec_path,
    write_new,
)
from podspec.compiler import analyse_bytes
from podspec.model.diagnostic import Diagnostic, has_errors
from podspec.model.exit_code import ExitCode
from podspec.model.report import Report
from podspec.pipeline.parse import parse
from podspec.pipeline.read import read, source_of
from podspec.reporters.carried_text import carried_text
from podspec.reporters.style import style_for


def carry_over(path: Path, given: Given, asker: Asker) -> int:
    """Write the spec that a manifest becomes, and say what could not be carried over.

    Raises:
        click.UsageError: if something is missing, and nobody can be asked.
        OSError: if the manifest cannot be read.
    """
    place = look_around(path.parent)
    manifest, wrong = _manifest(path, place)
    if manifest is None:
        return finish(wrong, (), strict=False)
    _has_a_target(manifest, given)
    answers = ask(
        place, given, asker, as_name(text_at(manifest.tree, ("name",))), TYPES.get(manifest.kind) or "lambda"
    )
    names, file = environment_names(manifest.environments), spec_path(answers.name)
    carried = carry(manifest, TARGETS[answers.target], answers.name, names)
    settled = settle(manifest, answers, carried, list(names.values()), lambda text: _judged(text, file))
    if has_errors(settled.findings):
        return finish(_refused(file, settled.sheet.text, settled.findings), (), strict=False)
    write_new(place.root, {file: settled.sheet.text, **schema(place.root)})
    say(carried_text(manifest, settled.carried, names, style_for(sys.stdout)))
    say(next_steps(file, answers))
    return ExitCode.CLEAN


def _manifest(path: Path, place: Place) -> tuple[Manifest | None, Report]:
    """The manifest, or what is wrong with it. It is YAML as a spec is: no anchors, no tags."""
    file = path.resolve().relative_to(place.root).as_posix()
    source, found = read(path, file)
    tree = None
    if source is not None:
        tree, found = parse(source)
    sources = {file: source} if source else {}
    summary = "nothing was written: the manifest cannot be read"
    wrong = Report("init", (file,), findings=found, sources=sources, summary=summary)
    right = tree is not None and not has_errors(found)
    return (Manifest(file, tree, workspace_of(file)) if right and tree else None), wrong


def _has_a_target(manifest: Manifest, given: Given) -> None:
    """Refuse a workload that podspec has no target for, unless one was chosen all the same.

    Raises:
        click.UsageError: if so.
    """
    kind = manifest.kind
    if kind not in TYPES:
        known = ", ".join(TYPES)
        raise click.UsageError(f"{manifest.file}: type is {kind!r}, which Copilot does not know; expected {known}")
    if TYPES[kind] is None and given.target is None:
        anyway = f"--target {'ec2' if kind == 'Backend Service' else 'lambda'} makes a service of it all the same"
        raise click.UsageError(f"{manifest.file}: a {kind} has no target here: {NO_TARGET[kind]}; {anyway}")


def _judged(text: str, file: str) -> tuple[Diagnostic, ...]:
    return analyse_bytes(text.encode(), file, judged_on(None)).diagnostics


def _refused(file: str, text: str, findings: tuple[Diagnostic, ...]) -> Report:
    sources = {file: source_of(file, text)}
    return Report("init", (file,), findings=findings, sources=sources, summary="nothing was written")
