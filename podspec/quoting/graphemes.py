"""How many columns a text takes, as Terraform's formatter counts them: one for each grapheme cluster.

The rules are Unicode's (UAX #29, section 3.1.1, tables 1c and 2, read 2026-11), on the categories of Python's
`unicodedata`.
"""

from typing import Final
from unicodedata import category

_JOINER: Final = "\u200d"
# Nothing joins across a double quote: it is a token of its own, and Terraform counts token by token.
_STARTS: Final = frozenset({"", '"'})
_FLAG_LETTERS: Final = range(0x1F1E6, 0x1F200)
_FIRST_MARK: Final = 0x300  # no character below attaches to another

# What belongs to the character before it although its category does not say so: the joiners, two vowels and two
# sound marks, skin tones, tags.
_ATTACHED: Final = frozenset(
    (0x200C, 0x200D, 0xE33, 0xEB3, 0xFF9E, 0xFF9F, *range(0x1F3FB, 0x1F400), *range(0xE0020, 0xE0080))
)
# Marks that stand apart although their category says otherwise.
_APART: Final = frozenset(
    {0x102B, 0x102C, 0x1038, *range(0x1062, 0x1065), *range(0x1067, 0x106E), 0x1083, *range(0x1087, 0x108D)}
) | {0x108F, *range(0x109A, 0x109D), 0x1A61, 0x1A63, 0x1A64, 0xAA7B, 0xAA7D, 0x11720, 0x11721}
# What takes the character behind it along.
_PREPENDED: Final = frozenset(
    {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0xD4E, 0x110BD, 0x110CD, 0x111C2, 0x111C3}
) | {0x1193F, 0x11941, 0x11A3A, *range(0x11A84, 0x11A8A), 0x11D46}
_HANGUL: Final = {
    "leading": (range(0x1100, 0x1160), range(0xA960, 0xA97D)),
    "vowel": (range(0x1160, 0x11A8), range(0xD7B0, 0xD7C7)),
    "final": (range(0x11A8, 0x1200), range(0xD7CB, 0xD7FC)),
    "syllable": (range(0xAC00, 0xD7A4),),
}
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
    count, half_flag = 0, False
    before = base = ""
    for character in text:
        attaches = before not in _STARTS and _attaches(character)
        count += not (attaches or _continues(base, before, character, half_flag=half_flag))
        half_flag = ord(character) in _FLAG_LETTERS and not half_flag
        base = base if attaches else character
        before = character
    return count


def _attaches(character: str) -> bool:
    """Whether the character belongs to whatever stands before it."""
    if ord(character) < _FIRST_MARK:
        return False
    if category(character) in {"Mn", "Me", "Mc"}:
        return ord(character) not in _APART
    return ord(character) in _ATTACHED


def _continues(base: str, before: str, character: str, *, half_flag: bool) -> bool:
    """Whether the character goes on with a flag, a joined emoji, a Hangul syllable or a prefix."""
    if before in _STARTS or character in _STARTS:
        return False
    if half_flag and ord(character) in _FLAG_LETTERS:
        return True
    if before == _JOINER:
        # All emoji have this category. Before the joiner, Terraform takes flags and Hangul for emoji, too.
        joins = category(base) == "So" or _part(base)
        return bool(joins) and category(character) == "So" and ord(character) not in _FLAG_LETTERS
    return ord(before) in _PREPENDED or _part(character) in _HANGUL_FOLLOWS.get(_open_part(before), ())


def _part(character: str) -> str:
    """Which part of a Hangul syllable the character is, or "" if none."""
    point = ord(character)
    return next((part for part, ranges in _HANGUL.items() if any(point in some for some in ranges)), "")


def _open_part(character: str) -> str:
    """The same for what may follow: a ready-made syllable may have its final consonant already."""
    first, count = _SYLLABLES
    part = _part(character)
    return "final" if part == "syllable" and (ord(character) - first) % count else part
