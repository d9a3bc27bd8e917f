"""Lays HCL text out as `terraform fmt` does, byte for byte, so that no user needs Terraform to render.

The rules are those of hashicorp/hcl, hclwrite/format.go (as of Terraform 1.11 to 1.15, read 2026-11): indent
by brackets, space tokens by kind, align `=` and trailing comments in consecutive lines.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final, TypeAlias

from podspec.quoting.graphemes import columns
from podspec.quoting.hcl_legacy import modernised
from podspec.quoting.hcl_spacing import spaced
from podspec.quoting.hcl_tokens import BLOCK_COMMENT, DEPTH, LINE_COMMENT, NEWLINE, OPEN_HEREDOC, Token, scan

# A line as (what stands before the equals sign, the sign and its value, the trailing comment).
_Row: TypeAlias = tuple[str, str, str]

_COMMENTS: Final = frozenset({LINE_COMMENT, BLOCK_COMMENT})
_LINE_ENDS: Final = frozenset({LINE_COMMENT, NEWLINE})
_INDENT: Final = "  "


def format_hcl(text: str) -> str:
    """Lay out `text` as `terraform fmt` of Terraform 1.11 to 1.15 does.

    Text inside heredocs, strings and comments stays as it is. Formatting twice changes nothing more,
    but for an interpolation that is all of another one: each time takes one away.

    Args:
        text: A file in HCL's native syntax. Its grammar is not checked beyond its tokens. Comments between a
            block's labels are kept, where Terraform drops them.

    Raises:
        ValueError: The text cannot be cut into tokens; the message names the line.
    """
    tokens, blanks = scan(text)
    rows = list(_rows(modernised(tokens)))
    assigned = _aligned((lead, value) for lead, value, _ in rows)
    commented = _aligned(zip(assigned, (comment for _, _, comment in rows), strict=True))
    return "".join(commented) + blanks


def _rows(tokens: Iterable[Token]) -> Iterator[_Row]:
    """Split the tokens into lines, and each line into its three cells."""
    open_brackets: list[int] = []
    for line in _lines(tokens):
        comment = line.pop()[1] if len(line) > 1 and line[-1][0] in _COMMENTS else ""
        if line[0][0] == NEWLINE:
            yield line[0][1], "", comment
            continue
        equals = _equals_sign(line)
        indent = _INDENT * _depth(open_brackets, _net_brackets(line[:equals]))
        yield indent + spaced(line[:equals]), spaced(line[equals:]), comment


def _lines(tokens: Iterable[Token]) -> Iterator[list[Token]]:
    """Group the tokens by line. A string, a heredoc or a block comment does not end its line."""
    line: list[Token] = []
    for token in tokens:
        line.append(token)
        if token[0] in _LINE_ENDS:
            yield line
            line = []
    if line:
        yield line


def _equals_sign(line: list[Token]) -> int:
    """The index from which the line is a whole assigned value, or the line's length where it is none."""
    for index, (kind, _) in enumerate(line):
        if kind == "=":
            complete = not sum(DEPTH.get(kind, 0) for kind, _ in line[index:])
            return index if complete else len(line)
    return len(line)


def _net_brackets(tokens: Iterable[Token]) -> int:
    """How many more brackets the tokens open than they close. A heredoc's text does not count."""
    net = 0
    for kind, _ in tokens:
        if kind == OPEN_HEREDOC:
            break
        net += DEPTH.get(kind, 0)
    return net


def _depth(open_brackets: list[int], net: int) -> int:
    """The line's indentation; records the line's brackets.

    Brackets that one line opens make one step, however many they are, and it takes as many to undo it.
    """
    depth = len(open_brackets)
    if net > 0:
        open_brackets.append(net)
        return depth
    for _ in range(-net):
        _close_one(open_brackets)
    return len(open_brackets)


def _close_one(open_brackets: list[int]) -> None:
    """Take one bracket away from those that the last unfinished line has opened."""
    if not open_brackets:
        return
    open_brackets[-1] -= 1
    if not open_brackets[-1]:
        open_brackets.pop()


def _aligned(rows: Iterable[tuple[str, str]]) -> list[str]:
    """Join left and right cells, so that the right ones of consecutive lines start in one column."""
    texts: list[str] = []
    for has_right, chain in groupby(rows, key=_has_right):
        if not has_right:
            texts += (left for left, _ in chain)
            continue
        pairs = [(left, columns(left), right) for left, right in chain]
        width = max(left_width for _, left_width, _ in pairs) + 1
        texts += (left + " " * (width - left_width) + right for left, left_width, right in pairs)
    return texts


def _has_right(row: tuple[str, str]) -> bool:
    return bool(row[1])
