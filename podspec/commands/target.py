"""`podspec target`: lists, adds and removes the targets that the service runs on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click
from click.shell_completion import CompletionItem

from podspec.authoring.document import Document, read_document
from podspec.authoring.place import PlaceError, check_environment
from podspec.authoring.targets import added, check_name, names, removed, where
from podspec.commands.editing import Subject, dry_run_option, edit_spec, environment_option, look, subject
from podspec.commands.options import Sink, finish, judged_on, protect, say, shared
from podspec.model.exit_code import ExitCode
from podspec.model.fields import find
from podspec.model.report import Report

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
#: Adds a target to a document, or takes it away, in one environment or in all.
Change = Callable[[Document, str, str | None], Document]

_spec = click.argument("spec", required=False, type=click.Path(path_type=Path))


def _complete(_context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in names() if name.startswith(typed)]


def _edits(command: Decorated) -> Decorated:
    """Give a command all that an edit of one target needs."""
    name = click.argument("name", shell_complete=_complete)
    for one in (shared, dry_run_option, environment_option, _spec, name):
        command = one(command)
    return command


@click.group("target")
def command() -> None:
    """List, add or remove the targets that the service runs on."""


@command.command("list")
@_spec
def list_targets(spec: Path | None) -> int:
    """List every target, and the environments that run on it."""
    of = subject(spec)
    found = read_document(look(of).content, of.file)
    if found.value is None:
        return _unreadable(of)
    running = where(found.value.tree)
    width = max(map(len, names()))
    for name in names():
        field = find(f"targets.{name}")
        homes = ", ".join(one for one, targets in running.items() if name in targets)
        say(f"{name:<{width}}  {homes or f'nowhere; `podspec target add {name}` adds it'}\n")
        say(f"{'':<{width}}  {field.summary if field else ''}\n")
    return ExitCode.CLEAN


def _unreadable(of: Subject) -> int:
    """A spec that is no YAML: its findings say where."""
    run = edit_spec("target", of, lambda document: document, judged_on(None), dry_run=True)
    return finish(run, (), strict=False)


@command.command("add", short_help="Add a target, everywhere or in one environment.")
@_edits
def add(**options: Any) -> int:  # noqa: ANN401 - the options of the command line
    """Add a target: a commented block, and in each environment the network that its hosts need."""
    return _edit(added, **options)


@command.command("remove", short_help="Remove a target, everywhere or from one environment.")
@_edits
def remove(**options: Any) -> int:  # noqa: ANN401 - the options of the command line
    """Remove a target: its block with its comments, and what environments say of it. Networks stay."""
    return _edit(removed, **options)


def _edit(  # noqa: PLR0913, PLR0917 - one parameter for each option
    change: Change,
    name: str,
    spec: Path | None,
    environment: str | None,
    sinks: tuple[Sink, ...],
    as_of: date | None,
    *,
    dry_run: bool,
    strict: bool,
) -> int:
    def edit(document: Document) -> Document:
        try:
            check_name(name)
            if environment is not None:
                check_environment(document.tree, environment)
            return change(document, name, environment)
        except PlaceError as error:
            raise click.UsageError(str(error)) from error

    of = subject(spec)
    protect(sinks, of.there)
    run: Report = edit_spec("target", of, edit, judged_on(as_of), dry_run=dry_run, strict=strict)
    return finish(run, sinks, strict=strict)
