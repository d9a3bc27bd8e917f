"""PS261: an accepted finding is accepted no longer."""

from collections.abc import Iterator
from datetime import date

from podspec.model.diagnostic import Finding
from podspec.rules.rule import LintScope, SpecRule


def check(scope: LintScope) -> Iterator[Finding]:
    """Compare each acceptance's last day, which still counts, to the day of judgement."""
    for index, accept in enumerate(scope.spec.accept):
        if date.fromisoformat(accept.expires) < scope.as_of:
            yield Finding(
                path=("accept", index, "expires"),
                message=f"the acceptance of {accept.code} has expired",
                label=f"passed, as of {scope.as_of}",
                help="mend the finding and delete the entry, or judge it anew and set a later day",
            )


RULE = SpecRule("PS261", check)
