"""A path in .gitattributes is that path to git, and no pattern that fits others."""

from __future__ import annotations

import subprocess
from pathlib import Path
from random import Random

import pytest
from figures.figure import figure
from hostile.escapes.amounts import STRINGS
from pydantic import ValidationError

from podspec.model.spec.service import Output
from podspec.pipeline.templates import filler

_PIECES = [*"abzAZ019", ".", "-", "_", "/", "..", "--", "*", "?", "[a]", "!", "#", " ", '"', "\\", "é", "$"]


def _paths(count: int) -> list[str]:
    """Paths that a spec may hand over: the model itself says which ones are legal."""
    random = Random(count)  # noqa: S311 - repeatable on purpose, and no secret
    found: dict[str, None] = {}
    while len(found) < count:
        path = "".join(
            random.choices(_PIECES, weights=[9] * 12 + [1] * (len(_PIECES) - 12), k=random.randint(3, 14))
        )
        if _is_legal(path):
            found[path] = None
    return list(found)


def _is_legal(path: str) -> bool:
    try:
        Output(directory=path)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize("count", STRINGS)
def test_git_leaves_out_what_is_handed_over_and_nothing_else(count: int, tmp_path: Path) -> None:
    paths = _paths(count)
    handed_over = set(paths[::2])
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / ".gitattributes").write_text(filler(".gitattributes")({"ejected": sorted(handed_over)}), "utf-8")
    done = subprocess.run(
        ["git", "check-attr", "-z", "--stdin", "linguist-generated"],
        cwd=tmp_path,
        input="".join(f"{path}\0" for path in paths).encode(),
        capture_output=True,
        check=True,
    )
    fields = done.stdout.decode().split("\0")
    read = dict(zip(fields[0::3], fields[2::3], strict=False))
    assert {path for path in paths if read[path] == "false"} == handed_over
    assert {path for path in paths if read[path] == "true"} == set(paths) - handed_over
    assert done.stderr == b""
    figure(f".gitattributes: {count:,} paths, asked of git")
