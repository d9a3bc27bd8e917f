"""PS260: a waiver has expired."""

from collections.abc import Iterator
from datetime import date

from podspec.model.diagnostic import Finding
from podspec.rules.rule import LintScope, SpecRule


def check(scope: LintScope) -> Iterator[Finding]:
    """Compare each waiver's last day, which still counts, to the day of judgement."""
    for index, waiver in enumerate(scope.spec.supply_chain.scan.waivers):
        if date.fromisoformat(waiver.expires) < scope.as_of:
            yield Finding(
                path=("supply_chain", "scan", "waivers", index, "expires"),
                message=f"the waiver of {waiver.id} has expired",
                label=f"passed, as of {scope.as_of}",
                help="mend the vulnerability and delete the waiver, or judge it anew and set a later day",
            )


RULE = SpecRule("PS260", check)
