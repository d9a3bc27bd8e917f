"""Where a space stands between two tokens of one line.

These are the rules of hashicorp/hcl, hclwrite/format.go, `spaceAfterToken` (as of Terraform 1.11 to 1.15,
read 2026-11). Where they look arbitrary, they follow that function, and their order matters.
"""

from collections.abc import Iterable
from functools import cache
from typing import Final

from podspec.quoting.hcl_tokens import (
    CLOSE_QUOTE,
    CLOSE_TEMPLATE,
    IDENT,
    LITERAL,
    NEWLINE,
    NUMBER,
    OPEN_HEREDOC,
    OPEN_QUOTE,
    OPEN_TEMPLATE,
    Kind,
    Token,
)

# A minus sign behind one of these, or at the start, negates; anywhere else it subtracts.
_BEFORE_NEGATION: Final = frozenset("([{=:,?+*/%-!<>") | {"==", "!=", ">=", "<=", "&&", "||", ""}
_INDEXABLE: Final = frozenset({"}", "]", ")", IDENT, NUMBER})
# Braces are none of these: they keep their distance.
_OPENING: Final = frozenset({"[", "(", OPEN_TEMPLATE})
_CLOSING: Final = frozenset({"]", ")", CLOSE_TEMPLATE})


def spaced(tokens: Iterable[Token]) -> str:
    """The text of one cell's tokens, with single spaces where HCL's style has them."""
    pieces: list[str] = []
    before = left = left_text = ""
    for right, text in tokens:
        if left and _has_space(left, right):
            negates = left == "-" and before in _BEFORE_NEGATION
            pieces.append("" if negates else " ")
        elif left_text == "in" and right == "[" and before == IDENT:
            # `for x in [a]`: here `in` is a keyword, not something with an index.
            pieces.append(" ")
        pieces.append(text)
        before, left, left_text = left, right, text
    return "".join(pieces)


@cache
def _has_space(left: Kind, right: Kind) -> bool:
    """Whether these two kinds stand apart; spaced() knows two exceptions that need more context."""
    if right == NEWLINE or (left == IDENT and right == "(") or {left, right} == {IDENT, "::"}:
        return False
    if "." in (left, right) or right in {",", "..."}:
        return False
    if left == ",":
        return True
    if left in {LITERAL, OPEN_QUOTE, OPEN_HEREDOC} or right in {LITERAL, CLOSE_QUOTE}:
        return False
    if (right == "[" and left in _INDEXABLE) or left == "!":
        return False
    return _has_space_beside_bracket(left, right)


def _has_space_beside_bracket(left: Kind, right: Kind) -> bool:
    """Full braces breathe, other brackets hug what they hold; `${ {} }` keeps its braces apart."""
    if (left, right) in {(OPEN_TEMPLATE, "{"), ("}", CLOSE_TEMPLATE)}:
        return True
    if (left, right) in {("{", "}"), (CLOSE_TEMPLATE, OPEN_TEMPLATE)}:
        return False
    return left not in _OPENING and right not in _CLOSING
