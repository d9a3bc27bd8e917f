"""The page of a spec that has something of everything, and a reader of pages."""

from __future__ import annotations

from functools import cache
from html.parser import HTMLParser

from compiling import AS_OF
from costing import WHOLE
from specimens import with_blocks

from podspec.compiler import compile_bytes
from podspec.cost import estimates
from podspec.impact.access import access
from podspec.model.access import Access
from podspec.model.compilation import Compilation
from podspec.model.cost import Estimate
from podspec.model.report import Report
from podspec.reporters.html.page import page

#: Elements that have no end tag.
_VOID = {"meta", "link", "img", "wbr", "circle", "path", "rect"}


@cache
def compiled() -> Compilation:
    """Both targets in two environments, one of them in two regions."""
    return compile_bytes(with_blocks(WHOLE).encode(), "specs/hello/service.yaml", AS_OF)


@cache
def roles() -> Access:
    """The roles of that spec."""
    return access({one.path: one.content for one in compiled().artifacts})


def bill(about: Compilation) -> tuple[Estimate, ...]:
    """The estimates of a spec."""
    assert about.spec is not None
    return estimates(about.spec, [one.environment for one in about.resolved])


@cache
def whole_page() -> str:
    """The page of that spec, with nothing wrong."""
    run = Report("report", ("specs/hello/service.yaml",), artifacts=len(compiled().artifacts))
    return page(run, compiled(), bill(compiled()), roles())


class Reader(HTMLParser):
    """Reads a page as browsers do, and fails where elements do not close as they were opened."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element with its attributes."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        assert len({name for name, _ in attrs}) == len(attrs)
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """The same for one that ends where it starts."""
        assert tag in _VOID
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Note a text, by the element that it stands in."""
        if data.strip() and self._open:
            self.texts.setdefault(self._open[-1], []).append(data)

    def handle_comment(self, data: str) -> None:
        """Refuse what would hide a part of the page."""
        raise AssertionError(data)

    def all_of(self, tag: str) -> list[dict[str, str]]:
        """The attributes of every element of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]

    def said(self) -> str:
        """All texts, in no order."""
        return " ".join(text for tag, texts in self.texts.items() if tag != "style" for text in texts)
