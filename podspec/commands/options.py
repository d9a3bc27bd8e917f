"""The options that several verbs share, and how a run is reported."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from podspec.model.compilation import Compilation
from podspec.model.credentials import blotted
from podspec.model.exit_code import ExitCode
from podspec.model.layout import GENERATED, MANIFEST_FILE, MARK, PINS_FILE, POLICY_FILE
from podspec.model.report import Report
from podspec.model.source import Source
from podspec.pipeline.discover import SPEC_FILE, checkout, manifests, repository_root, specs
from podspec.reporters import FORMATS, reporter
from podspec.reporters.style import Style, style_for

Decorated = TypeVar("Decorated", bound=Callable[..., Any])


class Sink(NamedTuple):
    """A report format, and the file that it goes to; None for standard output."""

    format: str
    file: Path | None


class SinkType(click.ParamType[Sink]):
    """`FORMAT` or `FORMAT=FILE`."""

    name = "FORMAT[=FILE]"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Sink:
        """Read one value of `--report`."""
        name, _, file = str(value).partition("=")
        if name not in FORMATS:
            self.fail(f"{name!r} is no report format; there are {', '.join(FORMATS)}", param, ctx)
        if file in {"", "-"}:
            return Sink(name, None)
        if not Path(file).parent.is_dir() or Path(file).is_dir():
            self.fail(f"no file can be written at {file}", param, ctx)
        return Sink(name, Path(file))


class DayType(click.ParamType[date]):
    """A day such as 2027-01-31."""

    name = "DAY"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """Read one value of `--as-of`."""
        try:
            return date.fromisoformat(str(value))
        except ValueError:
            self.fail(f"{value!r} is no day such as 2027-01-31", param, ctx)


spec_arguments = click.argument("spec", nargs=-1, type=click.Path(path_type=Path))

_SHARED = (
    click.option(
        "--report",
        "sinks",
        type=SinkType(),
        multiple=True,
        default=(),
        help=f"How to report, and where to: {', '.join(FORMATS)}. Repeat it for several reports of one run.",
    ),
    click.option("--strict", is_flag=True, help="Let warnings fail the run, too."),
    click.option(
        "--as-of",
        type=DayType(),
        default=None,
        help="The day on which what expires is judged.  [default: today]",
    ),
)


def shared(command: Decorated) -> Decorated:
    """Give a command `--report`, `--strict` and `--as-of`."""
    for option in reversed(_SHARED):
        command = option(command)
    return command


#: What a spec's path may have, beside letters and digits of all scripts: it becomes a comment in every artifact, a
#: pattern in workflows, and a line in logs.
_SIGNS = ". _ - + @ , = ( ) /"
_PATH = re.compile(r"(?!-)[\w .+@,=()/-]+")
#: Bytes at the beginning of an artifact that hold its header.
_HEADER = 1_000
#: Where podspec keeps its lock, its journal and saved edits.
_OWN_FOLDER = ".podspec"


class Workspace(NamedTuple):
    """The repository that a run works in, and the specs it works on: paths and what they are called.

    If the run is about the whole repository, `manifests` are all that are in it; their specs may be gone.
    """

    root: Path
    specs: tuple[tuple[Path, str], ...]
    manifests: tuple[str, ...] | None = None


def workspace(named: tuple[Path, ...]) -> Workspace:
    """Find the repository and the specs.

    Raises:
        click.UsageError: if there is no spec, or one lies outside the repository.
        FileNotFoundError: if a named spec is not there.
    """
    here = Path.cwd().resolve()
    found = [_spec_file(path) for path in named] if named else specs(here, repository_root(here))
    root = repository_root(found[0].parent if named else here)
    around = checkout(here)
    if around and not root.is_relative_to(around):
        raise click.UsageError(f"{named[0]} lies outside the repository at {around}")
    whole = None if named or found[:1] == [here / SPEC_FILE] else tuple(manifests(root))
    if not found and not whole and not (root / GENERATED).is_dir():
        raise click.UsageError("no spec here: no service.yaml, and no specs/*/service.yaml in the repository")
    return Workspace(root, tuple((path, _called(path, root)) for path in dict.fromkeys(found)), whole)


def _spec_file(path: Path) -> Path:
    """The file of a spec, which may be named by its folder, as one path whatever it was called."""
    try:
        resolved = path.resolve()
    except (OSError, RuntimeError):
        # Python 3.11 raises RuntimeError for a symlink that leads to itself.
        raise click.UsageError(f"{path} is a symlink that leads nowhere") from None
    return resolved / SPEC_FILE if resolved.is_dir() else resolved


def _called(path: Path, root: Path) -> str:
    """A spec's path from the root of the repository that the run is about."""
    try:
        name = path.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        raise click.UsageError(f"{path} lies outside the repository at {root}") from None
    if not _PATH.fullmatch(name):
        raise click.UsageError(f"{name!r}: the path of a spec has letters, digits, blanks and {_SIGNS} alone")
    return name


