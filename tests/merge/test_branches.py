"""Two branches change one spec. Whenever the specs merge, `podspec render` alone mends what git did."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from drift.repository import MANIFEST, SPEC, Repository, new_repository
from figures.figure import figure
from merge.branches import BASE, branch, commit, edited, knows_zdiff3, merge

STYLES = ("merge", "diff3", "zdiff3")
CHUNKS = 6
QUICK = 6
LONG = 50
Output = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository before the two branches part, with a file of the user's beside the output."""
    made = new_repository(tmp_path_factory.mktemp("merge") / "base", BASE)
    for setting in (("user.name", "a"), ("user.email", "a@example.com"), ("gc.auto", "0")):
        made.git("config", *setting)
    made.write("README.md", "mine\n")
    assert made.podspec("render") == 0
    commit(made, "base")
    made.git("branch", "base")
    return made.root


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_render_alone_mends_every_merge_of_specs_that_git_could_merge(
    chunk: int, base: Path, tmp_path: Path, capsys: Output
) -> None:
    _judge_all(range(chunk * QUICK, (chunk + 1) * QUICK), base, tmp_path, capsys)


@pytest.mark.long
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_render_alone_mends_very_many_merges(chunk: int, base: Path, tmp_path: Path, capsys: Output) -> None:
    first = CHUNKS * QUICK + chunk * LONG
    _judge_all(range(first, first + LONG), base, tmp_path, capsys)


def _judge_all(seeds: range, base: Path, tmp_path: Path, capsys: Output) -> None:
    ends = Counter(_judge(seed, base, tmp_path / str(seed), capsys) for seed in seeds)
    figure(f"{len(seeds)} pairs of branches: {dict(ends)}")
    assert ends["mended"] >= len(seeds) // 4


def _judge(seed: int, base: Path, folder: Path, capsys: Output) -> str:
    """Make two branches, merge them, and render; what came of it."""
    random = Random(seed)  # noqa: S311 - repeatable on purpose, and no secret
    shutil.copytree(base, folder)
    repository = Repository(folder)
    for name in ("ours", "theirs"):
        branch(repository, name, edited(BASE, random), rendered=random.random() < 0.9)
    clean = _merge(repository, seed)
    before = repository.files()
    capsys.readouterr()
    code = repository.podspec("render")
    said = capsys.readouterr().out
    assert repository.read("README.md") == "mine\n"
    if "<<<<<<<" in repository.read(SPEC):
        assert (code, said.count("error[PS017]"), repository.files()) == (1, 1, before), f"seed {seed}: {said}"
        return "spec in conflict"
    if code == 1 and "error[PS" in said:
        assert repository.files() == before, f"seed {seed}: {said}"
        return "merged to a wrong spec"
    assert code == 0, f"seed {seed}: {said}"
    assert repository.podspec("check") == 0, f"seed {seed}: {capsys.readouterr().out}"
    _assert_like_new(repository, seed)
    return "nothing to mend" if clean and not _has_changed(before, repository) else "mended"


def _merge(repository: Repository, seed: int) -> bool:
    """Merge, or rebase, which swaps whose side is whose."""
    style = STYLES[seed % 3] if knows_zdiff3(repository.root) else STYLES[seed % 2]
    words = ("rebase", "-q", "ours") if seed % 5 == 0 else ("merge", "-q", "--no-edit", "ours")
    return merge(repository, style, *words)


def _has_changed(before: dict[str, tuple[str, int, int]], repository: Repository) -> bool:
    return before != repository.files()


def _assert_like_new(repository: Repository, seed: int) -> None:
    """The output is what the merged spec renders to where nothing was before."""
    fresh = new_repository(repository.root.parent / f"{repository.root.name}-fresh", repository.read(SPEC))
    assert fresh.podspec("render") == 0
    wanted = {path: found[0] for path, found in fresh.files().items()}
    found = {path: found[0] for path, found in repository.files().items() if path != "README.md"}
    assert found == wanted, f"seed {seed}"


# -- what is not the merge's ---------------------------------------------------------------------------------


def test_work_of_ones_own_in_a_file_that_git_could_not_merge_is_saved(
    base: Path, tmp_path: Path, capsys: Output
) -> None:
    shutil.copytree(base, tmp_path / "root")
    repository = Repository(tmp_path / "root")
    branch(repository, "ours", BASE.replace("memory_mb: 256", "memory_mb: 512"))
    branch(repository, "theirs", BASE.replace("burst: 200", "burst: 400"))
    assert not merge(repository, "merge", "merge", "-q", "ours")
    conflicted = [path for path in repository.files() if "<<<<<<<" in repository.read(path)]
    repository.write(conflicted[0], repository.read(conflicted[0]) + "# a note\n")
    held = {path: repository.read(path).encode() for path in conflicted}
    assert repository.podspec("render") == 0
    assert MANIFEST in held
    assert {path: repository.saved()[path] for path in held} == held
    assert f"saved {conflicted[0]}" in capsys.readouterr().out


def test_a_hand_edit_that_no_merge_made_is_refused_in_the_middle_of_one(base: Path, tmp_path: Path) -> None:
    """The manifest is whole, so nothing excuses the edit."""
    shutil.copytree(base, tmp_path / "root")
    repository = Repository(tmp_path / "root")
    branch(repository, "ours", BASE.replace("tier: three", "tier: two"), rendered=False)
    branch(repository, "theirs", BASE.replace("timeout_seconds: 10", "timeout_seconds: 20"))
    assert merge(repository, "merge", "merge", "-q", "--no-edit", "ours")
    edited_path = next(path for path in repository.files() if path.endswith("dev/us-east-1/lambda.tf"))
    repository.write(edited_path, repository.read(edited_path) + "# a note\n")
    assert repository.podspec("render") == 1
    assert repository.read(edited_path).endswith("# a note\n")
