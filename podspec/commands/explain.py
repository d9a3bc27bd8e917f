"""`podspec explain`: prints the page of a code, or of a field of the spec."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from textwrap import wrap

import click
from click.shell_completion import CompletionItem

from podspec.commands.options import say
from podspec.commands.own_rules import fault, own_page, own_rules
from podspec.model.nearest import nearest
from podspec.pipeline.pages import codes, page


def _complete(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from podspec.model.fields import fields

    known = [*codes(), *own_rules(), *fields()]
    return [CompletionItem(one) for one in known if one.startswith(incomplete)]


@click.command("explain")
@click.argument("code_or_field", default="", shell_complete=_complete)
def command(code_or_field: str) -> None:
    """Print the page of a code such as PS214, or of a field such as targets.lambda.memory_mb.

    Codes of podspec.policy.yaml have pages, too.

    Without an argument: the fields at the top of a spec.
    """
    text = page(code_or_field.upper()) or _field(code_or_field) or own_page(code_or_field.upper())
    if text is None:
        near = fault() or _near(code_or_field)
        raise click.UsageError(f"{code_or_field!r} is no code and no field of the spec{near}")
    say(text)


def _field(path: str) -> str | None:
    from podspec.model.fields import children, find

    field = find(path) if path else None
    if path and field is None:
        return None
    head = field.page() if field else "# service.yaml\n"
    inside = children(field.path if field else "")
    column = max([_COLUMN, *(len(one.path) for one in inside)])
    below = [f"  {one.path:<{column}} {one.summary}" for one in inside]
    return _fitted("\n".join([head, "Below it:", *below, ""]) if below else head)


def _fitted(text: str) -> str:
    """On a terminal, lines are broken between words; elsewhere they are left to whoever reads them."""
    if not sys.stdout.isatty():
        return text
    columns = max(shutil.get_terminal_size().columns, _LEAST)
    return "".join(f"{part}\n" for line in text.splitlines() for part in _broken(line, columns))


def _broken(line: str, columns: int) -> Iterator[str]:
    """A line and what goes on below it: under its second column, if it has two."""
    first = re.match(r"  \S+ +", line)
    hang = " " * (len(first[0]) if first else 2)
    parts = wrap(line, columns, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False)
    yield from parts or [""]


#: The fewest columns that lines are made for.
_LEAST = 60
#: Columns for a field's path, at least.
_COLUMN = 40


def _near(word: str) -> str:
    from podspec.model.fields import fields

    close = nearest(word, [*codes(), *own_rules(), *fields()])
    return f"; did you mean {close}?" if close else "; `podspec rules` lists the codes"
