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
from podspec.model.credentials import blotted, credentials
from podspec.model.diagnostic import Diagnostic, Label, Severity, Staged
from podspec.model.source import Blot, Source, Span

MAX_BYTES: Final = 256 * 1024
#: The code of a credential in plain text.
CREDENTIAL: Final = "PS018"
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
        try:
            data = file.read(MAX_BYTES + 1)
        except OSError as error:
            error.filename = str(path)  # of an error while it reads, the system does not say where
            raise
    return decode(data, shown)


def decode(data: bytes, shown: str) -> Staged[Source]:
    """The text of a spec's bytes, without its credentials; `shown` is its path from the repository's root."""
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
    return Staged(source_of(shown, text if text.endswith("\n") else f"{text}\n"))


def source_of(shown: str, text: str) -> Source:
    """A text that findings may quote: without its credentials."""
    return Source(shown, blotted(text), tuple(_blots(text)))


def _without_waiting(path: str, flags: int) -> int:
    """Open a file, and do not wait for somebody at the other end of a pipe."""
    return os.open(path, flags | os.O_NONBLOCK)


def _refuse(shown: str, code: str, message: str, help_: str) -> Staged[Source]:
    label = Label(shown, None)
    return Staged(None, (Diagnostic(code, Severity.ERROR, message, label, help=help_),))


def _blots(text: str) -> Iterator[Blot]:
    """Where the first credentials of a text stand."""
    for one in credentials(text)[:_SHOWN_LINES]:
        lines = text[: one.start].split("\n"), text[: one.end].split("\n")
        (line, column), (end_line, end_column) = ((len(before), len(before[-1]) + 1) for before in lines)
        yield Blot(Span(line, column, end_line, end_column), one.what)


def found_in_text(source: Source) -> tuple[Diagnostic, ...]:
    """What makes it pointless to read a text as YAML: credentials, forbidden characters, an unfinished merge."""
    return (*_open(source), *_unclean(source)) or tuple(_unmerged(source))


def _open(source: Source) -> Iterator[Diagnostic]:
    """Credentials, wherever they stand: a comment is read by as many people."""
    for blot in source.blots:
        yield open_credential(blot.what, Label(source.path, blot.span))


def open_credential(what: str, at: Label) -> Diagnostic:
    """What to say of a credential that stands in plain text."""
    return Diagnostic(
        CREDENTIAL,
        Severity.ERROR,
        f"{what} stands in plain text",
        at._replace(text="whoever reads the repository could use it"),
        help="revoke it, keep a new one in AWS Secrets Manager, and name that under `secrets`",
    )


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
