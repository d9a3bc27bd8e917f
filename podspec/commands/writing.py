"""The right to write in a repository, for the commands that do."""

from contextlib import AbstractContextManager

import click

from podspec.pipeline.lock import held
from podspec.pipeline.tree import Tree


def writing(tree: Tree) -> AbstractContextManager[None]:
    """Hold the repository's lock in the name of the command that runs; a wait for another one is told on stderr.

    Raises:
        HeldError: if another process keeps it for too long.
        OSError: if the file system does not let it.
    """
    context = click.get_current_context(silent=True)
    return held(tree, context.command_path if context else "podspec", tell=_tell)


def _tell(text: str) -> None:
    click.echo(text, err=True)
