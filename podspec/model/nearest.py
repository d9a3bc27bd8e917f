"""The near miss: what a person probably meant."""

from __future__ import annotations

from collections.abc import Iterable

#: How alike two words must be that are more than one slip apart; `difflib` measures it from 0 to 1.
_ALIKE = 0.6
#: So many slips are no slip any more.
_FAR = 2


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that `word` is most likely a slip of; None if none comes close. Case is no difference."""
    # Imported late: only a faulty spec needs it.
    from difflib import SequenceMatcher

    def rank(choice: str) -> tuple[int, float, str]:
        """One slip comes first; of words farther off, such as half a name, the most alike."""
        likeness = SequenceMatcher(None, written, choice.lower()).ratio()
        return min(slips(written, choice.lower()), _FAR), -likeness, choice

    written = word.lower()
    best = min((rank(choice) for choice in choices), default=None)
    if best is None:
        return None
    count, likeness, choice = best
    is_near = count < len(choice) if count <= 1 else -likeness >= _ALIKE
    return choice if is_near else None


def slips(one: str, other: str) -> int:
    """How many letters must be put in, left out, changed, or swapped with their neighbour.

    Damerau and Levenshtein's distance, in which no letter is touched twice. A swap is one slip of the pen, and
    `difflib` sees two in it.
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, letter in enumerate(one, start=1):
        current = [row]
        for column, opposite in enumerate(other, start=1):
            cost = min(last[column] + 1, current[-1] + 1, last[column - 1] + (letter != opposite))
            if row > 1 < column and (letter, one[row - 2]) == (other[column - 2], opposite):
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, last = last, current
    return last[-1]
