"""Cuts HCL text into tokens, without judging whether they make sense together.

The token classes are those of HCL's own scanner (hashicorp/hcl, hclsyntax/scan_tokens.rl and spec.md, read
2026-11). Two of them are coarser here, where layout cannot tell the difference: a quoted string without
interpolation is one token, and so is each stretch of literal text in a template.
"""

import re
from typing import Final, TypeAlias

# A punctuation mark is its own kind; the other kinds have the names below.
Kind: TypeAlias = str
Token: TypeAlias = tuple[Kind, str]

IDENT: Final = "ident"
NUMBER: Final = "number"
STRING: Final = "string"
NEWLINE: Final = "newline"
LINE_COMMENT: Final = "line_comment"
BLOCK_COMMENT: Final = "block_comment"
LITERAL: Final = "literal"
OPEN_QUOTE: Final = "open_quote"
CLOSE_QUOTE: Final = "close_quote"
OPEN_HEREDOC: Final = "open_heredoc"
CLOSE_HEREDOC: Final = "close_heredoc"
OPEN_TEMPLATE: Final = "open_template"
CLOSE_TEMPLATE: Final = "close_template"
_PUNCTUATION: Final = "punctuation"
_UNKNOWN: Final = "unknown"
_UNENDED_COMMENT: Final = "unended_comment"
_END: Final = "end"

#: What brackets others, and how much deeper it leads.
DEPTH: Final = {
    **dict.fromkeys(("{", "[", "(", OPEN_TEMPLATE), 1),
    **dict.fromkeys(("}", "]", ")", CLOSE_TEMPLATE), -1),
}

# "$${" and "%%{" are escapes; any other dollar or percent sign is text unless a brace follows it.
_NOT_A_TEMPLATE: Final = r"\$\$\{|%%\{|[$%](?!\{)"
_QUOTED: Final = rf'(?:[^"\\$%\n]++|\\[^\n]|{_NOT_A_TEMPLATE})'

# Blanks never matter between tokens: layout decides them anew. Quantifiers are possessive, and something matches
# at every place, so that no hostile text takes more than linear time.
_CODE: Final = re.compile(
    rf"""[ \t]*+(?:
      (?P<{IDENT}>[^\W\d][\w-]*+)
    | (?P<{NEWLINE}>\r?\n)
    | (?P<{STRING}>"{_QUOTED}*+")
    | (?P<{OPEN_QUOTE}>")
    | (?P<{LINE_COMMENT}>(?:\#|//)[^\n]*+\n?+)
    | (?P<{BLOCK_COMMENT}>/\*(?s:.*?)\*/)
    | (?P<{_UNENDED_COMMENT}>/\*)
    | (?P<{OPEN_HEREDOC}><<-?[^\W\d][\w-]*+\r?\n)
    | (?P<{NUMBER}>[0-9]++(?:\.[0-9]++)?+(?:[eE][+-]?[0-9]++)?+)
    | (?P<{_PUNCTUATION}>==|!=|>=|<=|&&|\|\||::|\.\.\.|=>|~\}}|[][(){{}}.,*/%+=<>!?:-])
    | (?P<{_UNKNOWN}>[^ \t])
    | (?P<{_END}>\Z)
    )""",
    re.VERBOSE,
)
_IN_QUOTES: Final = re.compile(
    rf"""(?P<{LITERAL}>{_QUOTED}++) | (?P<{OPEN_TEMPLATE}>[$%]\{{~?) | (?P<{CLOSE_QUOTE}>")""", re.VERBOSE
)
_IN_HEREDOC: Final = re.compile(
    rf"""(?P<{OPEN_TEMPLATE}>[$%]\{{~?) | (?P<{LITERAL}>(?:[^$%\n]++|{_NOT_A_TEMPLATE})*+\n?+)""", re.VERBOSE
)


def scan(text: str) -> tuple[list[Token], str]:
    """Cut `text` into tokens.

    Returns:
        The tokens in order, and the blanks between the last of them and the end of the text.

    Raises:
        ValueError: The text is not HCL: an unknown character, a string, a heredoc or an interpolation without
            an end. The message names the line, counted from 1.
    """
    tokens: list[Token] = []
    end = _scan_code(text, 0, tokens, in_template=False)
    return tokens, text[end:]


def _scan_code(text: str, start: int, tokens: list[Token], *, in_template: bool) -> int:
    """Append the tokens from `start` to the end of the text or of the template; return the place behind."""
    position, braces = start, 0
    while True:
        # One iterator runs until a template needs other rules, then a new one starts behind it.
        for match in _CODE.finditer(text, position):
            kind = match.lastgroup or _UNKNOWN
            piece, position = match[kind], match.end()
            if kind == _PUNCTUATION:
                braces += _BRACES.get(piece, 0)
                if braces < 0 and in_template:
                    tokens.append((CLOSE_TEMPLATE, piece))
                    return position
                kind = piece
            elif kind in _TROUBLE:
                raise _error(text, match.start(kind), _TROUBLE[kind].format(piece))
            elif kind == _END:
                if in_template:
                    raise _error(text, start, "this interpolation has no end")
                return match.start()
            tokens.append((kind, piece))
            if kind in _TEMPLATES:
                position = _TEMPLATES[kind](text, position, tokens)
                break


def _scan_quotes(text: str, start: int, tokens: list[Token]) -> int:
    """Append what stands between two double quotes; return the place after the second."""
    position = start
    while match := _IN_QUOTES.match(text, position):
        position = match.end()
        kind = match.lastgroup or LITERAL
        tokens.append((kind, match[0]))
        if kind == CLOSE_QUOTE:
            return position
        if kind == OPEN_TEMPLATE:
            position = _scan_code(text, position, tokens, in_template=True)
    raise _error(text, start, "this string has no end")


def _scan_heredoc(text: str, start: int, tokens: list[Token]) -> int:
    """Append a heredoc's text and its closing marker; return the place after the marker."""
    opening = tokens[-1][1]
    marker = opening.lstrip("<-").rstrip()
    position, at_line_start = start, True
    while (match := _IN_HEREDOC.match(text, position)) and (piece := match.group()):
        if match.lastgroup == OPEN_TEMPLATE:
            tokens.append((OPEN_TEMPLATE, piece))
            position, at_line_start = _scan_code(text, match.end(), tokens, in_template=True), False
            continue
        if at_line_start and piece.strip() == marker and piece.endswith("\n"):
            closing = piece.rstrip("\r\n")
            tokens.append((CLOSE_HEREDOC, closing))
            return position + len(closing)  # the newline ends the attribute, so it stays outside
        tokens.append((LITERAL, piece))
        position, at_line_start = match.end(), True  # or a template follows, and says otherwise
    raise _error(text, start - len(opening), f"this heredoc has no closing {marker}")


def _error(text: str, position: int, message: str) -> ValueError:
    return ValueError(f"line {text.count(chr(10), 0, position) + 1}: {message}")


_TEMPLATES: Final = {OPEN_QUOTE: _scan_quotes, OPEN_HEREDOC: _scan_heredoc}
_TROUBLE: Final = {_UNKNOWN: "unexpected {!r}", _UNENDED_COMMENT: "this comment has no end"}
_BRACES: Final = {"{": 1, "}": -1, "~}": -1}
