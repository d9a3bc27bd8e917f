"""PS251: domain.primary is missing or names a target that is not there."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding
from podspec.model.environment import Environment
from podspec.rules.rule import EnvironmentRule, LintScope
from podspec.rules.targets import present


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Look for the one target that the name itself leads to; PS201 speaks where there is none at all."""
    domain, targets = environment.domain, tuple(present(environment))
    if domain is None or not targets or domain.primary in targets:
        return
    if domain.primary is None and len(targets) == 1:
        return
    choices = " or ".join(f"primary: {target}" for target in targets)
    yield Finding(
        path=("domain", "primary"),
        message=f"domain.primary is missing, and {environment.name} has {len(targets)} targets"
        if domain.primary is None
        else f"domain.primary is {domain.primary}, which {environment.name} does not have",
        label="needs `primary`" if domain.primary is None else "no such target here",
        help=f"set {choices}",
    )


RULE = EnvironmentRule("PS251", check)
