"""`podspec verify`: what every installed checker makes of the output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from shutil import get_terminal_size
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from podspec.checkers import CHECKERS
from podspec.commands.options import (
    Sink,
    committed,
    finish,
    judged_on,
    plural,
    protect,
    shared,
    sources_of,
    spec_arguments,
    workspace,
)
from podspec.compiler import compile_all
from podspec.model.check import Check, Outcome
from podspec.model.compilation import Compilation
from podspec.model.diagnostic import Diagnostic, has_errors
from podspec.model.exit_code import ExitCode
from podspec.model.report import Report
from podspec.model.source import Source
from podspec.pipeline.compare import comparisons
from podspec.pipeline.read import source_of
from podspec.pipeline.tree import Tree

if TYPE_CHECKING:
    from podspec.checkers.checker import Checker, Output
    from podspec.checkers.run import Verdict

_NAMES = [one.name.replace(" ", "-") for one in CHECKERS]


@click.command("verify")
@spec_arguments
@click.option(
    "--only",
    metavar="CHECKER",
    type=click.Choice(_NAMES),
    multiple=True,
    help=f"Run this one alone; it must be installed. Repeat it for several: {', '.join(_NAMES)}.",
)
@click.option("--online", is_flag=True, help="Let Terraform download the providers that `validate` needs.")
@shared
def command(  # noqa: PLR0913 - one parameter for each option
    spec: tuple[Path, ...],
    only: tuple[str, ...],
    sinks: tuple[Sink, ...],
    as_of: date | None,
    *,
    online: bool,
    strict: bool,
) -> int:
    """Run every installed checker over the output: Terraform, workflows, scripts, Dockerfiles.

    Renders into a folder of its own and lets the checkers read that: no file of yours is touched, and nothing has
    to be rendered before. Asks no network but with --online.

    A finding in a file that podspec renders fails the run. In a Dockerfile, which is yours, only the checker's
    errors do, and with --strict its warnings.
    """
    there = committed(workspace(spec))
    protect(sinks, there)
    compiled = compile_all(there.root, there.specs, judged_on(as_of))
    if any(one.failed for one in compiled):
        return finish(
            replace(_report(compiled), summary="nothing was verified: a spec is wrong"), sinks, strict=strict
        )
    tree = Tree(there.root)
    verdicts, sources = _judged(_chosen(only), compiled, tree, online=online)
    _somebody_judged(verdicts, only)
    run = replace(
        _report(compiled),
        findings=tuple(found for one in verdicts for found in one.findings),
        checks=tuple(one.check for one in verdicts),
        sources=sources,
        summary=_summary([one.check for one in verdicts], compiled, tree),
    )
    code = finish(run, sinks, strict=strict)
    broken = any(one.check.outcome is Outcome.BROKEN for one in verdicts)
    return ExitCode.FINDINGS if broken else code


def _report(compiled: Sequence[Compilation]) -> Report:
    return Report(
        command="verify",
        specs=tuple(one.file for one in compiled if one.is_spec),
        artifacts=sum(len(one.artifacts) for one in compiled),
        findings=tuple(finding for one in compiled for finding in one.diagnostics if has_errors((finding,))),
        sources=sources_of(list(compiled)),
    )


def _chosen(only: tuple[str, ...]) -> list[Checker]:
    return [one for one, name in zip(CHECKERS, _NAMES, strict=True) if not only or name in only]


def _judged(
    checkers: Sequence[Checker], compiled: Sequence[Compilation], tree: Tree, *, online: bool
) -> tuple[list[Verdict], dict[str, Source]]:
    """What the checkers say of a copy of the output, and the texts that they speak of."""
    from podspec.checkers.place import lay_out
    from podspec.checkers.run import run

    with TemporaryDirectory(prefix="podspec-verify-") as folder:
        output = lay_out(Path(folder).resolve(), compiled, tree, online=online)
        with _progress() as tell:
            verdicts = run(checkers, output, tell)
        return verdicts, _sources(output, [found for one in verdicts for found in one.findings])


@contextmanager
def _progress() -> Iterator[Callable[[Sequence[str]], None]]:
    """Shows on a terminal, in a line that is gone at the end, whom a person waits for."""
    if not sys.stderr.isatty():
        yield lambda _: None
        return
    try:
        yield lambda names: click.echo(f"\r\x1b[K{_waiting_for(names)}", err=True, nl=False)
    finally:
        click.echo("\r\x1b[K", err=True, nl=False)


def _waiting_for(names: Sequence[str]) -> str:
    """One line, since only the last line of more can be taken away again."""
    whole, columns = f"waiting for {', '.join(names)} …", get_terminal_size().columns
    return whole if len(whole) < columns else f"waiting for {len(names)} checkers …"


def _sources(output: Output, findings: Iterable[Diagnostic]) -> dict[str, Source]:
    files = {one.primary.file for one in findings}
    return {
        path: source_of(path, (output.root / path).read_text("utf-8", "replace"))
        for path in files
        if (output.root / path).is_file()
    }


def _somebody_judged(verdicts: Iterable[Verdict], only: tuple[str, ...]) -> None:
    """Refuse to call a run clean in which nobody judged, or not whoever was asked for.

    Raises:
        click.UsageError: if so.
    """
    checks = [one.check for one in verdicts]
    absent = [one for one in checks if one.outcome is Outcome.ABSENT]
    for one in checks if only else ():
        if one.outcome is Outcome.ABSENT or (one.outcome is Outcome.LEFT_OUT and one.files):
            raise click.UsageError(f"{one.name} {one.outcome.value}: {one.note}")
    if len(absent) == len(checks):
        names = ", ".join(one.name for one in absent)
        raise click.UsageError(f"nothing can be verified: none of {names} is installed")


def _summary(checks: Sequence[Check], compiled: Sequence[Compilation], tree: Tree) -> str:
    judged = [one for one in checks if one.outcome in {Outcome.CLEAN, Outcome.FINDINGS}]
    found, broken = sum(one.findings for one in judged), sum(one.outcome is Outcome.BROKEN for one in checks)
    specs = plural(sum(one.is_spec for one in compiled), "spec")
    verdict = f"{plural(found, 'finding')}" if found else "nothing found"
    failed = f", {plural(broken, 'checker')} broken" if broken else ""
    head = f"{specs}: {plural(len(judged), 'checker')} of {len(checks)} judged the output: {verdict}{failed}"
    drifted = sum(1 for one in comparisons(list(compiled), tree) for _ in one.drifts())
    differ = f"{plural(drifted, 'path')} {'differs' if drifted == 1 else 'differ'}"
    drift = f"\nverified is what the specs render to; {differ} on disk: podspec check"
    return head + (drift if drifted else "")
