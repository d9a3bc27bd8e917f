"""Whoever writes says which command it is, and whoever waits is told."""

from pathlib import Path

import click
from click.testing import CliRunner

from podspec.commands.writing import writing
from podspec.pipeline.lock import holder
from podspec.pipeline.tree import Tree


def test_the_lock_names_the_command_that_runs(tmp_path: Path) -> None:
    @click.group()
    def program() -> None: ...

    @program.command("render")
    def render() -> None:
        with writing(Tree(tmp_path)):
            click.echo(holder(Tree(tmp_path)))

    said = CliRunner().invoke(program, ["render"], prog_name="podspec").output
    assert said.endswith(" (podspec render)\n")


def test_outside_of_a_command_it_is_podspecs(tmp_path: Path) -> None:
    with writing(Tree(tmp_path)):
        assert holder(Tree(tmp_path)).endswith(" (podspec)")
