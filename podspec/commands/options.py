"""The options that several verbs share, and how a run is reported."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from podspec.model.compilation import Compilation
from podspec.model.exit_code import ExitCode
from podspec.model.report import Report
from podspec.model.source import Source
from podspec.pipeline.discover import SPEC_FILE, manifests, repository_root, specs
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
        return Sink(name, Path(file) if file else None)


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


class Workspace(NamedTuple):
    """The repository that a run works in, and the specs it works on: paths and what they are called.

    `manifests` are those of the whole repository, if the run is about all of it; their specs may be gone.
    """

    root: Path
    specs: tuple[tuple[Path, str], ...]
    manifests: tuple[str, ...] = ()


def workspace(named: tuple[Path, ...]) -> Workspace:
    """Find the repository and the specs.

    Raises:
        click.UsageError: if there is no spec, or one lies outside the repository.
        FileNotFoundError: if a named spec is not there.
    """
    here = Path.cwd()
    root = repository_root(here)
    found = [_spec_file(path) for path in named] if named else specs(here, root)
    whole = () if named or found[:1] == [here / SPEC_FILE] else tuple(manifests(root))
    if not found and not whole:
        raise click.UsageError("no spec here: no service.yaml, and no specs/*/service.yaml in the repository")
    return Workspace(root, tuple((path, _called(path, root)) for path in dict.fromkeys(found)), whole)


def _spec_file(path: Path) -> Path:
    """A spec may be named by its file or by its folder."""
    return path / "service.yaml" if path.is_dir() else path


def _called(path: Path, root: Path) -> str:
    absolute = Path.cwd() / path
    try:
        return absolute.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        raise click.UsageError(f"{path} lies outside the repository at {root}") from None


def sources_of(compilations: list[Compilation]) -> dict[str, Source]:
    """The texts that findings point into."""
    return {one.file: one.source for one in compilations if one.source}


def finish(run: Report, sinks: tuple[Sink, ...], *, strict: bool) -> int:
    """Report a run in every format asked for; the exit code never depends on the format."""
    for sink in sinks or (Sink("text", None),):
        if sink.file:
            sink.file.write_text(reporter(sink.format)(run, Style()), encoding="utf-8")
        else:
            click.echo(reporter(sink.format)(run, style_for(sys.stdout)), nl=False, color=True)
    return ExitCode.FINDINGS if run.failed(strict=strict) else ExitCode.CLEAN


def judged_on(as_of: date | None) -> date:
    """The day on which what expires is judged: it changes findings, never bytes."""
    return as_of or date.today()  # noqa: DTZ011 - the day where the person is


def plural(count: int, word: str) -> str:
    """A count with its word: `1 spec`, `2 specs`."""
    return f"{count:,} {word}" if count == 1 else f"{count:,} {word}s"