def committed(there: Workspace) -> Workspace:
    """The same, for what reads or writes committed files: a manifest stands for one folder, and so for one spec.

    Raises:
        click.UsageError: if a spec is not called service.yaml.
    """
    for path, file in there.specs:
        if path.name != SPEC_FILE:
            raise click.UsageError(f"{file}: render and check work on specs that are called {SPEC_FILE}")
    return there


def sources_of(compilations: list[Compilation]) -> dict[str, Source]:
    """The texts that findings point into."""
    return {source.path: source for one in compilations for source in one.sources}


def finish(run: Report, sinks: tuple[Sink, ...], *, strict: bool) -> int:
    """Report a run in every format asked for; the exit code never depends on the format."""
    for sink in sinks or (Sink("text", None),):
        if sink.file:
            _write(blotted(reporter(sink.format)(run, Style())), sink.file)
        else:
            say(reporter(sink.format)(run, style_for(sys.stdout)))
    return ExitCode.FINDINGS if run.failed(strict=strict) else ExitCode.CLEAN


def _write(text: str, file: Path) -> None:
    try:
        file.write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        error.filename = str(file)  # of an error while it writes, the system does not say where
        raise


def say(text: str) -> None:
    """Print to standard output what it can take, and no credential, wherever it came from.

    A reader that has left (`podspec check | head`) is no error.
    """
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    printable = blotted(text).encode(encoding, "backslashreplace").decode(encoding)
    try:
        click.echo(printable, nl=False, color=True)
    except BrokenPipeError:
        # Python would fail again when it closes the stream at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        error.filename = "standard output"
        raise


def protect(sinks: tuple[Sink, ...], there: Workspace) -> None:
    """Refuse to write a report over what is no report, before any work is done.

    That is a spec, podspec's own files, an artifact, whatever git keeps or tracks. Two reports need two files.

    Raises:
        click.UsageError: if a report would do so.
    """
    files = [sink.file.resolve() for sink in sinks if sink.file is not None]
    for file in files:
        if files.count(file) > 1 and not _takes_all(file):
            raise click.UsageError(f"{file.name} cannot hold two reports")
        if _is_of_git(file) or (file.is_file() and _would_be_lost(file, there)):
            raise click.UsageError(f"{file} is not a report, and would be lost")


def _takes_all(file: Path) -> bool:
    """True for a device or a pipe: nothing in it is lost."""
    return file.exists() and not file.is_file()


def _is_of_git(file: Path) -> bool:
    return any(part.casefold() in {".git", _OWN_FOLDER} for part in file.parts)


def _would_be_lost(file: Path, there: Workspace) -> bool:
    """True for a regular file that somebody would miss."""
    from podspec.pipeline.git import tracks

    is_known = file in {path for path, _ in there.specs} or file.name in {MANIFEST_FILE, PINS_FILE, POLICY_FILE}
    with file.open("rb") as content:
        is_artifact = MARK.encode() in content.read(_HEADER)
    return is_known or is_artifact or tracks(there.root, file)


def judged_on(as_of: date | None) -> date:
    """The day on which what expires is judged: it changes findings, never bytes."""
    return as_of or date.today()  # noqa: DTZ011 - the day where the person is


def plural(count: int, word: str) -> str:
    """A count with its word: `1 spec`, `2 specs`."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
