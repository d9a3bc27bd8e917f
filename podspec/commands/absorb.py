"""`podspec absorb`: takes changed pins of actions out of the workflows, into the file where they are decided."""

from __future__ import annotations

from contextlib import nullcontext

import click

from podspec.commands.options import committed, finish, judged_on, say, workspace
from podspec.commands.render import Wish, render_all
from podspec.commands.writing import writing
from podspec.model.exit_code import ExitCode
from podspec.model.layout import PINS_FILE
from podspec.pipeline.absorb import Refusal, absorbed
from podspec.pipeline.pins import Pins
from podspec.pipeline.transaction import Change, change, recover
from podspec.pipeline.tree import Tree


@click.command("absorb")
@click.option("--dry-run", is_flag=True, help="Say which pins would be taken over, and write nothing.")
def command(*, dry_run: bool) -> int:
    """Take changed pins of actions into podspec.pins.json, and render.

    For pull requests of Dependabot or Renovate, which change `uses:` lines in podspec's workflows: the commits go
    where they are decided, and the workflows are again what podspec renders. Refuses whatever is more than pins.
    """
    there = committed(workspace(()))
    tree = Tree(there.root)
    with nullcontext() if dry_run else writing(tree):
        if not dry_run:
            recover(tree)
        pins = Pins(there.root)
        found = absorbed(tree, pins)
        if isinstance(found, Refusal):
            return _refuse(found)
        for action, pin in found.changed.items():
            say(f"{action}: {pins.table[action].version} becomes {pin.version}\n")
        if dry_run or not found.changed:
            say("" if found.changed else "no pin differs from what podspec renders\n")
            return ExitCode.CLEAN
        change(tree, [Change(PINS_FILE, tree.look(PINS_FILE), found.content)])
    # From here on it is an ordinary render: if this run dies now, the next one goes on with it.
    return finish(render_all(there, Wish(), judged_on(None)), (), strict=False)


def _refuse(refusal: Refusal) -> ExitCode:
    say(f"error: {refusal.reason}\n  --> {refusal.path}:{refusal.line}\n")
    say("nothing was written; take that edit back, or move it to where podspec reads it\n")
    return ExitCode.FINDINGS
