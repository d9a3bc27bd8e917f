"""What Markdown's filters write shows as the text that they were given, wherever a page puts it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import NamedTuple
from urllib.parse import unquote

import pytest
from figures.figure import figure
from hostile.escapes.amounts import STRINGS
from hostile.escapes.strings import strings
from markdown_it import MarkdownIt
from markdown_it.token import Token

from podspec.quoting.comment import comment
from podspec.quoting.markdown import markdown, markdown_code
from podspec.quoting.markdown_link import markdown_link
from podspec.quoting.plain import one_line

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
# Whether an address may be followed is for the tests to say: the reader would show a link to a script as text.
READER.validateLink = lambda _: True  # type: ignore[method-assign]


class Place(NamedTuple):
    """How a page shows a text: what stands around it, and the tokens inside of its line that come of it."""

    write: Callable[[str], str]
    kinds: frozenset[str]


_TEXT = frozenset({"text"})
_CODE = frozenset({"text", "code_inline", "html_inline"})
_LINK = frozenset({"text", "link_open", "link_close"})
PLACES = {
    "paragraph": Place(lambda text: f"{markdown(text)}\n\n", _TEXT),
    "heading": Place(lambda text: f"## {markdown(text)}\n", _TEXT),
    "entry": Place(lambda text: f"- {markdown(text)}\n", _TEXT),
    "strong": Place(lambda text: f"- **{markdown(text)}**: x\n", _TEXT | {"strong_open", "strong_close"}),
    "cell": Place(lambda text: f"| {markdown(text)} |\n", _TEXT),
    "link": Place(lambda text: f"[{markdown(text)}](x.md)\n\n", _LINK),
    "code": Place(lambda text: f"x {markdown_code(text)}\n\n", _CODE),
    "code in a cell": Place(lambda text: f"| {markdown_code(text)} |\n", _CODE),
    "code in a heading": Place(lambda text: f"# {markdown_code(text)}: x\n", _CODE),
    "code in a link": Place(lambda text: f"| [{markdown_code(text)}](x.md) |\n", _CODE | _LINK),
}
#: Beside the text itself.
_AROUND = {"strong": "{}: x", "code": "x {}", "code in a heading": "{}: x"}
_TABLE = "| a |\n|---|\n"


class _Texts(HTMLParser):
    """All texts of a piece of HTML, and its elements."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[str] = []
        self.said = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(f"{tag} {attrs}" if attrs else tag)

    def handle_data(self, data: str) -> None:
        self.said += data


def _lines(source: str) -> Iterator[Token]:
    """Every line of text that a reader finds."""
    return (token for token in READER.parse(source) if token.type == "inline")


def _shown(line: Token) -> str:
    """What a line shows; a piece of HTML in it must be a code element."""
    html = "".join(one.content for one in line.children or [] if one.type == "html_inline")
    assert set(_Texts(html).elements) <= {"code"}, html
    return "".join(one.content for one in line.children or [] if one.type in {"text", "code_inline"})


@pytest.mark.parametrize("count", STRINGS)
@pytest.mark.parametrize("place", PLACES)
def test_a_page_shows_whatever_a_value_says(place: str, count: int) -> None:
    write, kinds = PLACES[place]
    texts = [text for text in strings("markdown", count) if one_line(text)]
    rows = "".join(map(write, texts))
    head = _TABLE if rows.startswith("|") else ""
    source, first = head + rows, 1 if head else 0
    lines = list(_lines(source))[first:]
    around = _AROUND.get(place, "{}")
    assert [_shown(line) for line in lines] == [around.format(one_line(text)) for text in texts]
    assert {one.type for line in lines for one in line.children or []} <= kinds
    assert not {"fence", "html_block", "code_block", "hr"} & {token.type for token in READER.parse(source)}
    figure(f"Markdown: {len(texts):,} strings as {place}")


@pytest.mark.parametrize("count", STRINGS)
def test_a_link_leads_where_it_says(count: int) -> None:
    addresses = [f"../{text}" for text in strings("markdown", count)]
    source = "".join(f"[x]({markdown_link(one)})\n\n" for one in addresses)
    links = [one for line in _lines(source) for one in line.children or [] if one.type == "link_open"]
    assert [unquote(str(one.attrs["href"])) for one in links] == [unquote(one) for one in addresses]


@pytest.mark.parametrize("count", STRINGS)
def test_a_comment_ends_where_the_template_ends_it(count: int) -> None:
    texts = strings("comment", count)
    source = "".join(f"<!-- {comment(text)} -->\n\nx\n\n" for text in texts)
    tokens = [token.type for token in READER.parse(source)]
    assert tokens == ["html_block", "paragraph_open", "inline", "paragraph_close"] * count
    assert _Texts(source).said.split() == ["x"] * count
