"""How many columns a text takes, as Terraform's formatter counts them: one for each grapheme cluster.

The rules are Unicode's (UAX #29, section 3.1.1, tables 1c and 2, read 2026-11), on the categories of Python's
`unicodedata`.
"""

import re
from typing import Final
from unicodedata import category

_JOINER: Final = "\u200d"
# Nothing joins across a double quote: it is a token of its own, and Terraform counts token by token.
_STARTS: Final = frozenset({"", '"'})
_FLAG_LETTERS: Final = range(0x1F1E6, 0x1F200)
_FIRST_MARK: Final = 0x300  # no character below attaches to another

# What belongs to the character before it although its category does not say so: the non-joiner, two vowels and
# two sound marks, skin tones, tags.
_ATTACHED: Final = re.compile("[\u200c\u200d\u0e33\u0eb3\uff9e\uff9f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
# Marks that stand apart although their category says otherwise.
_APART: Final = re.compile(
    "[\u102b\u102c\u1038\u1062-\u1064\u1067-\u106d\u1083\u1087-\u108c\u108f\u109a-\u109c"
    "\u1a61\u1a63\u1a64\uaa7b\uaa7d\U00011720\U00011721]"
)
# What takes the character behind it along.
_PREPENDED: Final = re.compile(
    "[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd\U000111c2\U000111c3\U0001193f"
    "\U00011941\U00011a3a\U00011a84-\U00011a89\U00011d46]"
)
# The parts of a Hangul syllable: leading consonants, vowels, final consonants, ready-made syllables.
_HANGUL: Final = re.compile(
    "(?P<leading>[\u1100-\u115f\ua960-\ua97c])|(?P<vowel>[\u1160-\u11a7\ud7b0-\ud7c6])"
    "|(?P<final>[\u11a8-\u11ff\ud7cb-\ud7fb])|(?P<syllable>[\uac00-\ud7a3])"
)
_HANGUL_FOLLOWS: Final = {
    "leading": {"leading", "vowel", "syllable"},
    "vowel": {"vowel", "final"},
    "syllable": {"vowel", "final"},
    "final": {"final"},
}
_SYLLABLES: Final = (0xAC00, 28)  # the first of them, and how many share a leading consonant and a vowel


def columns(text: str) -> int:
    """Count the grapheme clusters of `text`."""
    if text.isascii():
        return len(text)
    count = flags = 0
    before = base = ""
    for character in text:
        attaches = before not in _STARTS and _attaches(character)
        count += not (attaches or _continues(base, before, character, flags))
        flags = flags + 1 if ord(character) in _FLAG_LETTERS else 0
        base = base if attaches else character
        before = character
    return count


def _attaches(character: str) -> bool:
    """Whether the character belongs to whatever stands before it."""
    if ord(character) < _FIRST_MARK:
        return False
    if category(character) in {"Mn", "Me", "Mc"}:
        return not _APART.match(character)
    return bool(_ATTACHED.match(character))


def _continues(base: str, before: str, character: str, flags: int) -> bool:
    """Whether the character goes on with a flag, a joined emoji, a Hangul syllable or a prefix."""
    if before in _STARTS or character in _STARTS:
        return False
    if flags % 2 and ord(character) in _FLAG_LETTERS:
        return True
    if before == _JOINER:
        # All emoji have this category. Before the joiner, Terraform takes flags and Hangul for emoji, too.
        joins = category(base) == "So" or _part(base)
        return bool(joins) and category(character) == "So" and ord(character) not in _FLAG_LETTERS
    return bool(_PREPENDED.match(before)) or _part(character) in _HANGUL_FOLLOWS.get(_open_part(before), ())


def _part(character: str) -> str:
    """Which part of a Hangul syllable the character is, or "" if none."""
    match = _HANGUL.match(character)
    return (match.lastgroup if match else None) or ""


def _open_part(character: str) -> str:
    """The same for what may follow: a ready-made syllable may have its final consonant already."""
    first, count = _SYLLABLES
    part = _part(character)
    return "final" if part == "syllable" and (ord(character) - first) % count else part
