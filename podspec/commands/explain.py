"""`podspec explain`: prints the page of a code, or of a field of the spec."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from podspec.commands.options import say
from podspec.commands.pages import codes, page
from podspec.model.nearest import nearest


def _complete(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from podspec.model.fields import fields

    known = [*codes(), *fields()]
    return [CompletionItem(one) for one in known if one.startswith(incomplete)]


@click.command("explain")
@click.argument("code_or_field", shell_complete=_complete)
def command(code_or_field: str) -> None:
    """Print the page of a code such as PS214, or of a field such as targets.lambda.memory_mb."""
    text = page(code_or_field.upper()) or _field(code_or_field)
    if text is None:
        raise click.UsageError(f"{code_or_field!r} is no code and no field of the spec{_near(code_or_field)}")
    say(text)


def _field(path: str) -> str | None:
    from podspec.model.fields import fields

    field = fields().get(path)
    return field.page() if field else None


def _near(word: str) -> str:
    from podspec.model.fields import fields

    close = nearest(word, [*codes(), *fields()])
    return f"; did you mean {close}?" if close else "; `podspec rules` lists the codes"
