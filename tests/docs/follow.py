"""Follows a page: does what it says, and compares what is said with what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff
from itertools import count
from pathlib import Path

from docs.pages import APPEND, EVERYTHING, FILE, PLACE, RUN, Block, Command, Note, Page, commands, is_run
from docs.places import Place, Said
from docs.shown import agree, renewed

#: A finding or a drift is no failure of podspec: what it is stands in the output.
_FINDINGS = 1


@dataclass(frozen=True)
class Followed:
    """A command of a page, and what it really said."""

    command: Command
    said: Said

    @property
    def is_true(self) -> bool:
        """True if the page shows what was said."""
        return agree(self.command.shown, self.said.lines)

    @property
    def failed(self) -> bool:
        """True if the command did not do what a page can ask for."""
        return self.said.code > (_FINDINGS if self.said.text else 0)

    @property
    def failure(self) -> str:
        """How it failed."""
        return f"`{self.command.text}` ended with {self.said.code}:\n{self.said.text}"


class Walk:
    """A page that is being followed.

    Attributes:
        place: where the commands run; None before the first.
        done: the commands so far, with what they said.
    """

    def __init__(self, page: Page, folder: Path) -> None:
        """Nothing runs yet.

        Args:
            page: the page.
            folder: an empty folder, in which its places are made.
        """
        self._page = page
        self._folders = (folder / f"place-{number}" for number in count(1))
        self.place: Place | None = None
        self.done: list[Followed] = []

    def follow(self) -> Iterator[Followed]:
        """Do all that the page says; gives each command when it has ended."""
        for part in self._page.parts:
            if isinstance(part, Note):
                self._heed(part)
            elif part.note and part.note.word in {FILE, APPEND}:
                self._there().put(part.note.text, part.text, at_the_end=part.note.word == APPEND)
            elif is_run(part):
                yield from self._type(part)

    def _heed(self, note: Note) -> None:
        if note.word == PLACE:
            self.place = Place(next(self._folders), note.text)
        elif note.word == RUN:
            said = self._there().run(note.text)
            assert said.code <= _FINDINGS, f"{self._page}:{note.line + 1}: {note.text}\n{said.text}"

    def _type(self, block: Block) -> Iterator[Followed]:
        for command in commands(block):
            followed = Followed(command, self._there().run(command.text))
            self.done.append(followed)
            yield followed

    def _there(self) -> Place:
        if self.place is None:
            self.place = Place(next(self._folders), EVERYTHING)
        return self.place


def renewed_page(page: Page, done: list[Followed]) -> str:
    """The page with the output that its commands really have."""
    lines = page.text.splitlines()
    for one in reversed(done):
        if not one.is_true:
            start, shown = one.command.line, one.command.shown
            mended = renewed(shown, one.said.lines)
            lines[start : start + len(shown)] = [f"{one.command.indent}{line}".rstrip() for line in mended]
    return "\n".join(lines) + "\n"


def faults(page: Page, done: list[Followed]) -> str:
    """What is wrong with a page, and the command that renews it; empty if it is true."""
    failed = [f"{page}: {one.failure}" for one in done if one.failed]
    diff = unified_diff(
        page.text.splitlines(),
        renewed_page(page, done).splitlines(),
        f"{page}, as it is",
        f"{page}, as its commands say",
        lineterm="",
    )
    said = "\n".join([*failed, *diff])
    return f"{said}\n\nrenew it: .venv/bin/python tests/docs/renew.py {page}" if said else ""
