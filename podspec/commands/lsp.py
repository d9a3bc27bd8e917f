"""`podspec lsp`: what editors talk to."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from datetime import date

import click

from podspec.commands.options import judged_on
from podspec.model.exit_code import ExitCode


@click.command("lsp")
def command() -> int:
    """Serve specs to an editor over the Language Server Protocol, on standard input and output.

    An editor starts it and ends it: findings while you type, pages and values of fields, completion, and the
    way to the generated lines. Needs the extra `lsp`: pip install 'podspec[lsp]'.
    """
    serve = _server()
    if sys.stdin.isatty():
        raise click.UsageError("podspec lsp is started by an editor: standard input is a terminal")
    logging.basicConfig(stream=sys.stderr, level=logging.WARNING, format="podspec lsp: %(message)s")
    # The protocol asks for 1 if the editor left without a word.
    return ExitCode.CLEAN if serve(lambda: judged_on(None)) else ExitCode.FINDINGS


def _server() -> Callable[[Callable[[], date]], bool]:
    """What serves.

    Raises:
        click.UsageError: if the extra is not installed.
    """
    try:
        import pygls  # noqa: F401 - asked for by name: an ImportError in our own code must not pass for this
    except ImportError:
        raise click.UsageError("podspec lsp needs an extra: pip install 'podspec[lsp]'") from None
    from podspec.lsp.server import serve

    return serve
