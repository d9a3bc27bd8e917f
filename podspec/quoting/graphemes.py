"""How many columns a text takes, as Terraform's formatter counts them: one for each grapheme cluster.

The rules are Unicode's (UAX #29, section 3.1.1, read 2026-11), on the tables of Python's `unicodedata`. Left
out are the few characters that attach to what follows them, such as Arabic number signs.
"""

from typing import Final
from unicodedata import category

_JOINER: Final = 0x200D
_NON_JOINER: Final = 0x200C
_FLAG_LETTERS: Final = range(0x1F1E6, 0x1F200)
_SKIN_TONES: Final = range(0x1F3FB, 0x1F400)
_TAGS: Final = range(0xE0020, 0xE0080)
# Which parts of a Hangul syllable may follow which; _hangul() says what the letters mean.
_HANGUL_FOLLOWS: Final = {"L": "LVST", "V": "VF", "S": "VF", "F": "F", "T": "F"}


def columns(text: str) -> int:
    """Count the grapheme clusters of `text`."""
    if text.isascii():
        return len(text)
    count, flags, before, base = 0, 0, 0, 0
    for point in map(ord, text):
        attached = _attaches(point) or _continues(base, before, point, flags)
        flags = flags + 1 if point in _FLAG_LETTERS else 0
        count += not attached
        base = base if _attaches(point) else point
        before = point
    return count


def _attaches(point: int) -> bool:
    """Whether the character belongs to whatever stands before it."""
    if point < 0x300:  # noqa: PLR2004  # the first combining character; most text stops here
        return False
    special = point in (_JOINER, _NON_JOINER) or point in _SKIN_TONES or point in _TAGS
    return special or category(chr(point)) in {"Mn", "Me", "Mc"}


def _continues(base: int, before: int, point: int, flags: int) -> bool:
    """Whether the character goes on with a flag, a joined emoji or a Hangul syllable."""
    if flags % 2 and point in _FLAG_LETTERS:
        return True
    if before == _JOINER:
        return _is_pictograph(base) and _is_pictograph(point)
    return before == base and _hangul(point) in _HANGUL_FOLLOWS.get(_hangul(before), "-")


def _is_pictograph(point: int) -> bool:
    # Emoji all have this category; so have a few signs that nobody joins.
    return category(chr(point)) == "So"


def _hangul(point: int) -> str:
    """The part of a syllable: Leading, Vowel, Final, Syllable without or syllable wiTh a final; ? if none."""
    if 0xAC00 <= point <= 0xD7A3:  # noqa: PLR2004  # ready-made syllables, 28 for each pair; every first has no final
        return "T" if (point - 0xAC00) % 28 else "S"
    parts = {"L": ((0x1100, 0x115F), (0xA960, 0xA97C)), "V": ((0x1160, 0x11A7), (0xD7B0, 0xD7C6))}
    parts["F"] = ((0x11A8, 0x11FF), (0xD7CB, 0xD7FB))
    return next((part for part, ranges in parts.items() if any(a <= point <= b for a, b in ranges)), "?")
