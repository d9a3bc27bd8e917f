"""What a reader of Markdown or of SVG finds in a file, with each text that has a marker reduced to a sign."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from hostile.canaries import in_shell
from markdown_it import MarkdownIt
from markdown_it.token import Token

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
# Whether an address may be followed is for the tests to say: the reader would show a link to a script as text.
READER.validateLink = lambda _: True  # type: ignore[method-assign]
_COMMENTS = re.compile(r"(?:<!--(?:(?!--).)*-->\n?)+")
_CODE = {"<code>", "</code>"}
#: Of HTTP, or relative: with a slash, a number sign or the end before any colon.
_ADDRESS = re.compile(r"https://|[^:/#]*(?:[/#]|\Z)")
_LABEL = re.compile(r'"[^"]*"')
_UP = re.compile(r"\A(?:\.\./)+")
#: A script of podspec's whose answer is a word of another command.
_SUBSTITUTED = re.compile(r'"\$\((?=generated/)')
_ACTIVE = re.compile(r"on|href|src|style|.*:", re.IGNORECASE)


def markdown(source: str, marker: str) -> list[object]:
    """The blocks of a page and what is in their lines; links lead to files and to HTTP alone."""
    return [_block(token, marker) for token in READER.parse(source)]


def _block(token: Token, marker: str) -> object:
    if token.type == "inline":
        return list(_joined(token.children or [], marker))
    if token.type == "html_block":
        assert _COMMENTS.fullmatch(token.content), token.content
        return "comment"
    return (token.type, token.tag, token.level, token.info, list(_fence(token, marker)))


def _fence(token: Token, marker: str) -> Iterator[str]:
    """The lines of a block of code: of a picture with its labels, of a shell with its words as signs."""
    if token.info == "mermaid":
        yield _LABEL.sub(lambda found: "•" if marker in found[0] else found[0], token.content)
        return
    lines = _SUBSTITUTED.sub("", token.content).split("\n")
    assert not in_shell.strays(lines, marker), lines
    yield from in_shell.structure(lines, marker)


def _joined(children: list[Token], marker: str) -> Iterator[object]:
    """What is in a line. A code element is a span of code, however it is written."""
    said = ""
    for one in children:
        if one.type == "code_inline":
            said += f"<code>{one.content}</code>"
        elif one.type == "text" or one.content in _CODE:
            said += one.content
        else:
            assert one.type != "html_inline", one.content
            yield from _said(said, marker)
            said = ""
            yield (one.type, *_leads(one, marker))
    yield from _said(said, marker)


def _said(said: str, marker: str) -> list[str]:
    return ["•" if marker in said else said] if said else []


def _leads(link: Token, marker: str) -> Iterator[str]:
    for name, value in link.attrs.items():
        leads = str(value)
        assert name == "alt" or _ADDRESS.match(leads), f"{name} is {leads}"
        # How many folders up a page has to go depends on how deep it lies.
        yield "•" if marker in leads else _UP.sub("../", leads)


def picture(source: str, marker: str) -> list[str]:
    """The elements of a picture in their order; nothing in it acts or leads anywhere, no attribute is marked."""
    root = ET.fromstring(source)  # noqa: S314 - our own
    found = []
    for one in root.iter():
        tag = one.tag.partition("}")[2]
        assert not [name for name in one.attrib if _ACTIVE.fullmatch(name) or name.startswith("on")], one.attrib
        assert not [value for value in one.attrib.values() if marker in value], one.attrib
        assert tag in {"svg", "title", "desc", "style", "defs", "marker", "path", "rect", "text", "g", "circle"}, (
            tag
        )
        # Where a text is too long for its box, its title has all of it.
        found += [tag] if tag != "title" else []
    return found
