"""PS263: a reason says nothing."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding
from podspec.model.source import Path
from podspec.model.spec import Spec
from podspec.rules.rule import LintScope, SpecRule


def check(scope: LintScope) -> Iterator[Finding]:
    """Ask for one letter or digit at least: what stands there is read by whoever judges the entry next."""
    for path, reason in _reasons(scope.spec):
        if not any(character.isalnum() for character in reason):
            yield Finding(
                path=path,
                message="a reason must say something",
                label="no word here",
                help="say why it is right here, and who looked at it",
            )


def _reasons(spec: Spec) -> Iterator[tuple[Path, str]]:
    for index, waiver in enumerate(spec.supply_chain.scan.waivers):
        yield ("supply_chain", "scan", "waivers", index, "reason"), waiver.reason
    for index, accept in enumerate(spec.accept):
        yield ("accept", index, "reason"), accept.reason


RULE = SpecRule("PS263", check)
