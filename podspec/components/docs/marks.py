"""What a picture is made of, as plain values: boxes, lines of text, and arrows. Coordinates are CSS pixels."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from podspec.components.component import Context
from podspec.components.docs.letters import fitted

#: Font sizes by kind of text, and which of them are bold; the style sheet of the picture has the same.
SIZES = {"heading": 22, "name": 16, "title": 13, "text": 12, "small": 11}
BOLD = {"heading", "name", "title"}


class Box(NamedTuple):
    """A rectangle; its kind says what it looks like."""

    kind: str
    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    @property
    def middle(self) -> float:
        """Half-way down."""
        return self.y + self.height / 2


class Words(NamedTuple):
    """A line of text that begins at x, on the base line y, and has `room` to the right."""

    kind: str
    x: float
    y: float
    room: float
    text: str


class Arrow(NamedTuple):
    """A line through points, each straight above or beside the one before; most have a head at their end."""

    kind: str
    points: tuple[tuple[float, float], ...]
    has_head: bool = True


Mark = Box | Words | Arrow


def card(box: Box, title: str, lines: Iterable[str] = (), *, padding: float = 14) -> Iterator[Mark]:
    """A box with a title, and lines of text below it."""
    room = box.width - 2 * padding
    yield box
    yield Words("title", box.x + padding, box.y + 23, room, title)
    for number, line in enumerate(lines):
        yield Words("text", box.x + padding, box.y + 43 + LINE * number, room, line)


#: From one base line to the next.
LINE = 17


def card_height(lines: int) -> float:
    """How tall a card with so many lines below its title is."""
    return 34 + LINE * lines + (6 if lines else 0)


def as_context(marks: Iterable[Mark], height: float, width: float) -> Context:
    """Marks for the template: boxes lie at the bottom, arrows above them, text on top."""
    all_ = list(marks)
    return {
        "width": _plain(width),
        "height": _plain(height),
        "boxes": [_box(one) for one in all_ if isinstance(one, Box)],
        "arrows": [_arrow(one) for one in all_ if isinstance(one, Arrow)],
        "words": [_words(one) for one in all_ if isinstance(one, Words)],
    }


def _box(box: Box) -> Context:
    place = {"x": box.x, "y": box.y, "width": box.width, "height": box.height}
    return {"kind": box.kind} | {name: _plain(value) for name, value in place.items()}


def _arrow(arrow: Arrow) -> Context:
    (x, y), *others = arrow.points
    path = f"M {_plain(x)} {_plain(y)}"
    for (_, before), (here_x, here_y) in zip(arrow.points, others, strict=False):
        path += f" H {_plain(here_x)}" if here_y == before else f" V {_plain(here_y)}"
    return {"kind": f"{arrow.kind} headed" if arrow.has_head else arrow.kind, "path": path}


def _words(words: Words) -> Context:
    shown = fitted(words.text, words.room, SIZES[words.kind], bold=words.kind in BOLD)
    return {
        "kind": words.kind,
        "x": _plain(words.x),
        "y": _plain(words.y),
        "text": shown,
        "whole": words.text if shown != words.text else None,
    }


def _plain(value: float) -> float:
    """A whole number without a point; else two digits behind it."""
    return int(value) if value == int(value) else round(value, 2)
