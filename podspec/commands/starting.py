"""What every way to a first spec shares: what is there, what is asked, what is written, what comes next."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

import click

from podspec.authoring import remote
from podspec.authoring.start import SCHEMA_FILE, TARGETS, Answers, Foundation
from podspec.commands.asking import (
    Asker,
    Question,
    are_ids,
    ids,
    is_account,
    is_name,
    is_region,
    is_slug,
    one_of,
)
from podspec.commands.options import judged_on
from podspec.compiler import analyse
from podspec.model.compilation import Compilation
from podspec.model.regions import REGIONS
from podspec.model.spec.environments import NewNetwork
from podspec.pipeline.discover import SPEC_FILE, checkout, specs
from podspec.pipeline.git import main_branch, origin
from podspec.pipeline.tree import Tree
from podspec.pipeline.way import Kind

_SPECS = "specs"


class Given(NamedTuple):
    """What the flags say; None for what they leave open."""

    name: str | None
    target: str | None
    account: str | None
    region: str | None
    slug: str | None
    ids: str | None


class Place(NamedTuple):
    """Where a spec is started: the repository's root, the service's folder, and what other specs stand there."""

    root: Path
    folder: Path
    others: tuple[Compilation, ...]


def look_around(folder: Path) -> Place:
    """What is there already. A spec that is wrong tells nothing."""
    here = folder.resolve()
    root = checkout(here) or Path.cwd().resolve()
    if not here.is_relative_to(root):
        root = here
    # A spec at the root hides the others from a command that names none; here all of them count.
    paths = dict.fromkeys([*specs(root, root), *specs(root / _SPECS, root)])
    analysed = [analyse(path, path.relative_to(root).as_posix(), judged_on(None)) for path in paths]
    return Place(root, here, tuple(one for one in analysed if one.spec and not one.failed))


def ask(place: Place, given: Given, asker: Asker, default_name: str | None, target: str = "lambda") -> Answers:
    """At most five questions. The last one is for the repository, or where that is known for its ids.

    Raises:
        click.UsageError: if something is missing, and nobody can be asked.
    """
    name = asker.answer(Question("--name", "Name of the service", is_name, default_name), given.name)
    where = asker.answer(
        Question("--target", f"Where it runs ({', '.join(TARGETS)})", one_of(*TARGETS), target), given.target
    )
    account = asker.answer(Question("--account", "AWS account (12 digits)", is_account), given.account)
    region = asker.answer(Question("--region", "AWS region", is_region, _region()), given.region)
    known = given.slug or remote.slug(origin(place.root))
    slug = asker.answer(Question("--slug", "Repository on GitHub (owner/name)", is_slug), known)
    said = _ids_asked(asker, slug, given.ids) if known or given.ids else ""
    asker.settle()
    branch = main_branch(place.root) or "main"
    prepared, cidr = _foundation(place, account), _free_cidr(place)
    return Answers(name, where, account, region, slug, ids(said), branch, foundation=prepared, cidr=cidr)


def _ids_asked(asker: Asker, slug: str, given: str | None) -> str:
    text = (
        f"GitHub's ids of owner and repository: gh api repos/{slug} --jq '.owner.id, .id' prints them\n"
        "(nothing, if the repository is older than 15 July 2026)"
    )
    return asker.answer(Question("--ids", text, are_ids, ""), given)


def _region() -> str:
    named = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or ""
    return named if named in REGIONS else "us-east-1"


def as_name(folder: str) -> str | None:
    """A folder's name as a service may be called, if it is near enough."""
    name = folder.lower().replace("_", "-").replace(".", "-").strip("-")
    return None if is_name(name) else name


def _foundation(place: Place, account: str) -> Foundation | None:
    """The spec that prepares the account already, if there is one: two cannot. Another one of it knows as much."""
    from podspec.components.places import home_region

    for one in sorted(place.others, key=lambda one: not _creates(one)):
        environments = [resolved.environment for resolved in one.resolved]
        registry = one.spec.registry if one.spec else None
        if one.spec and account in {*(each.account for each in environments), registry and registry.account}:
            return Foundation(home_region(one.spec, environments, account), one.file, creates=_creates(one))
    return None


def _creates(one: Compilation) -> bool:
    return one.spec is not None and one.spec.foundation == "create"


def _free_cidr(place: Place) -> str:
    """A private network that no other spec of the repository has."""
    networks = (resolved.environment.network for one in place.others for resolved in one.resolved)
    taken = {".".join(network.cidr.split(".")[:2]) for network in networks if isinstance(network, NewNetwork)}
    free = (f"10.{number}" for number in range(10, 250, 10))
    return f"{next((one for one in free if one not in taken), '10.10')}.0.0/16"


# -- writing ------------------------------------------------------------------------------------------------


def spec_path(name: str) -> str:
    """Where the spec of a service goes."""
    return f"{_SPECS}/{name}/{SPEC_FILE}"


def schema(root: Path) -> dict[str, str]:
    """The schema for editors, if no spec has brought it yet."""
    import json

    from podspec.model.schema import json_schema

    path = f"{_SPECS}/{SCHEMA_FILE}"
    if Tree(root).look(path).kind is not Kind.NOTHING:
        return {}
    return {path: json.dumps(json_schema(), indent=2, ensure_ascii=False) + "\n"}


def write_new(root: Path, files: dict[str, str]) -> None:
    """Write files where nothing is; the first one decides.

    Raises:
        click.UsageError: if something is there.
    """
    tree = Tree(root)
    for path, text in files.items():
        if tree.look(path).kind is not Kind.NOTHING:
            raise click.UsageError(
                f"{path} is there already: `podspec set` changes it, --name chooses another place"
            )
        tree.make_folders(path)
        tree.create(path, text.encode(), 0o644)


def next_steps(file: str, answers: Answers) -> str:
    """What a person types now."""
    steps = [
        ("podspec render", f"writes the delivery system into generated/{answers.name}"),
        ("podspec verify", "lets Terraform, actionlint and others judge it"),
        ("podspec cost", "estimates what it costs a month"),
    ]
    lines = [f"{file} is written; {_SPECS}/{SCHEMA_FILE} tells your editor what it may hold", "", "Next:"]
    lines += [f"  {command:<16} {what}" for command, what in steps]
    if not answers.ids:
        lines += ["", "If the repository is from 15 July 2026 or later: podspec explain PS203"]
    if "lambda" in TARGETS[answers.target]:
        lines += [
            "",
            "On Lambda, the image must speak Lambda's Runtime API: AWS Lambda Web Adapter in it is enough",
        ]
    return "\n".join([*lines, ""])
