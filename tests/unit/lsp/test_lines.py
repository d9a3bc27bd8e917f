"""From a place of the spec to the generated lines that it decides, as they are on disk."""

from pathlib import Path

import pytest
from drift.repository import DEV, PROD, TEXT, Repository, new_repository
from open_specs import CURSOR, Spot, opened

from podspec.lsp.lines import decided


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A repository whose output stands."""
    made = new_repository(tmp_path_factory.mktemp("lines") / "repository")
    assert made.podspec("render") == 0
    return made


def spot(repository: Repository, word: str, text: str = TEXT) -> Spot:
    """The spec with the cursor before a word."""
    assert word in text
    return opened(repository.root, text.replace(word, f"{CURSOR}{word}", 1))


def lines(repository: Repository, at: Spot) -> dict[str, list[str]]:
    """The lines that are found, by file."""
    found: dict[str, list[str]] = {}
    for one in decided(at.document, at.line, at.column):
        there = repository.read(one.path).split("\n")[one.span.line - 1 : one.span.end_line - 1]
        found.setdefault(one.path, []).extend(line.strip() for line in there)
    return found


def test_a_value_leads_to_every_line_that_says_it(rendered: Repository) -> None:
    found = lines(rendered, spot(rendered, "memory_mb"))
    assert found[DEV] == found[PROD] == ["memory_mb               = 256"]
    assert [path for path in found if "/docs/" in path] == list(found)[-sum("/docs/" in one for one in found) :]


def test_an_unsaved_value_leads_to_the_lines_of_the_last_render(rendered: Repository) -> None:
    found = lines(rendered, spot(rendered, "memory_mb", TEXT.replace("256", "1024")))
    assert found[DEV] == ["memory_mb               = 256"]


def test_a_file_that_was_edited_or_is_gone_is_no_dead_end(tmp_path: Path) -> None:
    made = new_repository(tmp_path / "repository")
    assert made.podspec("render") == 0
    made.write(DEV, f"# mine\n{made.read(DEV)}")
    made.remove(PROD)
    found = lines(made, spot(made, "memory_mb"))
    assert found[DEV] == ["memory_mb               = 256"]
    assert PROD not in found


@pytest.mark.parametrize("text", ["", "a: [", TEXT.replace("memory_mb: 256", "memory_mb: 1")])
def test_a_spec_with_errors_decides_nothing(rendered: Repository, text: str) -> None:
    at = opened(rendered.root, text)
    assert decided(at.document, 1, 1) == []
