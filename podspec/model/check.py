"""What a foreign checker made of the output, as data."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Outcome(StrEnum):
    """How a checker's run ended. What is absent or left out judged nothing; what is broken could not judge."""

    CLEAN = "clean"
    FINDINGS = "findings"
    ABSENT = "not installed"
    LEFT_OUT = "not run"
    BROKEN = "broken"


class Check(NamedTuple):
    """One checker over the output.

    `note` says why it did not run or what broke it; where it is absent, how to get it.
    """

    name: str
    outcome: Outcome
    version: str = ""
    files: int = 0
    findings: int = 0
    seconds: float = 0.0
    note: str = ""
