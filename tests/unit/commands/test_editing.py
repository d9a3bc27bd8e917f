"""What edits of a spec have in common: nobody else's work is lost, and a wrong policy judges nobody."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click
import pytest
from drift.repository import SPEC, TEXT, Repository, new_repository

from podspec.authoring.document import Document, LayoutError
from podspec.authoring.edit import put
from podspec.authoring.value import node_of
from podspec.commands.editing import edit_spec, look, subject
from podspec.pipeline.transaction import ChangedError

TODAY = date(2026, 11, 1)
MEMORY = ("targets", "lambda", "memory_mb")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with one spec."""
    made = new_repository(tmp_path / "repository")
    monkeypatch.chdir(made.root)
    return made


def more_memory(document: Document) -> Document:
    return put(document, MEMORY, node_of(1024))


def test_an_edit_is_written_and_reported(repository: Repository) -> None:
    run = edit_spec("set", subject(None), more_memory, TODAY, dry_run=False)
    assert repository.read(SPEC) == TEXT.replace("256", "1024")
    assert [(one.change, one.path) for one in run.changes] == [("updated", SPEC)]
    assert run.impact is not None
    assert not run.failed(strict=True)


def test_what_somebody_writes_meanwhile_is_not_lost(repository: Repository) -> None:
    def slow(document: Document) -> Document:
        repository.write(SPEC, TEXT + "# by somebody else\n")
        return more_memory(document)

    with pytest.raises(ChangedError):
        edit_spec("set", subject(None), slow, TODAY, dry_run=False)
    assert repository.read(SPEC) == TEXT + "# by somebody else\n"


def test_a_text_that_cannot_be_edited_is_named(repository: Repository) -> None:
    def impossible(_document: Document) -> Document:
        raise LayoutError(5)

    with pytest.raises(click.UsageError, match=f"{SPEC}: line 5 is laid out"):
        edit_spec("set", subject(None), impossible, TODAY, dry_run=False)
    assert repository.read(SPEC) == TEXT


def test_a_wrong_policy_refuses_every_edit(repository: Repository) -> None:
    repository.write("podspec.policy.yaml", "nobody: 1\n")
    run = edit_spec("set", subject(None), more_memory, TODAY, dry_run=False)
    assert run.failed(strict=False)
    assert run.summary == "nothing was written"
    assert repository.read(SPEC) == TEXT


def test_only_warnings_that_the_edit_brings_are_shown(repository: Repository) -> None:
    repository.write(SPEC, TEXT.replace("dev: {", "dev: {network: {cidr: 11.0.0.0/16}, "))
    assert edit_spec("set", subject(None), more_memory, TODAY, dry_run=True).findings == ()
    repository.write(SPEC, TEXT)

    def public(document: Document) -> Document:
        return put(document, ("environments", "dev", "network", "cidr"), node_of("11.0.0.0/16"))

    found = edit_spec("set", subject(None), public, TODAY, dry_run=True).findings
    assert [one.code for one in found] == ["PS244"]


def test_a_spec_is_a_file(repository: Repository) -> None:
    of = subject(Path(SPEC))
    repository.remove(SPEC)
    with pytest.raises(OSError, match="No such file"):
        look(of)
    (repository.root / SPEC).mkdir()
    with pytest.raises(OSError, match="a folder, and no spec"):
        look(of)


def test_a_warning_refuses_an_edit_where_a_person_is_strict(repository: Repository) -> None:
    def public(document: Document) -> Document:
        return put(document, ("environments", "dev", "network", "cidr"), node_of("11.0.0.0/16"))

    run = edit_spec("set", subject(None), public, TODAY, dry_run=False, strict=True)
    assert run.failed(strict=True)
    assert run.summary == "nothing was written"
    assert repository.read(SPEC) == TEXT


def test_a_file_that_is_handed_over_is_no_part_of_the_effect(repository: Repository) -> None:
    path = "generated/hello/terraform/modules/lambda/function.tf"
    repository.podspec("render")
    repository.write(SPEC, f"{TEXT}eject: [{path}]\n")
    repository.podspec("render")
    run = edit_spec("set", subject(None), more_memory, TODAY, dry_run=True)
    assert run.impact is not None
    assert path not in {one.path for one in run.impact.files}
    assert "aws_lambda_function" in {one.type for one in run.impact.resources}
