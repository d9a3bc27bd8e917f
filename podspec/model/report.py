"""What a run found, ready for any reporter."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from podspec.model.diagnostic import Diagnostic, Severity, has_errors
from podspec.model.drift import Drift, DriftKind
from podspec.model.source import Source

if TYPE_CHECKING:
    from podspec.model.check import Check
    from podspec.model.impact import Impact


class FileChange(NamedTuple):
    """What a run did, or would do, to one file: created, updated, removed or saved (then `copy` says where)."""

    change: str
    path: str
    copy: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The findings and drifts of one run over some specs.

    `sources` holds the texts that findings point into, by path; `summary` is what the run did, in one line;
    `impact` what a change does, where two states were compared; `diff` what was edited in a spec, or would be;
    `checks` what foreign checkers made of the output. A person who asks for the `whole` of it gets each drift by
    itself, however many have one cause.
    """

    command: str
    specs: tuple[str, ...]
    artifacts: int = 0
    findings: tuple[Diagnostic, ...] = ()
    drifts: tuple[Drift, ...] = ()
    sources: dict[str, Source] = field(default_factory=dict)
    changes: tuple[FileChange, ...] = ()
    summary: str = ""
    impact: Impact | None = None
    diff: str = ""
    checks: tuple[Check, ...] = ()
    whole: bool = False

    def failed(self, *, strict: bool) -> bool:
        """True if the run must end with exit code 1; warnings count only when `strict`."""
        return has_errors(self.findings) or bool(self.drifts) or (strict and bool(self.findings))

    def count(self, severity: Severity) -> int:
        """How many findings are of this severity."""
        return sum(one.severity is severity for one in self.findings)

    def drift_counts(self) -> dict[DriftKind, int]:
        """How many paths are of each kind of drift, in the order of the kinds."""
        counted = Counter(one.kind for one in self.drifts)
        return {kind: counted[kind] for kind in DriftKind if counted[kind]}
