"""Bytes -> text. What no text of a spec may hold is found here, before anybody takes it for YAML."""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from podspec.model.conflict import is_conflicted
from podspec.model.diagnostic import Diagnostic, Label, Severity, Staged
from podspec.model.source import Source, Span

MAX_BYTES: Final = 256 * 1024
#: Lines with forbidden characters that are shown; a file full of them is no spec.
_SHOWN_LINES: Final = 20
# Control characters but tab and line feed; what reorders or hides text; further line breaks of YAML 1.1; halves of
# characters, which only an escape can write and no file can hold.
# Why: Unicode Technical Report 36 and CVE-2021-42574.
FORBIDDEN: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)


def read(path: Path, shown: str) -> Staged[Source]:
    """Read the spec at `path`; `shown` is its path from the repository's root.

    Raises:
        OSError: if the file cannot be read; that is no finding in a spec.
    """
    with open(path, "rb", opener=_without_waiting) as file:
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise OSError(errno.EINVAL, "not a file", str(path))
        return decode(file.read(MAX_BYTES + 1), shown)


def decode(data: bytes, shown: str) -> Staged[Source]:
    """The text of a spec's bytes; `shown` is its path from the repository's root."""
    if len(data) > MAX_BYTES:
        return _refuse(shown, "PS003", f"the spec is larger than {MAX_BYTES // 1024} KiB", "split the service")
    if not data.strip():
        return _refuse(shown, "PS001", "the spec is empty", "`podspec explain PS001` shows the smallest spec")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"the spec is not UTF-8 text: line {line} has the byte 0x{data[error.start]:02X}"
        return _refuse(shown, "PS002", message, "save it as UTF-8")
    if "\0" in text:
        return _refuse(shown, "PS002", "the spec is a binary file", "save it as UTF-8 text")
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    # Without a last line feed, libyaml would place the text's end on a line that is not there.
    return Staged(Source(shown, text if text.endswith("\n") else f"{text}\n"))


def _without_waiting(path: str, flags: int) -> int:
    """Open a file, and do not wait for somebody at the other end of a pipe."""
    return os.open(path, flags | os.O_NONBLOCK)


def _refuse(shown: str, code: str, message: str, help_: str) -> Staged[Source]:
    label = Label(shown, None)
    return Staged(None, (Diagnostic(code, Severity.ERROR, message, label, help=help_),))


def found_in_text(source: Source) -> tuple[Diagnostic, ...]:
    """What makes it pointless to read a text as YAML: forbidden characters, or a merge that is not done."""
    return tuple(_unclean(source)) or tuple(_unmerged(source))


def _unclean(source: Source) -> Iterator[Diagnostic]:
    """Characters that no spec needs, the first of each line; also in comments, where they would mislead people."""
    found = ((number, FORBIDDEN.search(line)) for number, line in enumerate(source.text.split("\n"), start=1))
    for number, match in islice(((number, match) for number, match in found if match), _SHOWN_LINES):
        span = Span(number, match.start() + 1, number, match.end() + 1)
        yield Diagnostic(
            "PS013",
            Severity.ERROR,
            f"character U+{ord(match[0]):04X} is not allowed in a spec",
            Label(source.path, span, "control, invisible and text-reordering characters mislead readers"),
            help="delete the character",
        )


def _unmerged(source: Source) -> Iterator[Diagnostic]:
    """Where git's first conflict begins, if a merge left any."""
    if not is_conflicted(source.text.encode()):
        return
    number = next(number for number, line in enumerate(source.lines, start=1) if line.startswith("<<<<<<< "))
    label = Label(source.path, Span(number, 1, number, 8), "the first conflict begins here")
    message = "git's conflict markers stand in the spec"
    yield Diagnostic("PS017", Severity.ERROR, message, label, help="merge the spec, then run `podspec render`")
