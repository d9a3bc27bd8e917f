"""`podspec watch`: renders on each save, and shows what it changed."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from podspec.commands.options import committed, judged_on, say, spec_arguments, workspace
from podspec.commands.render import Wish, render_all
from podspec.model.exit_code import ExitCode
from podspec.model.layout import PINS_FILE, POLICY_FILES
from podspec.pipeline.discover import SPEC_FILE, checkout
from podspec.reporters.excerpt import visible
from podspec.reporters.style import style_for
from podspec.reporters.text import report

#: Lines of what a save changed that are shown, in all and of one file; `git diff` shows all of them.
_SHOWN = 60
_OF_A_FILE = 15
#: Milliseconds without a further change until a save is over: editors write a file in several steps.
_QUIET = 100
_LONGEST = 1_000
#: Milliseconds after which the files are looked at, whatever happened.
_AT_LATEST = 1_000
#: Columns of a line that are shown.
_WIDTH = 160
#: What a render depends on, and so the files whose saving starts one.
_READ = {SPEC_FILE, PINS_FILE, *POLICY_FILES}


@click.command("watch")
@spec_arguments
@click.option("--force", is_flag=True, help="Overwrite artifacts that were edited by hand; saves the edits first.")
def command(spec: tuple[Path, ...], *, force: bool) -> int:
    """Render on each save of a spec, and show the diff. Ctrl-C ends it.

    A spec with mistakes is reported, and nothing is written until it is right again. Needs the extra `watch`:
    pip install 'podspec[watch]'.
    """
    saves = _saves(spec)
    _render(spec, force=force)
    say("watching; Ctrl-C ends it\n")
    for saved in saves:
        say(f"\n{visible(', '.join(saved))}\n")
        _render_or_say(spec, force=force)
    return ExitCode.CLEAN


def _render_or_say(spec: tuple[Path, ...], *, force: bool) -> None:
    """Render; what stands in its way is said, and the watch goes on."""
    try:
        _render(spec, force=force)
    except click.UsageError as error:
        say(f"error: {visible(error.format_message())}\n")
    except OSError as error:
        said = f"{error.filename or 'input/output'}: {error.strerror or error}"
        say(f"error: {visible(said)}\n")


def _render(spec: tuple[Path, ...], *, force: bool) -> None:
    """Render, and report it in as many lines as somebody reads.

    What a spec that is gone has left behind stays: it may be back in a moment, and `podspec render` removes it.

    Raises:
        click.UsageError: if there is no spec.
        OSError: if a file cannot be read or written.
    """
    there = committed(workspace(spec))
    if not there.specs:
        raise click.UsageError("no spec is left; podspec render removes what they have rendered")
    run = render_all(there._replace(manifests=None), Wish(diff=True, force=force), judged_on(None))
    style = style_for(sys.stdout)
    found = report(replace(run, summary=""), style) if run.findings or run.drifts else ""
    say(found + "".join(f"{style.diff(visible(line)[:_WIDTH])}\n" for line in _bounded(run.summary)))


def _bounded(summary: str) -> list[str]:
    """What was done to each spec's files, and as much of the diffs as somebody reads: docs come last."""
    heads, diffs = _parted(summary.split("\n"))
    diffs.sort(key=lambda diff: "/docs/" in diff[0])
    lines = [line for diff in diffs for line in _cut(diff, _OF_A_FILE)]
    return [*heads, *_cut(lines, _SHOWN)]


#: How the lines of a diff begin; a path never does.
_OF_A_DIFF = ("@@ ", " ", "+", "-", "…")


def _parted(lines: list[str]) -> tuple[list[str], list[list[str]]]:
    """The lines of a summary that are no diff, and each diff with the path above it."""
    heads: list[str] = []
    diffs: list[list[str]] = []
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        if below.startswith("@@ ") and not line.startswith(_OF_A_DIFF):
            diffs.append([line])
        elif diffs and line.startswith(_OF_A_DIFF):
            diffs[-1].append(line)
        else:
            heads.append(line)
    return heads, diffs


def _cut(lines: list[str], most: int) -> list[str]:
    more = len(lines) - most
    return lines if more <= 0 else [*lines[:most], f"… {more:,} more lines; git diff shows all"]


# -- what is watched ----------------------------------------------------------------------------------------


#: What tells one state of a file from another: when it was changed, how large it is, and which file it is.
Stamps = dict[Path, tuple[int, int, int]]


def _saves(spec: tuple[Path, ...]) -> Iterator[list[str]]:
    """The files of each save since this was called, by their paths from here.

    Events only wake it up: what was saved is told by the files, so that nothing is missed while a render runs or a
    folder is new.

    Raises:
        click.UsageError: at once, if the extra is not installed.
    """
    try:
        from watchfiles import watch
    except ImportError:
        raise click.UsageError("podspec watch needs an extra: pip install 'podspec[watch]'") from None

    def saves(known: Stamps) -> Iterator[list[str]]:
        while True:
            folders = _folders(spec)
            for _ in watch(
                *folders,
                watch_filter=None,
                recursive=False,
                step=_QUIET,
                debounce=_LONGEST,
                rust_timeout=_AT_LATEST,
                yield_on_timeout=True,
            ):
                now = _stamps(spec)
                if now != known:
                    yield _changed(known, now)
                    known = now
                if _folders(spec) != folders:
                    break

    return saves(_stamps(spec))


def _folders(spec: tuple[Path, ...]) -> list[Path]:
    """The folders in which a save may happen: those of the specs, and those in which a spec may come to be."""
    here = Path.cwd()
    root = checkout(here) or here
    specs = root / "specs"
    named = [(one if one.is_dir() else one.parent).resolve() for one in spec]
    inside = sorted(one for one in specs.iterdir() if one.is_dir()) if specs.is_dir() else []
    return list(dict.fromkeys([root, here, *([specs] if specs.is_dir() else []), *inside, *named]))


def _stamps(spec: tuple[Path, ...]) -> Stamps:
    """The state of every file that a render reads."""
    found: Stamps = {}
    for path in (folder / name for folder in _folders(spec) for name in _READ):
        with suppress(OSError):
            status = path.stat()
            found[path] = (status.st_mtime_ns, status.st_size, status.st_ino)
    return found


def _changed(before: Stamps, now: Stamps) -> list[str]:
    """The files whose state is another one, each with what became of it."""
    here = Path.cwd()
    paths = sorted(path for path in {*before, *now} if before.get(path) != now.get(path))
    told = ((path.relative_to(here) if path.is_relative_to(here) else path, path in now) for path in paths)
    return [f"{path.as_posix()} {'saved' if there else 'is gone'}" for path, there in told]
