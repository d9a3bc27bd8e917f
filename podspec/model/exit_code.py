"""The exit codes: the same for every command and every report format."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What a run ends with."""

    CLEAN = 0
    FINDINGS = 1
    COULD_NOT_RUN = 2
    BUG = 3
    INTERRUPTED = 130
