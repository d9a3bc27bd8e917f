"""What git knows of a checkout. Asked only where something looks wrong: a clean check starts no other program."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from subprocess import CompletedProcess

# Fixed words only, and none of the repository's own programs: the checkout may be a stranger's.
_GIT = ["git", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"]
#: Plain files, and programs. Source: git-fast-import's list of modes (2026-11).
_FILE_MODES = {"100644", "100755"}
#: What people call the branch that they release from.
_USUAL_BRANCHES = {"main", "master", "trunk"}
#: Bytes of the largest file that is read, as in tree.py.
_LARGEST = 16 << 20


def not_ignored(root: Path, paths: list[str]) -> list[str]:
    """The paths that git does not ignore; all of them where there is no git or no repository."""
    if not paths:
        return []
    answer = _ask(root, "check-ignore", "-z", "--stdin", given=os.fsencode("\0".join(paths)))
    ignored = set(os.fsdecode(answer).split("\0"))
    return [path for path in paths if path not in ignored]


def tracks(root: Path, file: Path) -> bool:
    """Whether git tracks a file; never where there is no git or no repository."""
    if not file.is_relative_to(root.resolve()):
        return False
    return bool(_ask(root, "ls-files", "-z", "--", f":(top,literal){file.relative_to(root.resolve()).as_posix()}"))


def keeps_modes(root: Path) -> bool:
    """Whether a file's permission to run means anything here.

    Some file systems have none, or give it to every file; git notices when it makes a checkout, and then looks at
    modes no more. Without git, or without a repository, they count.
    """
    return _ask(root, "config", "--type=bool", "core.fileMode").strip() != b"false"


class NoAnswerError(Exception):
    """Git is not there, or cannot say what was asked; the text says what to do."""


def changed_since(root: Path, revision: str) -> frozenset[str]:
    """The paths of all files that are not what they were where the present branch left `revision`.

    A file that git does not track counts, if it is not ignored. Both names of a renamed file are among the paths.

    Raises:
        NoAnswerError: if git does not know the revision, or no commit that both come from.
    """
    base = _left_at(root, revision)
    differing = _need(root, "diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", base, "--")
    untracked = _need(root, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(filter(None, os.fsdecode(differing + untracked).split("\0")))


def commit_of(root: Path, revision: str) -> str:
    """The commit that a revision names.

    Raises:
        NoAnswerError: if git does not know it here.
    """
    if not (root / ".git").exists():
        raise NoAnswerError("there is no git repository here, so nobody knows what has changed")
    try:
        commit = _need(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    except NoAnswerError:
        raise NoAnswerError(f"git knows no commit {revision!r} here; in a shallow clone, fetch it first") from None
    return os.fsdecode(commit).strip()


def has_commits(root: Path) -> bool:
    """Whether anything has ever been committed on the present branch."""
    return bool(_ask(root, "rev-parse", "--verify", "--quiet", "HEAD"))


def origin(root: Path) -> str:
    """The address of the repository that this one was cloned from, or is pushed to; nothing if it has none."""
    return os.fsdecode(_ask(root, "config", "--get", "remote.origin.url")).strip()


def main_branch(root: Path) -> str | None:
    """The branch that the origin calls its own; before there is one, the present one if it has a usual name."""
    theirs = os.fsdecode(_ask(root, "symbolic-ref", "--quiet", "--short", "refs/remotes/origin/HEAD")).strip()
    if theirs:
        return theirs.removeprefix("origin/")
    present = os.fsdecode(_ask(root, "symbolic-ref", "--quiet", "--short", "HEAD")).strip()
    return present if present in _USUAL_BRANCHES else None


def files_at(root: Path, commit: str) -> dict[str, str]:
    """The object of every file of a commit, by path; no symlink, and nothing of a submodule.

    Raises:
        NoAnswerError: if git has no such commit here.
    """
    found = {}
    listed = os.fsdecode(_need(root, "ls-tree", "-r", "-z", "--full-tree", commit, "--"))
    for line in filter(None, listed.split("\0")):
        facts, _, path = line.partition("\t")
        mode, _, name = facts.split()
        if mode in _FILE_MODES:
            found[path] = name
    return found


def contents(root: Path, names: Iterable[str]) -> dict[str, bytes]:
    """The bytes of objects, by name; those that are larger than any artifact are left out.

    Raises:
        NoAnswerError: if one is not here, as in a clone that leaves some out: podspec fetches nothing.
    """
    asked = list(dict.fromkeys(names))
    told = _ask(root, "cat-file", "--batch-check", given="".join(f"{name}\n" for name in asked).encode())
    sizes = [line.split() for line in told.splitlines()]
    # Git stops at the first object that it would have to fetch.
    if len(sizes) != len(asked) or any(facts[1:2] != [b"blob"] for facts in sizes):
        raise NoAnswerError("git does not have all files of the commit here: the clone left them out")
    small = [(os.fsdecode(name), int(size)) for name, _, size in sizes if int(size) <= _LARGEST]
    answer = _ask(root, "cat-file", "--batch", given="".join(f"{name}\n" for name, _ in small).encode())
    return dict(_split(answer, small))


def _split(answer: bytes, sizes: list[tuple[str, int]]) -> Iterator[tuple[str, bytes]]:
    """Each object's bytes: they stand between a line about it and a line feed."""
    at = 0
    for name, size in sizes:
        start = answer.index(b"\n", at) + 1
        yield name, answer[start : start + size]
        at = start + size + 1


def _left_at(root: Path, revision: str) -> str:
    """The commit at which the present branch left `revision`."""
    commit = commit_of(root, revision)
    try:
        return _need(root, "merge-base", commit, "HEAD").decode().strip()
    except NoAnswerError:
        more = "in GitHub Actions, check out with `fetch-depth: 0`"
        raise NoAnswerError(f"git finds no commit that HEAD and {revision!r} both come from; {more}") from None


def _need(root: Path, *words: str) -> bytes:
    """What git answers to a question that must have an answer."""
    asked = _run(root, words, b"")
    if asked is None:
        raise NoAnswerError("git is not installed")
    if asked.returncode:
        said = os.fsdecode(asked.stderr).strip().removeprefix("fatal: ")
        raise NoAnswerError(f"git cannot say what has changed: {said}")
    return asked.stdout


def _ask(root: Path, *words: str, given: bytes = b"") -> bytes:
    """What git answers; nothing where there is no git."""
    asked = _run(root, words, given)
    return asked.stdout if asked else b""


def _run(root: Path, words: tuple[str, ...], given: bytes) -> CompletedProcess[bytes] | None:
    """Ask git, and wait; None where there is no git."""
    import subprocess

    try:
        return subprocess.run(  # noqa: S603 - fixed words, and revisions that cannot be taken for options
            [*_GIT, *words], cwd=root, env=_neutral_environment(), input=given, capture_output=True, check=False
        )
    except FileNotFoundError:
        return None


def _neutral_environment() -> dict[str, str]:
    """The environment without git's variables: a hook that calls podspec must not change its answer.

    Where a clone has left objects out, git would fetch them when asked; podspec stays off the network.
    Git before 2.45 does not know the first of the two. Source: git(1) (2026-11).
    """
    own = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    return {**own, "GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": ""}
