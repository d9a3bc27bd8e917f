"""The exit codes: the same for every command and every report format."""

from enum import IntEnum
from typing import Self


class ExitCode(IntEnum):
    """What a run ends with, and what that means to whoever reads it."""

    meaning: str

    def __new__(cls, code: int, meaning: str) -> Self:
        """A number that also says what it means."""
        made = int.__new__(cls, code)
        made._value_ = code
        made.meaning = meaning
        return made

    CLEAN = 0, "Clean: no errors and no drift. Warnings alone are clean, too, unless with `--strict`."
    FINDINGS = 1, "Findings: errors in a spec, drift, or with `--strict` a warning."
    COULD_NOT_RUN = 2, "podspec could not run: bad usage, a missing or unreadable file, no rights, a full disk."
    BUG = 3, "A bug in podspec; it prints a report to paste into an issue."
    INTERRUPTED = 130, "Interrupted, as by Ctrl-C. The next render finishes or undoes one that was interrupted."
