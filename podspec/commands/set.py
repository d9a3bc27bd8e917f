"""`podspec set`: changes one value of a spec, and leaves every other byte as it is."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

import click
from click.shell_completion import CompletionItem

from podspec.authoring.document import Document, read_document
from podspec.authoring.edit import put, take, way
from podspec.authoring.place import PlaceError, choices, completions, find_place
from podspec.authoring.value import ValueTextError, read_value
from podspec.commands.editing import Edit, dry_run_option, edit_spec, environment_option, look, subject
from podspec.commands.options import Sink, finish, judged_on, protect, shared
from podspec.model.schema_at import arms_at
from podspec.model.source import Mapping, dotted


class Wish(NamedTuple):
    """What a person asks for: a value, null, or nothing at all in its place."""

    path: str
    value: str | None
    environment: str | None
    unset: bool


def _complete_path(context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    found = completions(_tree(context), typed, context.params.get("environment"))
    return [CompletionItem(one) for one in found]


def _complete_value(context: click.Context, _parameter: click.Parameter, typed: str) -> list[CompletionItem]:
    tree, path = _tree(context), context.params.get("path")
    if tree is None or not path:
        return []
    try:
        found = choices(find_place(tree, path, context.params.get("environment")))
    except PlaceError:
        return []
    return [CompletionItem(one) for one in found if one.startswith(typed)]


def _tree(context: click.Context) -> Mapping | None:
    """The spec that completion is about; none, if it cannot be told or read."""
    try:
        of = subject(context.params.get("spec"))
        found = read_document(look(of).content, of.file).value
    except (click.ClickException, OSError):
        return None
    return found.tree if found else None


@click.command("set")
@click.argument("path", shell_complete=_complete_path)
@click.argument("value", required=False, shell_complete=_complete_value)
@click.argument("spec", required=False, type=click.Path(path_type=Path))
@environment_option
@click.option("--null", "null", is_flag=True, help="Set null, which takes an entry of the base away. No VALUE.")
@click.option("--unset", "unset", is_flag=True, help="Take the key away with its value. No VALUE.")
@dry_run_option
@shared
def command(  # noqa: PLR0913, PLR0917 - one parameter for each option
    path: str,
    value: str | None,
    spec: Path | None,
    environment: str | None,
    sinks: tuple[Sink, ...],
    as_of: date | None,
    *,
    null: bool,
    unset: bool,
    dry_run: bool,
    strict: bool,
) -> int:
    """Change one value of a spec, and leave every other byte as it is.

    PATH is a field, such as targets.lambda.memory_mb; with an environment's name in front it is the overlay of
    that environment. VALUE is YAML of one line: 1024, text, [a, b], {min: 2}. The edit is shown with its effect,
    and refused if the spec would be wrong.
    """
    if null and unset:
        raise click.UsageError("--null and --unset exclude each other")
    if null or unset:
        # Then the next word can only be the spec.
        if value is not None and spec is not None:
            raise click.UsageError(f"--{'null' if null else 'unset'} takes no VALUE, and {value!r} is one")
        spec, value = Path(value) if value is not None else spec, "null"
    if value is None:
        raise click.UsageError("a VALUE is missing; --null sets null, and --unset takes the key away")
    of = subject(spec)
    protect(sinks, of.there)
    edit = _edit(Wish(path, value, environment, unset))
    run = edit_spec("set", of, edit, judged_on(as_of), dry_run=dry_run, strict=strict)
    return finish(run, sinks, strict=strict)


def _edit(wish: Wish) -> Edit:
    def edit(document: Document) -> Document:
        try:
            return _set(document, wish)
        except (PlaceError, ValueTextError) as error:
            raise click.UsageError(str(error)) from error

    return edit


def _set(document: Document, wish: Wish) -> Document:
    place = find_place(document.tree, wish.path, wish.environment)
    if not wish.unset:
        return put(document, place, read_value(wish.value or "", arms_at(place)))
    if len(way(document.tree, place)) <= len(place):
        raise PlaceError(f"{dotted(place)} is not in {document.file}: there is nothing to take away")
    return take(document, place)
