"""The states that are compared: of a commit, on disk, and compiled."""

from pathlib import Path

import pytest
from drift.repository import MANIFEST, MODULE, OUTPUT, SPEC, Repository, new_repository

from podspec.impact.revisions import at_commit, on_disk, rendered
from podspec.pipeline.git import NoAnswerError
from podspec.pipeline.tree import Tree

_AS_SOMEBODY = ("-c", "user.name=a", "-c", "user.email=a@example.com")
STRAY = f"{OUTPUT}/terraform/modules/lambda/mine.tf"


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A rendered spec that is committed, with a file of somebody's own among its Terraform."""
    made = new_repository(tmp_path / "repository")
    assert made.podspec("render") == 0
    made.write(STRAY, "# mine\n")
    made.write(f"{OUTPUT}/terraform/modules/lambda/.terraform/x.tf", "# Terraform's\n")
    made.git("add", "-A")
    made.git(*_AS_SOMEBODY, "commit", "-qm", "rendered")
    return made


def test_a_commit_holds_what_its_manifests_name_and_what_stands_beside_it(repository: Repository) -> None:
    before = repository.read(MODULE)
    repository.write(MODULE, "changed\n")
    state = at_commit(Tree(repository.root), "HEAD", None)
    assert state.files[MODULE] == before.encode()
    assert STRAY in state.files
    assert ".github/workflows/podspec-check.yml" in state.files
    assert state.specs == {SPEC: repository.read(SPEC).encode()}
    assert not [path for path in state.files if ".terraform/" in path or path.endswith("lock.json")]


def test_the_disk_holds_the_same(repository: Repository) -> None:
    tree = Tree(repository.root)
    manifests = [MANIFEST, ".github/podspec.lock.json"]
    assert on_disk(tree, manifests).files == at_commit(tree, "HEAD", None).files


def test_what_is_rendered_takes_the_place_of_what_was_and_leaves_the_rest(repository: Repository) -> None:
    artifacts = {f"{OUTPUT}/terraform/modules/lambda/function.tf": b"new"}
    assert rendered(Tree(repository.root), artifacts, [MANIFEST]).files == {**artifacts, STRAY: b"# mine\n"}


def test_named_specs_alone(repository: Repository) -> None:
    assert OUTPUT not in "".join(at_commit(Tree(repository.root), "HEAD", ["specs/other/service.yaml"]).files)


def test_a_manifest_that_is_none_is_told(repository: Repository) -> None:
    repository.write(MANIFEST, "{")
    repository.git(*_AS_SOMEBODY, "commit", "-qam", "broken")
    state = at_commit(Tree(repository.root), "HEAD", None)
    assert state.notes == (f"HEAD: {MANIFEST} is no manifest, so what podspec wrote for its spec is not known",)


@pytest.mark.parametrize("revision", ["nope", "--output=x", "-n", "", "HEAD:specs", "HEAD~99"])
def test_what_is_no_commit_is_said_to_be_none(repository: Repository, revision: str) -> None:
    with pytest.raises(NoAnswerError, match="git knows no commit"):
        at_commit(Tree(repository.root), revision, None)
    assert not (repository.root / "x").exists()
