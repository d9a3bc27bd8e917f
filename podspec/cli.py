"""Arguments and exit codes: the only way out, and the only place that catches whatever went wrong."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from importlib import import_module
from io import StringIO
from typing import NoReturn

import click

from podspec import __version__
from podspec.model.exit_code import ExitCode
from podspec.model.nearest import nearest

#: Every verb with its line in `podspec --help`. A verb's module is imported only when the verb is used.
COMMANDS = {
    "init": "Write a first spec, from a few answers or from a manifest of AWS Copilot.",
    "render": "Write what the specs say, and change nothing else.",
    "check": "Prove that the committed files are what the specs say, or say why not.",
    "matrix": "Print the shards that a workflow checks side by side.",
    "diff": "Say what a change really does: to resources, rights, workflows and cost.",
    "upgrade": "Say what this version of podspec changes in the output.",
    "absorb": "Take changed pins of actions into podspec.pins.json, and render.",
    "validate": "Judge the specs alone.",
    "set": "Change one value of a spec, and leave every other byte as it is.",
    "target": "List, add or remove the targets that the service runs on.",
    "show": "Print a resolved spec, and where each value comes from.",
    "cost": "Estimate what each environment costs in a month, beside its budget.",
    "report": "Write one page about a service, to look at and to hand on.",
    "why": "Say which spec lines made an output line, or what a spec line decides.",
    "watch": "Render on each save, and show what it changed.",
    "lsp": "Serve specs to an editor, while you type.",
    "verify": "Run every installed checker over the output.",
    "explain": "Print the page of a code, or of a field of the spec.",
    "rules": "List every code.",
    "schema": "Print the JSON Schema of the spec, for editors.",
    "completion": "Print the completion script of a shell.",
}


class Verbs(click.Group):
    """The commands, each one imported when it is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """All verbs, in the order of use rather than of the alphabet."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """The verb's own command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"podspec.commands.{cmd_name}").command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """The verb that was typed, or what was probably meant."""
        typed = args[0]
        if typed not in COMMANDS and not typed.startswith("-") and not ctx.resilient_parsing:
            meant = nearest(typed, COMMANDS)
            raise click.UsageError(f"no such command {typed!r}{f'; did you mean {meant}?' if meant else ''}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's signature
        """The list of verbs, without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="podspec", message="%(prog)s %(version)s")
def program() -> None:
    """Compile one service.yaml into a complete AWS delivery system, and check that it stays what the spec says.

    With no SPEC: service.yaml here, else every specs/*/service.yaml of the repository.

    Exit codes: 0 clean, 1 findings or drift, 2 podspec could not run, 3 a bug in podspec, 130 interrupted.
    """


def main() -> NoReturn:
    """Run the program and leave with its exit code.

    At once: Python would take itself apart first, object by object, for a fifth of the time that a run takes.
    Files are closed by now, and what was printed has been flushed, or could not be.
    """
    _open_closed_streams()
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):
            stream.flush()
    os._exit(code)


def _open_closed_streams() -> None:
    """Let nothing be read from, or written to, a standard stream that whoever started podspec has closed.

    Python has None in its place, and the next file of the repository that is opened would have its number.
    """
    for name, mode in {"stdin": "r", "stdout": "w", "stderr": "w"}.items():
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123 - open to the end


def run(arguments: list[str]) -> int:
    """Run the program; whatever happens becomes one of the documented exit codes."""
    printed = sys.stdout
    try:
        return int(program.main(arguments, prog_name="podspec", standalone_mode=False) or ExitCode.CLEAN)
    except (click.exceptions.Abort, KeyboardInterrupt):
        return ExitCode.INTERRUPTED
    except SystemExit as left:
        # So click leaves when a shell has its completions. And when the reader of a help page has left, which is
        # no error: then it has put another stream into the place of standard output.
        return ExitCode.CLEAN if sys.stdout is not printed else int(left.code or 0)
    except Exception as error:  # noqa: BLE001 - the one crash handler: a person gets a report, not a bare traceback
        return _failed(error)


def _failed(error: Exception) -> int:
    """Say why podspec could not run; or that it has a bug."""
    if isinstance(error, click.ClickException):
        shown = StringIO()
        error.show(shown)
        _say(shown.getvalue().rstrip("\n"))
        return ExitCode.COULD_NOT_RUN
    if isinstance(error, OSError):
        _say(f"error: {error.filename or 'input/output'}: {error.strerror or error}")
        return ExitCode.COULD_NOT_RUN
    return _crashed(error)


def _say(text: str) -> None:
    """Print what may quote an argument, a file's name or a value: nothing that a terminal or a CI log obeys."""
    from podspec.model.credentials import blotted
    from podspec.reporters.excerpt import visible

    with suppress(OSError):  # there is nobody left to tell; the exit code stays what it is
        click.echo("\n".join(visible(line) for line in blotted(text).split("\n")), err=True)


def _crashed(error: Exception) -> int:
    """A bug: print a report that can be pasted into an issue as it is."""
    import platform
    import traceback

    _say(
        "podspec has a bug, sorry. Please open an issue with this report:\n\n"
        f"podspec {__version__}, Python {platform.python_version()}, {platform.system()} {platform.machine()}\n"
        f"{''.join(traceback.format_exception(error))}"
    )
    return ExitCode.BUG
