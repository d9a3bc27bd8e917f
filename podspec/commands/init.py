"""`podspec init`: a first spec from a few answers, or from a manifest of AWS Copilot."""

from __future__ import annotations

from pathlib import Path

import click

from podspec.authoring.dockerfile import Fact, Facts, facts
from podspec.authoring.start import SCHEMA_FILE, TARGETS, first_spec
from podspec.commands.asking import Asker
from podspec.commands.options import say
from podspec.commands.starting import (
    Given,
    Place,
    as_name,
    ask,
    look_around,
    next_steps,
    schema,
    spec_path,
    write_new,
)
from podspec.model.exit_code import ExitCode

_DOCKERFILES = ("Dockerfile", "Containerfile")
#: Bytes of a Dockerfile that are read.
_LARGEST = 256 * 1024


def _one_target(_context: click.Context, _option: click.Parameter, typed: tuple[str, ...]) -> str | None:
    """`--target lambda --target ec2` and `--target lambda,ec2` mean both: none of them may get lost."""
    parts = [part.strip() for one in typed for part in one.split(",")]
    named = [word for word, targets in TARGETS.items() if set(parts) == set(targets)]
    return (named[0] if named else ",".join(parts)) if parts else None


@click.command("init")
@click.argument("folder", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--name", help="Name of the service.  [default: the folder's]")
@click.option(
    "--target",
    metavar="TARGET",
    multiple=True,
    callback=_one_target,
    help=f"Where it runs: {', '.join(TARGETS)}.  [default: lambda]",
)
@click.option("--account", metavar="DIGITS", help="AWS account of its first environment.")
@click.option("--region", help="AWS region of it.  [default: AWS_REGION, else us-east-1]")
@click.option("--slug", metavar="OWNER/NAME", help="Repository on GitHub.  [default: what git remote says]")
@click.option(
    "--ids", metavar="OWNER,REPOSITORY", help="GitHub's numeric ids, for a repository since 15 July 2026."
)
@click.option("--yes", is_flag=True, help="Take the defaults, and ask nothing.")
@click.option(
    "--from",
    "source",
    nargs=2,
    type=(click.Choice(["copilot"]), click.Path(exists=True, dir_okay=False, path_type=Path)),
    metavar="copilot MANIFEST",
    help="Carry over a manifest of AWS Copilot, and say what could not be.",
)
def command(  # noqa: PLR0913 - one parameter for each option
    folder: Path,
    *,
    name: str | None,
    target: str | None,
    account: str | None,
    region: str | None,
    slug: str | None,
    ids: str | None,
    source: tuple[str, Path] | None,
    yes: bool,
) -> int:
    """Write a first spec for the service in FOLDER: a few questions, or a flag for each.

    Reads the Dockerfile and the git remote for what they tell. Writes specs/NAME/service.yaml, never over a file
    that is there.
    """
    given, asker = Given(name, target, account, region, slug, ids), Asker(defaults=yes)
    if source:
        from podspec.commands.from_copilot import carry_over

        return carry_over(source[1], given, asker)
    place = look_around(folder)
    answers = ask(place, given, asker, default_name=as_name(place.folder.name))
    found = Origin(place)
    answers = answers._replace(context=found.context, dockerfile=found.dockerfile, facts=found.facts)
    file = spec_path(answers.name)
    write_new(place.root, {file: first_spec(answers, f"../{SCHEMA_FILE}").text, **schema(place.root)})
    say("".join(f"{line}\n" for line in found.words()))
    say(next_steps(file, answers))
    return ExitCode.CLEAN


class Origin:
    """What the folder of a service tells about its image."""

    def __init__(self, place: Place) -> None:
        self.context = place.folder.relative_to(place.root).as_posix()
        there = [name for name in _DOCKERFILES if (place.folder / name).is_file()]
        self.dockerfile = there[0] if there else "Dockerfile"
        self.file = place.folder / self.dockerfile if there else None
        self.shown = f"{self.context}/{self.dockerfile}".removeprefix("./")
        self.facts = _read(self.file) if self.file else Facts()

    def words(self) -> list[str]:
        """What was found, for whoever answers the rest."""
        if self.file is None:
            return [f"{self.shown}: there is none yet; podspec builds the image from it"]
        port, health, processor = self.facts
        said = [*_fact("port", port), *_fact("health at", health), *_fact("built for", processor)]
        return [f"{self.shown}: {', '.join(said) or 'says no port'}"]


def _fact(word: str, fact: Fact | None) -> list[str]:
    return [f"{word} {fact.value} (line {fact.line})"] if fact else []


def _read(file: Path) -> Facts:
    with file.open(encoding="utf-8", errors="replace") as text:
        return facts(text.read(_LARGEST))
