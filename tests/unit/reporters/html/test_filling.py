"""Templates of the page: what they are given becomes text, and lists end where there is no more room."""

import pytest
from jinja2 import UndefinedError

from podspec.reporters.html.files import File, Folder
from podspec.reporters.html.filling import Pieces, digest, fill, pieces, style

_FILE = File("<b>&\u202e", 'https://x/"', "1 byte")
_FOLDER = Folder("scripts", "1 file", (_FILE,))


def test_values_are_escaped_and_what_nobody_can_see_is_shown() -> None:
    filled = fill("folder.html.j2", one=_FOLDER)
    assert '<a href="https://x/&#34;">&lt;b&gt;&amp;\ufffd</a>' in filled


def test_a_name_that_is_not_given_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        fill("folder.html.j2")


def test_items_are_written_whole_as_long_as_there_is_room() -> None:
    one = len(fill("folder.html.j2", one=_FOLDER).encode())
    found = pieces("folder.html.j2", [_FOLDER] * 5, 2 * one + 1)
    assert (len(found.shown), found.left) == (2, 3)
    assert "<summary>" in fill("files.html.j2", files=None, one=None) + found.shown[0]
    assert pieces("folder.html.j2", [], 10) == Pieces()


def test_the_style_sheet_stands_as_it_is() -> None:
    assert "clamp(" in style()
    assert "&" not in style()


def test_a_digest_is_what_policies_call_it_by() -> None:
    assert digest("") == "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="
