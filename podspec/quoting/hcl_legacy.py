"""Replaces spellings of old Terraform by today's, as `terraform fmt` does beyond layout.

These are `"${x}"` for `x` as an attribute's whole value, the variable types `"string"`, `list` and their kin,
and block labels without quotes. Source: hashicorp/terraform, internal/command/fmt.go (v1.15, read 2026-11).
"""

from typing import Final

from podspec.quoting.hcl_tokens import (
    BLOCK_COMMENT,
    CLOSE_QUOTE,
    CLOSE_TEMPLATE,
    DEPTH,
    IDENT,
    LINE_COMMENT,
    LITERAL,
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


def modernised(tokens: list[Token]) -> list[Token]:
    """The same tokens with old spellings replaced."""
    result: list[Token] = []
    blocks: list[str] = []
    position = 0
    while position < len(tokens):
        kind, text = tokens[position]
        if kind == IDENT and tokens[position + 1 : position + 2] == [("=", "=")]:
            end = _expression_end(tokens, position + 2)
            result += tokens[position : position + 2]
            result += _expression(tokens[position + 2 : end], is_type=text == "type" and blocks == ["variable"])
            position = end
        elif kind == IDENT:
            end = _header_end(tokens, position)
            result.append(tokens[position])
            result += map(_label, tokens[position + 1 : end])
            blocks.append(text)
            position = end
        else:
            if kind == "}":
                blocks = blocks[:-1]
            result.append(tokens[position])
            position += 1
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
    index = start
    while index < len(tokens) and tokens[index][0] not in {"{", NEWLINE}:
        index += 1
    return index + 1


def _label(token: Token) -> Token:
    return (STRING, f'"{token[1]}"') if token[0] == IDENT else token


def _expression(tokens: list[Token], *, is_type: bool) -> list[Token]:
    """The tokens of an attribute's value; comments around it stay where they are."""
    start, end = 0, len(tokens)
    while start < end and tokens[start][0] == BLOCK_COMMENT:
        start += 1
    while start < end and tokens[end - 1][0] == BLOCK_COMMENT:
        end -= 1
    modern = _type if is_type else _unwrapped
    return tokens[:start] + modern(tokens[start:end]) + tokens[end:]


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
    kinds = [kind for kind, _ in tokens]
    if kinds[:2] != [OPEN_QUOTE, OPEN_TEMPLATE] or kinds[-2:] != [CLOSE_TEMPLATE, CLOSE_QUOTE]:
        return False
    quotes = 0
    for kind in kinds[2:-2]:
        quotes += (kind == OPEN_QUOTE) - (kind == CLOSE_QUOTE)
        if not quotes and kind in {OPEN_TEMPLATE, CLOSE_TEMPLATE, LITERAL}:
            return False
    return True
