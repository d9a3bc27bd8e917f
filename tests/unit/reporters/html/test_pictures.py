"""Pictures stand in the page as images, with words for who cannot see them."""

from base64 import b64decode

import pytest
from page_of import compiled

from podspec.model.compilation import Compilation
from podspec.reporters.html.pictures import picture, view

_SVG = b"""<svg viewBox="0 0 640 480"><title id="t">A &amp; B</title>
<desc>one
 two.</desc><script>x()</script></svg>"""


@pytest.mark.parametrize("name", ["architecture.svg", "pipeline.svg"])
def test_a_rendered_picture_is_shown_byte_for_byte(name: str) -> None:
    found = view(compiled(), name)
    assert found is not None
    artifact = next(one for one in compiled().artifacts if one.path.endswith(f"/docs/{name}"))
    assert b64decode(found.address.partition(",")[2]) == artifact.content
    assert found.words
    assert found.width > found.height / 10 > 0


def test_its_title_and_description_are_its_words() -> None:
    found = picture(_SVG)
    assert found is not None
    assert (found.words, found.width, found.height) == ("A & B. one two", 640, 480)


def test_whatever_is_in_a_picture_stays_in_it() -> None:
    found = picture(_SVG)
    assert found is not None
    assert "<" not in found.address


def test_a_picture_that_is_not_there_or_has_no_size_is_none() -> None:
    assert view(compiled(), "other.svg") is None
    assert view(Compilation("s"), "pipeline.svg") is None
    assert picture(b"<svg></svg>") is None
    assert picture(b"\xff") is None
