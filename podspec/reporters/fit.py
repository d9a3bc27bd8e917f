"""Limits of size: whole items as long as there is room, and a count of the rest."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def size(text: str) -> int:
    """The bytes that a text takes in a file: never fewer than its characters, however somebody counts those."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "backslashreplace"))


def fit(items: Sequence[Item], write: Callable[[Item], str], room: int) -> tuple[list[str], int]:
    """Write items, from the first one on, into `room` bytes.

    Returns:
        The texts that fit, and how many items are left. Those are not even written: a report of many findings
        takes as long as what it shows.
    """
    written: list[str] = []
    for item in items:
        text = write(item)
        room -= size(text)
        if room < 0:
            break
        written.append(text)
    return written, len(items) - len(written)


def cut(text: str, characters: int) -> str:
    """A text of at most so many characters, and a sign where it was longer."""
    return text if len(text) <= characters else f"{text[:characters]}…"
