"""The options that make a run look at a part of the specs, and what is left to look at."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from podspec.commands.options import Workspace, plural
from podspec.model.layout import manifest_path
from podspec.pipeline import earlier
from podspec.pipeline.collide import Neighbour
from podspec.pipeline.earlier import Earlier
from podspec.pipeline.git import NoAnswerError, changed_since
from podspec.pipeline.parallel import spread
from podspec.pipeline.selection import Changed, Shard
from podspec.pipeline.tree import Tree

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

_WHOLE = Shard(1, 1)


class ShardType(click.ParamType[Shard]):
    """`I/N`."""

    name = "I/N"

    def convert(self, value: object, param: click.Parameter | None, ctx: click.Context | None) -> Shard:
        """Read one value of `--shard`."""
        if isinstance(value, Shard):
            return value
        match = re.fullmatch(r"([1-9][0-9]{0,5})/([1-9][0-9]{0,5})", str(value))
        if not match or int(match[1]) > int(match[2]):
            self.fail(f"{value!r} is no shard such as 2/5, the second of five", param, ctx)
        return Shard(int(match[1]), int(match[2]))


_since_option = click.option(
    "--changed-since",
    "since",
    metavar="REV",
    help="Only specs that can be touched by what has changed since the branch left REV.",
)
_shard_option = click.option(
    "--shard", type=ShardType(), default=_WHOLE, help="Only one of N equal parts of the specs, such as 2/5."
)


def since(command: Decorated) -> Decorated:
    """Give a command `--changed-since`."""
    return _since_option(command)


def selecting(command: Decorated) -> Decorated:
    """Give a command `--changed-since` and `--shard`."""
    return _since_option(_shard_option(command))


class Selected(NamedTuple):
    """What a run looks at.

    `neighbours` are the specs that it does not; `shared` says whether it judges what the specs share; `manifests`
    and `among` are where it looks for leftovers of specs that are gone.
    """

    specs: tuple[tuple[Path, str], ...]
    neighbours: tuple[Neighbour, ...] = ()
    shared: bool = True
    manifests: tuple[str, ...] | None = None
    among: frozenset[str] | None = None

    @property
    def words(self) -> str:
        """How many specs there are, and of how many."""
        count, all_of_them = len(self.specs), len(self.specs) + len(self.neighbours)
        return f"{count:,} of {plural(all_of_them, 'spec')}" if self.neighbours else plural(count, "spec")


def select(there: Workspace, revision: str | None, shard: Shard = _WHOLE) -> Selected:
    """Leave out what a change since `revision` cannot touch, then what another shard looks at.

    Raises:
        click.UsageError: if git cannot say what has changed.
    """
    tree = Tree(there.root)
    touched, shared = there.specs, bool(there.specs)
    left_out: dict[str, Neighbour] = {}
    among: frozenset[str] | None = None
    if revision is not None:
        change = Changed(tree, _changed(there, revision))
        # What a spec that is gone has left behind may be unchanged itself.
        among = None if change.ends_a_spec() else change.paths
        looked = spread(partial(_untouched, tree, change), [file for _, file in there.specs])
        left_out = {one.file: one for one in looked if one}
        touched = tuple(one for one in there.specs if one[1] not in left_out)
        shared = shared and change.touches_repository()
    mine = shard.of(touched)
    compiled = {file for _, file in mine}
    others = [file for _, file in touched if file not in compiled]
    left_out |= {one.file: one for one in spread(partial(_neighbour, tree), others)}
    rest = tuple(left_out[file] for _, file in there.specs if file in left_out)
    is_first = shard.number == 1
    return Selected(mine, rest, shared and is_first, there.manifests if is_first else None, among)


def _changed(there: Workspace, revision: str) -> frozenset[str]:
    try:
        return changed_since(there.root, revision)
    except NoAnswerError as error:
        raise click.UsageError(str(error)) from error


def _untouched(tree: Tree, change: Changed, file: str) -> Neighbour | None:
    """A spec that a change cannot touch, or None: one look into its manifest answers both questions."""
    before = earlier.read(tree.look(manifest_path(file)))
    return None if change.touches_spec(file, before) else _as_neighbour(file, before)


def _neighbour(tree: Tree, file: str) -> Neighbour:
    return _as_neighbour(file, earlier.read(tree.look(manifest_path(file))))


def _as_neighbour(file: str, before: Earlier) -> Neighbour:
    return Neighbour(file, (*before.paths, *sorted(before.ejected)))
