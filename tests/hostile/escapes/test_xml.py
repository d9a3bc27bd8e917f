"""What XML's filter writes is that text to a reader of XML and to one of HTML, in elements and in attributes."""

from __future__ import annotations

from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import pytest
from figures.figure import figure
from hostile.escapes.amounts import STRINGS
from hostile.escapes.strings import strings

from podspec.quoting.comment import comment
from podspec.quoting.xml_text import xml

#: What XML 1.0 cannot express, and the filter refuses.
_REFUSED = [chr(point) for point in (*range(9), 0xB, 0xC, *range(0xE, 0x20), 0xFFFE, 0xFFFF)]


def _texts(count: int) -> list[str]:
    gone = dict.fromkeys(map(ord, _REFUSED))
    return [text.translate(gone) for text in strings("xml", count)]


def _picture(texts: list[str]) -> str:
    lines = (
        f"<text class=\"{xml(text)}\" id='{xml(text)}'><title>{xml(text)}</title>{xml(text)}</text>"
        f"<!-- {comment(text)} -->"
        for text in texts
    )
    return f"<svg>{''.join(lines)}</svg>"


class _Reader(HTMLParser):
    """Elements with their attributes, and texts, as HTML has them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[list[object]] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append([tag, *(value for _, value in attrs), ""])

    def handle_data(self, data: str) -> None:
        self.found[-1][-1] = f"{self.found[-1][-1]}{data}"


@pytest.mark.parametrize("count", STRINGS)
def test_a_picture_says_whatever_a_value_says(count: int) -> None:
    texts = _texts(count)
    root = ET.fromstring(_picture(texts))  # noqa: S314 - our own
    assert [one.tag for one in root.iter()] == ["svg", *["text", "title"] * count]
    read = [(one.attrib, one[0].text or "", one[0].tail or "") for one in root]
    assert read == [({"class": text, "id": text}, text, text) for text in texts]
    figure(f"XML: {count:,} strings in elements, attributes in both quotes, and comments")


@pytest.mark.parametrize("count", STRINGS)
def test_a_page_says_whatever_a_value_says(count: int) -> None:
    texts = _texts(count)
    page = "".join(
        f"<p class=\"{xml(text)}\" id='{xml(text)}'>{xml(text)}</p><!-- {comment(text)} -->" for text in texts
    )
    assert _Reader(page).found == [["p", text, text, text] for text in texts]
    figure(f"HTML: {count:,} strings in elements, attributes in both quotes, and comments")


@pytest.mark.parametrize("character", _REFUSED)
def test_what_xml_cannot_express_is_refused(character: str) -> None:
    with pytest.raises(ValueError, match="XML cannot express"):
        xml(f"a{character}b")
