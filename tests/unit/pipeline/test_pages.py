"""The pages of the codes."""

import pytest

from podspec.pipeline.pages import codes, folder, page, title


def test_codes_are_sorted_and_each_has_a_page() -> None:
    found = codes()
    assert found == sorted(found)
    assert len(found) > 70
    assert all(page(code) for code in found)


@pytest.mark.parametrize("code", codes())
def test_a_title_is_the_heading_without_the_code(code: str) -> None:
    assert title(code)
    assert not title(code).startswith(("#", "PS"))


@pytest.mark.parametrize("code", ["PS999", "", "ps214", "../PS214", "PS*", "PS214.md", "/etc/passwd"])
def test_what_is_no_code_has_no_page(code: str) -> None:
    assert page(code) is None


def test_the_pages_stand_in_one_folder() -> None:
    assert {path.suffix for path in folder().iterdir()} == {".md"}
