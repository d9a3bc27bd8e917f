"""Every command of the documentation runs, and says what the page shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest
from docs.follow import Followed, Walk, faults
from docs.pages import Page, commands, is_run, pages
from docs.places import Place

CODES = "docs/codes/"
#: Followed by test_tutorial.py, up to Terraform's verdict.
TUTORIAL = "docs/tutorial.md"

FOLLOWED = [page for page in pages() if page.is_followed and not page.path.startswith((CODES, TUTORIAL))]


@pytest.mark.parametrize("page", FOLLOWED, ids=str)
def test_a_page_shows_what_its_commands_say(page: Page, tmp_path: Path) -> None:
    walk = Walk(page, tmp_path)
    assert list(walk.follow())
    assert not (found := faults(page, walk.done)), found


# -- pages of codes: what is shown is the way to a finding, and the way out of it -------------------------------


@dataclass(frozen=True)
class Scene:
    """How a page's commands are run.

    Attributes:
        place: where.
        before: what has happened there before.
        is_mended: False where the good example asks a package index.
    """

    place: str
    before: str = "true"
    is_mended: bool = True


_COMMITTED = (
    "sed -i.bak '{}' specs/hello/service.yaml && podspec render && git commit --quiet --all --message change"
)
_TWO_BRANCHES = f"""
git switch --quiet --create feature && {_COMMITTED.format("s/lambda: {}/lambda: {memory_mb: 1024}/")} &&
git switch --quiet main && {_COMMITTED.format("s/name: hello/name: hello, description: Greets/")}
"""

SCENES = {
    "PS001": Scene("hello"),
    "PS002": Scene("hello", "cp specs/hello/service.yaml hello.yaml"),
    "PS003": Scene("hello"),
    "PS290": Scene("podinfo", is_mended=False),
    "PS301": Scene("hello"),
    "PS302": Scene("hello"),
    "PS304": Scene("hello"),
    "PS305": Scene("overlays"),
    "PS306": Scene("hello"),
    "PS307": Scene("hello", _TWO_BRANCHES),
}
#: Those that run in `make test`, too: one of a spec, one of each side of a drift.
QUICK = {"PS001", "PS301", "PS304"}
#: Pages of codes whose commands do not run here.
NOT_RUN = {"PS303": "it asks a package index", "PS402": "it takes a power failure"}

WITH_COMMANDS = [page for page in pages() if page.is_followed and page.path.startswith(CODES)]


def code_of(page: Page) -> str:
    return Path(page.path).stem


def test_every_page_of_a_code_with_commands_has_its_scene() -> None:
    assert {code_of(page) for page in WITH_COMMANDS} == SCENES.keys() | NOT_RUN.keys()


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(page, id=code, marks=() if code in QUICK else pytest.mark.long)
        for page in WITH_COMMANDS
        if (code := code_of(page)) in SCENES
    ],
)
def test_the_bad_example_of_a_code_raises_it_and_the_good_one_mends_it(page: Page, tmp_path: Path) -> None:
    code = code_of(page)
    place = Place(tmp_path, SCENES[code].place)
    place.must(SCENES[code].before)
    bad, good = page.blocks
    said = [Followed(command, place.run(command.text)) for command in commands(bad)]
    assert f"[{code}]" in "".join(one.said.text for one in said) + place.run("podspec check").text
    assert all(one.is_true for one in said if one.command.shown)
    for command in commands(good) if is_run(good) and SCENES[code].is_mended else ():
        place.must(command.text)
