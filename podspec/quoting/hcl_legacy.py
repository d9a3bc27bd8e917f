"""Replaces spellings of old Terraform by today's, as `terraform fmt` does beyond layout.

These are `"${x}"` for `x` as an attribute's whole value, the variable types `"string"`, `list` and their kin,
and block labels without quotes. Source: hashicorp/terraform, internal/command/fmt.go (v1.15, read 2026-11).
"""

from itertools import accumulate, takewhile
from typing import Final

from podspec.quoting.hcl_tokens import (
    BLOCK_COMMENT,
    CLOSE_QUOTE,
    CLOSE_TEMPLATE,
    DEPTH,
    IDENT,
    LINE_COMMENT,
    NEWLINE,
    OPEN_QUOTE,
    OPEN_TEMPLATE,
    STRING,
    Token,
)

# An old quoted type meant strings inside; a bare one means anything.
_TYPES: Final[dict[Token, str | None]] = {
    (STRING, '"string"'): None,
    (STRING, '"list"'): "string",
    (STRING, '"map"'): "string",
    (IDENT, "list"): "any",
    (IDENT, "map"): "any",
    (IDENT, "set"): "any",
}
_ENDS: Final = frozenset({NEWLINE, LINE_COMMENT, "}"})
_NESTING: Final = {OPEN_QUOTE: 1, OPEN_TEMPLATE: 1, CLOSE_TEMPLATE: -1, CLOSE_QUOTE: -1}


def modernised(tokens: list[Token]) -> list[Token]:
    """The same tokens with old spellings replaced."""
    result: list[Token] = []
    blocks: list[str] = []
    done = 0
    for position, (kind, text) in enumerate(tokens):
        if position < done:
            continue
        result.append((kind, text))
        value = position + 2
        if kind == IDENT and tokens[position + 1 : value] == [("=", "=")]:
            done = _expression_end(tokens, value)
            result.append(tokens[position + 1])
            result += _expression(tokens[value:done], is_type=text == "type" and blocks == ["variable"])
        elif kind == IDENT:
            done = _header_end(tokens, position)
            result += map(_label, tokens[position + 1 : done])
            blocks.append(text)
        elif kind == "}":
            blocks = blocks[:-1]
    return result


def _expression_end(tokens: list[Token], start: int) -> int:
    """The index after an attribute's value: a line's end or a block's end outside of all brackets."""
    depth = 0
    for index in range(start, len(tokens)):
        kind = tokens[index][0]
        if not depth and kind in _ENDS:
            return index
        depth += DEPTH.get(kind, 0)
    return len(tokens)


def _header_end(tokens: list[Token], start: int) -> int:
    """The index after a block's opening brace, or after the line where it has none."""
    ends = (index for index in range(start, len(tokens)) if tokens[index][0] in {"{", NEWLINE})
    return next(ends, len(tokens)) + 1


def _label(token: Token) -> Token:
    return (STRING, f'"{token[1]}"') if token[0] == IDENT else token


def _expression(tokens: list[Token], *, is_type: bool) -> list[Token]:
    """The tokens of an attribute's value; comments around it stay where they are."""
    before, rest = _without_comments_before(tokens)
    after, value = _without_comments_before(rest[::-1])
    modern = _type if is_type else _unwrapped
    return before + modern(value[::-1]) + after[::-1]


def _without_comments_before(tokens: list[Token]) -> tuple[list[Token], list[Token]]:
    """The comments at the start, and what follows."""
    comments = list(takewhile(lambda token: token[0] == BLOCK_COMMENT, tokens))
    return comments, tokens[len(comments) :]


def _type(tokens: list[Token]) -> list[Token]:
    if len(tokens) != 1 or tokens[0] not in _TYPES:
        return tokens
    name, element = (IDENT, tokens[0][1].strip('"')), _TYPES[tokens[0]]
    return [name, ("(", "("), (IDENT, element), (")", ")")] if element else [name]


def _unwrapped(tokens: list[Token]) -> list[Token]:
    """What stands inside of a string that is one interpolation; in parentheses where it takes many lines."""
    if not _is_one_interpolation(tokens):
        return tokens
    inside = tokens[2:-2]
    while inside and inside[0][0] == NEWLINE:
        inside = inside[1:]
    while inside and inside[-1][0] == NEWLINE:
        inside = inside[:-1]
    in_parentheses = inside[:1] + inside[-1:] == [("(", "("), (")", ")")]
    if any(kind == NEWLINE for kind, _ in inside) and not in_parentheses:
        return [("(", "("), *inside, (")", ")")]
    return inside


def _is_one_interpolation(tokens: list[Token]) -> bool:
    """True if only the first quote and the last brace leave us inside of a string and outside of a template."""
    depths = list(accumulate(_NESTING.get(kind, 0) for kind, _ in tokens))
    return depths[:2] == [1, 2] and depths.count(1) == 2 and depths[-2:] == [1, 0]  # noqa: PLR2004  # these two
