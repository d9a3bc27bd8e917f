"""`podspec report`: one page about one service, to look at and to hand on."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import click

from podspec.commands.options import (
    DayType,
    Workspace,
    committed,
    judged_on,
    plural,
    say,
    sources_of,
    workspace,
)
from podspec.compiler import compile_all
from podspec.model.access import Access
from podspec.model.compilation import Compilation
from podspec.model.credentials import blotted
from podspec.model.diagnostic import has_errors
from podspec.model.exit_code import ExitCode
from podspec.model.layout import REPOSITORY, manifest_path
from podspec.model.report import Report
from podspec.pipeline.compare import comparisons
from podspec.pipeline.interruption import interruption
from podspec.pipeline.tree import Tree
from podspec.reporters.style import style_for

#: What tells a page from any other file, in its first bytes.
_MARK = b'<meta name="generator" content="podspec report">'
_HEAD = 2_000
_KIB = 1024


@click.command("report")
@click.argument("spec", required=False, type=click.Path(path_type=Path))
@click.option(
    "-o",
    "--output",
    "file",
    type=click.Path(path_type=Path),
    help="Where to write the page; - for standard output.  [default: NAME-report.html]",
)
@click.option("--strict", is_flag=True, help="Let warnings fail the run, too.")
@click.option(
    "--as-of", type=DayType(), default=None, help="The day on which what expires is judged.  [default: today]"
)
def command(spec: Path | None, file: Path | None, as_of: date | None, *, strict: bool) -> int:
    """Write one page about a service: how it stands, what it is made of, what it costs, who may do what.

    One HTML file that holds all it needs: it loads nothing, runs nothing, and can be read anywhere. Reads the spec
    and the committed files; needs no network and no credentials.
    """
    there = committed(workspace((spec,) if spec else ()))
    if len(there.specs) > 1:
        raise click.UsageError(f"name one of {', '.join(name for _, name in there.specs)}")
    if not there.specs:
        raise click.UsageError("there is no spec left here, only what deleted ones have left behind")
    compiled = compile_all(there.root, there.specs, judged_on(as_of))
    about = next((one for one in compiled if one.file == there.specs[0][1]), compiled[0])
    target = file or Path(f"{_name(about, there)}-report.html")
    is_printed = str(target) == "-"
    if not is_printed:
        _protect(target, there, compiled)
    run = _run(about, compiled, Tree(there.root))
    text = _page(run, about, Tree(there.root))
    if is_printed:
        say(text)
    else:
        _write(text, target)
        _say(run, target)
    return ExitCode.FINDINGS if run.failed(strict=strict) else ExitCode.CLEAN


def _name(about: Compilation, there: Workspace) -> str:
    """What the service is called; while its spec cannot be read, what its folder is called."""
    return about.spec.service.name if about.spec else there.specs[0][0].parent.name


# -- the page ------------------------------------------------------------------------------------------


def _run(about: Compilation, compiled: Sequence[Compilation], tree: Tree) -> Report:
    """What `podspec check` says of the spec."""
    return Report(
        command="report",
        specs=(about.file,),
        artifacts=sum(len(one.artifacts) for one in compiled),
        findings=(*interruption(tree), *(found for one in compiled for found in one.diagnostics)),
        drifts=tuple(drift for one in comparisons(list(compiled), tree) for drift in one.drifts()),
        sources=sources_of(list(compiled)),
    )


def _page(run: Report, about: Compilation, tree: Tree) -> str:
    from podspec.cost import estimates
    from podspec.reporters.html.page import page

    if about.spec is None or not about.artifacts:
        return page(run, about, (), Access())
    bill = estimates(about.spec, [one.environment for one in about.resolved])
    return page(run, about, bill, _access(about, tree))


def _access(about: Compilation, tree: Tree) -> Access:
    """The roles that the Terraform of a spec makes, together with the files that it hands over to people."""
    from podspec.impact.access import access
    from podspec.impact.revisions import rendered

    artifacts = {one.path: one.content for one in about.artifacts}
    return access(rendered(tree, artifacts, [manifest_path(about.file)], sorted(about.ejected)).files)


# -- the file ------------------------------------------------------------------------------------------


def _protect(target: Path, there: Workspace, compiled: Sequence[Compilation]) -> None:
    """Refuse a place where the page cannot be, before any work is done.

    Raises:
        click.UsageError: there is no such folder, or a file that is no page, or the page would be drift itself.
    """
    is_taken = target.exists() or target.is_symlink()
    if not target.parent.is_dir() or (is_taken and not target.is_file()):
        raise click.UsageError(f"no file can be written at {target}")
    if is_taken and not _is_page(target):
        raise click.UsageError(f"{target} is not a page of podspec's, and would be lost")
    place = target.resolve()
    homes = [there.root / home for one in compiled if one.file != REPOSITORY for home in one.homes]
    if any(place.is_relative_to(home.resolve()) for home in homes):
        raise click.UsageError(f"{target} is among the rendered files, where `podspec check` would find it")


def _is_page(path: Path) -> bool:
    with path.open("rb") as opened:
        return _MARK in opened.read(_HEAD)


def _write(text: str, target: Path) -> None:
    """Write the page, all of it or nothing.

    Raises:
        OSError: the file system does not let it.
    """
    beside = target.with_name(f".podspec-report.{os.getpid()}")
    try:
        beside.write_bytes(blotted(text).encode())
        beside.replace(target)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(target)) from error
    finally:
        beside.unlink(missing_ok=True)


def _say(run: Report, target: Path) -> None:
    """Say what became of it: findings whole, as everywhere; drifts in a count, since the page shows them."""
    from podspec.reporters import text

    kinds = ", ".join(f"{count} {kind.value}" for kind, count in run.drift_counts().items())
    drift = f"{plural(len(run.drifts), 'path')} drifted: {kinds}" if run.drifts else "no drift"
    if has_errors(run.findings):
        drift = "the spec is wrong, so nobody knows what has drifted"
    summary = f"wrote {target} ({target.stat().st_size / _KIB:,.0f} KiB): {drift}"
    say(text.report(replace(run, drifts=(), summary=summary), style_for(sys.stdout)))
