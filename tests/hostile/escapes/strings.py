"""Strings that some language takes for more than text: random characters, and pieces of each one's grammar."""

from __future__ import annotations

from random import Random
from unicodedata import category

#: What means something to a language, by the filter that writes for it.
PIECES = {
    "hcl": (
        '${¦%{¦$${¦%%{¦}¦"¦\\"¦\\¦\\u0041¦\\U0001F600¦~}¦${~¦$¦%¦<<EOT¦EOT¦#¦//¦/*¦*/¦{¦=¦\n¦${file("x")}¦'
        '%{if true}'
    ),
    "yaml": (
        ": ¦- ¦? ¦#¦ #¦&a¦*a¦!!str¦!x¦|¦>¦{¦}¦[¦]¦,¦'¦\"¦\\¦%YAML¦---¦...¦<<¦@¦`¦~¦no¦on¦010¦1:60¦1e3¦=¦\n¦"
        "\n  ¦\t"
    ),
    "json": '"¦\\¦\\"¦\\u0022¦\\n¦{¦}¦[¦]¦,¦:¦/¦</script>¦null¦1e5¦\u2028¦\u2029¦//¦/*',
    "shell": "'¦\"¦\\¦$¦$(id)¦`id`¦${HOME}¦!¦!!¦*¦?¦[a]¦~¦#¦ #¦;¦&¦&&¦|¦>¦<¦<<E¦(¦)¦{a,b}¦=¦-e¦--¦\n¦\\\n¦%s¦\t",
    "markdown": (
        "*¦**¦_¦__¦`¦```¦~~¦[¦]¦](¦)¦![¦<b>¦<!--¦-->¦<http://x>¦&amp;¦&#42;¦|¦| - |¦# ¦ #¦- ¦+ ¦1. ¦1) ¦> ¦"
        "---¦===¦\\¦$¦:-:¦    "
    ),
    "xml": (
        "<¦>¦&¦\"¦'¦&amp;¦&#60;¦&lt¦<!--¦-->¦--¦]]>¦<![CDATA[¦<?x¦?>¦<!DOCTYPE x¦</svg>¦<script>¦/>¦\t¦\n¦"
        "onload="
    ),
    "mermaid": (
        '"¦"]¦--> x¦`¦"`¦`"¦#quot;¦#35;¦#¦;¦%%¦%%{init: {}}%%¦<br>¦style x:#a;¦classDef a:#b;¦direction TB¦'
        'click x¦end¦$$¦ﬂ°¦¶ß¦\\n¦fa:fa-x'
    ),
    "log": (
        "::error::x¦ ::add-mask::x¦::¦:¦,¦%¦%25¦%0A::error::x¦%3A¦##[group]x¦##¦#[¦]¦;¦\n¦\r¦\r\n¦\x1b[31m¦"
        "\x07¦="
    ),
    "comment": "-->¦--!>¦--¦-¦>¦*/¦*¦/¦${¦%{¦$¦%¦{¦\n¦\r\n¦\r¦\x85¦\u2028¦\u2029¦\x0b¦\x0c¦\\¦\\\n¦#¦//",
}  # fmt: skip
_EVERY = [piece for listed in PIECES.values() for piece in listed.split("¦")]
#: What people write, also where it takes two characters to make a letter, or one outside of the basic plane.
_LETTERS = "a¦B7¦x_y¦é¦e\u0301¦\u1100\u1161\u11a8¦שלום¦日本¦👩\u200d👧¦🇩🇪¦\U00010400¦\ufb01¦\u212b¦ ¦\u00a0¦\u3000"
_WORDS = _LETTERS.split("¦")
#: What nobody sees, or what ends a line for somebody.
_CONTROLS = (
    "\t¦\n¦\r\n¦\r¦\x0b¦\x0c¦\x1b¦\x7f¦\x85¦\xad¦\u200b¦\u200e¦\u2028¦\u2029¦\u202e¦\ufeff¦\ufffd¦\U000e0041"
)
_INVISIBLE = _CONTROLS.split("¦")
_LAST = 0x10FFFF
#: Halves of characters, and those that the versions of Unicode disagree about, or that nobody ever assigns.
_NONE = {"Cs", "Cn", "Co"}


def strings(language: str, count: int, *, seed: int = 0) -> list[str]:
    """The strings that belong to a seed: always the same, so that a failure is found again."""
    random = Random(f"{language} {seed}")  # noqa: S311 - repeatable on purpose, and no secret
    pieces = PIECES[language].split("¦")
    return [_string(random, pieces) for _ in range(count)]


def _string(random: Random, pieces: list[str]) -> str:
    kind = random.random()
    if kind < 0.02:
        return "".join(random.choices([*pieces, *_WORDS], k=random.randint(200, 1500)))
    sources = (
        pieces
        if kind < 0.45
        else [*pieces, *_WORDS, *_INVISIBLE]
        if kind < 0.7
        else _EVERY
        if kind < 0.85
        else None
    )
    length = random.randint(0, 8)
    if sources is None:
        return "".join(_character(random) for _ in range(length))
    return "".join(random.choices(sources, k=length))


def _character(random: Random) -> str:
    """Any character that all versions of Unicode know, most of them from where marks and controls are dense."""
    while True:
        found = chr(random.randint(0, random.choice([0x7F, 0x2FF, 0x36F, 0x206F, 0xFFFF, 0x1FFFF, _LAST])))
        if category(found) not in _NONE:
            return found
