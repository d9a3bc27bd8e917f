"""Markdown as GitHub reads it: text that shows as itself in a paragraph, heading, list or table cell.

Sources (read 2026-11): CommonMark 0.31.2, sections 2.4, 2.5 and 6; GitHub Flavored Markdown 0.29, tables and
strikethrough; GitHub Docs, "Writing mathematical expressions".
"""

import re
from typing import Final

from podspec.quoting.plain import one_line

# An underscore between letters or digits never emphasises, and names full of backslashes are hard to read.
_ACTIVE: Final = re.compile(r"[\\`*\[\]<>|~&$]|(?<![^\W_])_|_(?![^\W_])")
# Entities where a backslash would not do: a table splits at "|" first, and "$" opens mathematics.
_ENTITIES: Final = {
    "\\": "&#92;",
    "|": "&#124;",
    "$": "&#36;",
    "<": "&lt;",
    ">": "&gt;",
    "&": "&amp;",
}
# What starts a heading, a list, a rule, a table's second line or a heading's underline.
_BLOCK_START: Final = re.compile(r"\A(?:[#+=:-]|[0-9]{1,9}(?=[.)]))")
# A heading drops number signs at its end.
_HEADING_END: Final = re.compile(r"(?<= )#(?=#*\Z)")


def markdown(text: str) -> str:
    """Escape `text` for running text on GitHub; mentions, references, bare links and emoji names stay active.

    Blanks and invisible characters become single spaces.

    Raises:
        ValueError: Text that UTF-8 cannot carry.
    """
    inline = _ACTIVE.sub(_inert, one_line(text))
    return _HEADING_END.sub(r"\\#", _BLOCK_START.sub(_inert_start, inline))


def markdown_code(text: str) -> str:
    """Write `text` as a code span, backticks included.

    Blanks and invisible characters become single spaces. A backtick or a pipe makes it a `<code>` element,
    since no span holds a pipe both in a table and outside of one.

    Raises:
        ValueError: Text that UTF-8 cannot carry.
    """
    line = one_line(text)
    if line and not {"`", "|"}.intersection(line):
        return f"`{line}`"
    return f"<code>{_ACTIVE.sub(_inert, line)}</code>"


def _inert(match: re.Match[str]) -> str:
    return _ENTITIES.get(match[0]) or "\\" + match[0]


def _inert_start(match: re.Match[str]) -> str:
    # A list's number is escaped behind its digits, everything else before its sign.
    return match[0] + "\\" if match[0].isdigit() else "\\" + match[0]
