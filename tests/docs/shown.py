"""Shown output beside real output: whether they agree, and how the shown one is brought up to date.

`...` or `…` stands for what is left out: on a line of its own for any lines, within a line for any text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

_LEFT_OUT = {"...", "…"}
_WILD = re.compile(r"\.\.\.|…")
_WORD = re.compile(r"\.\.\.|…|\w+|\s+|.")


def agree(shown: Sequence[str], real: Sequence[str]) -> bool:
    """True if the shown lines are the real ones, but for what `...` leaves out."""
    reached = {0}
    for line in shown:
        if _is_left_out(line):
            reached = set(range(min(reached), len(real) + 1))
        else:
            reached = {at + 1 for at in reached if at < len(real) and _agrees(line, real[at])}
        if not reached:
            return False
    return len(real) in reached


def renewed(shown: Sequence[str], real: Sequence[str]) -> list[str]:
    """The shown lines with everything mended that is not so; what `...` left out stays left out."""
    return _Way(shown, real, _difference).walk(_renewed_line)


def _is_left_out(line: str) -> bool:
    return line.strip() in _LEFT_OUT


def _agrees(line: str, real: str) -> bool:
    return line == real or re.fullmatch(".*".join(map(re.escape, _WILD.split(line))), real) is not None


def _difference(line: str, real: str) -> float:
    """0 for lines that agree; otherwise the more, the less they are alike, but never as bad as two lines."""
    return 0 if _agrees(line, real) else 1 - SequenceMatcher(None, line, real, autojunk=False).quick_ratio() / 2


def _renewed_line(line: str, real: str) -> str:
    if _agrees(line, real) or not _WILD.search(line):
        return line if _agrees(line, real) else real
    mended = "".join(_Way(_WORD.findall(line), _WORD.findall(real), _unlike).walk(lambda _, word: word))
    return mended if _agrees(mended, real) else real


def _unlike(word: str, real: str) -> float:
    return 0 if word == real else 0.9


class _Way:
    """The cheapest way from what is shown to what is real, both sequences of lines or of words.

    To drop a shown thing costs 1, to add a real one costs 1, and what `...` leaves out costs nothing.
    """

    def __init__(self, shown: Sequence[str], real: Sequence[str], difference: Callable[[str, str], float]) -> None:
        self._shown, self._real, self._difference = shown, real, difference
        # What the way costs from a place in the shown and a place in the real to both their ends.
        self._costs = {(len(shown), len(real)): 0.0}
        for at in reversed(range(len(shown) + 1)):
            for there in reversed(range(len(real) + 1)):
                if (at, there) not in self._costs:
                    self._costs[at, there] = min(self._steps(at, there))[0]

    def walk(self, renew: Callable[[str, str], str]) -> list[str]:
        """What to show instead; `renew` says what becomes of a shown thing that stands for a real one."""
        found, at, there = [], 0, 0
        while (at, there) != (len(self._shown), len(self._real)):
            _, step = min(self._steps(at, there))
            if step == "keep":
                found.append(self._shown[at])
            elif step == "add":
                found.append(self._real[there])
            elif step == "renew":
                found.append(renew(self._shown[at], self._real[there]))
            at += step in {"keep", "drop", "renew"}
            there += step in {"add", "leave out", "renew"}
        return found

    def _steps(self, at: int, there: int) -> Iterator[tuple[float, str]]:
        """The steps that can be taken, each with what it and the rest of the way cost."""
        is_more, is_left_out = there < len(self._real), False
        if at < len(self._shown):
            is_left_out = _is_left_out(self._shown[at])
            yield self._costs[at + 1, there] + (not is_left_out), "keep" if is_left_out else "drop"
        if is_more and is_left_out:
            yield self._costs[at, there + 1], "leave out"
        elif is_more and at < len(self._shown):
            difference = self._difference(self._shown[at], self._real[there])
            yield self._costs[at + 1, there + 1] + difference, "renew"
        if is_more:
            yield self._costs[at, there + 1] + 1, "add"
