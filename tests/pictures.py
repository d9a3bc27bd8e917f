"""The geometry of a picture, read from its SVG as a browser would: boxes, lines of text, and arrows."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from podspec.components.component import Context
from podspec.components.docs.letters import width
from podspec.components.docs.marks import BOLD, SIZES
from podspec.pipeline import templates

_SVG = "{http://www.w3.org/2000/svg}"


class Area(NamedTuple):
    """A rectangle, and what it belongs to."""

    left: float
    top: float
    right: float
    bottom: float
    what: str

    def meets(self, other: Area) -> bool:
        """True if the two share more than an edge."""
        across = self.left < other.right and other.left < self.right
        return across and self.top < other.bottom and other.top < self.bottom

    def holds(self, other: Area) -> bool:
        """True if the other one lies inside."""
        across = self.left <= other.left and other.right <= self.right
        return across and self.top <= other.top and other.bottom <= self.bottom


class Picture(NamedTuple):
    """Everything that can be seen."""

    whole: Area
    boxes: tuple[Area, ...]
    words: tuple[Area, ...]
    strokes: tuple[Area, ...]


def drawn(template: str, context: Context) -> str:
    """The picture that a template makes."""
    return templates.filler(template)(context)


def read(svg: str) -> Picture:
    """Where everything is."""
    root = ET.fromstring(svg)  # noqa: S314 - our own
    _, _, wide, tall = map(float, root.attrib["viewBox"].split())
    return Picture(
        Area(0, 0, wide, tall, "the picture"),
        tuple(_box(one) for one in root.findall(f"{_SVG}rect") if "x" in one.attrib),
        tuple(_words(one) for one in root.findall(f"{_SVG}text")),
        tuple(stroke for one in root.findall(f"{_SVG}path") for stroke in _strokes(one.attrib["d"])),
    )


def _box(one: ET.Element) -> Area:
    x, y, wide, tall = (float(one.attrib[name]) for name in ("x", "y", "width", "height"))
    return Area(x, y, x + wide, y + tall, one.attrib["class"])


def _words(one: ET.Element) -> Area:
    """As wide as the widest font makes it, from the top of a capital to the bottom of a `g`."""
    kind, x, y = one.attrib["class"], float(one.attrib["x"]), float(one.attrib["y"])
    text = "".join([one.text or "", *(child.tail or "" for child in one)])
    size = SIZES[kind]
    return Area(x, y - 0.8 * size, x + width(text, size, bold=kind in BOLD), y + 0.25 * size, text)


def _strokes(path: str) -> Iterator[Area]:
    """The straight parts of an arrow, as thin as they are."""
    x = y = 0.0
    for command, numbers in re.findall(r"([MHV]) ([0-9. ]+)", path):
        here = [float(number) for number in numbers.split()]
        to_x, to_y = here if command == "M" else (here[0], y) if command == "H" else (x, here[0])
        if command != "M":
            yield Area(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y), path)
        x, y = to_x, to_y


#: Boxes that no arrow may run through; the others hold what arrows lead to.
_CLOSED = {"card", "region", "front", "new", "old", "zone", "data"}


def faults(picture: Picture) -> Iterator[str]:
    """Everything that lies over something else, or outside of what it belongs in."""
    seen = (*picture.boxes, *picture.words, *picture.strokes)
    yield from (f"{one.what!r} leaves the picture" for one in seen if not picture.whole.holds(one))
    yield from _crossing_boxes(picture.boxes)
    yield from _overlapping(picture.words)
    yield from _outside(picture)
    yield from _crossed(picture)


def _crossing_boxes(boxes: tuple[Area, ...]) -> Iterator[str]:
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            if one.meets(other) and not one.holds(other) and not other.holds(one):
                yield f"{one} crosses {other}"


def _overlapping(words: tuple[Area, ...]) -> Iterator[str]:
    for number, one in enumerate(words):
        yield from (f"{one.what!r} lies over {other.what!r}" for other in words[number + 1 :] if one.meets(other))


def _outside(picture: Picture) -> Iterator[str]:
    for one in picture.words:
        cut = [box for box in picture.boxes if box.meets(one) and not box.holds(one)]
        yield from (f"{one.what!r} leaves a {box.what}" for box in cut)


def _crossed(picture: Picture) -> Iterator[str]:
    """What an arrow runs through; a stroke is as thin as nothing, so edges are told apart from what is inside."""
    for stroke in picture.strokes:
        thick = stroke._replace(
            left=stroke.left - 0.5, top=stroke.top - 0.5, right=stroke.right + 0.5, bottom=stroke.bottom + 0.5
        )
        yield from (f"an arrow runs through {one.what!r}" for one in picture.words if thick.meets(one))
        for box in picture.boxes:
            inside = box._replace(left=box.left + 1, top=box.top + 1, right=box.right - 1, bottom=box.bottom - 1)
            if box.what in _CLOSED and thick.meets(inside):
                yield f"an arrow runs through a {box.what}: {stroke}"
