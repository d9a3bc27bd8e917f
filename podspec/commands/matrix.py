"""`podspec matrix`: the shards that a workflow checks side by side, as GitHub Actions reads a matrix."""

from __future__ import annotations

import json
from math import ceil
from pathlib import Path

import click

from podspec.commands.options import committed, say, spec_arguments, workspace
from podspec.commands.selecting import select, since

#: Jobs that a matrix can have in one run of a workflow.
#: Source: GitHub docs, actions/reference/limits, "Job matrix" (2026-11).
_MOST_JOBS = 256


@click.command("matrix")
@spec_arguments
@since
@click.option(
    "--specs-per-shard",
    type=click.IntRange(min=1),
    default=100,
    show_default=True,
    help="Specs that one job checks.",
)
def command(spec: tuple[Path, ...], since: str | None, specs_per_shard: int) -> int:
    """Print the shards to check side by side, as the matrix of a GitHub Actions job.

    One line of JSON, for `echo "matrix=$(podspec matrix)" >> "$GITHUB_OUTPUT"` in one job and
    `matrix: ${{ fromJSON(needs.<job>.outputs.matrix) }}` with `podspec check --shard ${{ matrix.shard }}` in the
    next. Give both the same --changed-since. There is always one shard, since GitHub refuses an empty matrix.
    """
    selected = select(committed(workspace(spec)), since)
    count = min(_MOST_JOBS, max(1, ceil(len(selected.specs) / specs_per_shard)))
    say(json.dumps({"shard": [f"{index}/{count}" for index in range(1, count + 1)]}) + "\n")
    return 0
