"""PS265: where Terraform's state is kept follows the order of regions."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Severity
from podspec.rules.rule import LintScope, SpecRule


def check(scope: LintScope) -> Iterator[Finding]:
    """Look for accounts with several regions, one of which comes first only because it is written first."""
    if scope.spec.state is not None:
        return
    regions: dict[str, list[str]] = {}
    first: dict[str, str] = {}
    for environment in scope.environments:
        first.setdefault(environment.account, environment.name)
        regions.setdefault(environment.account, []).extend(environment.regions)
    registry = scope.spec.registry
    for account, found in regions.items():
        if len(set(found)) > 1 and not (registry and registry.account == account):
            yield Finding(
                ("environments", first[account], "regions", 0),
                f"the Terraform state of account {account} is kept wherever its first region is",
                f"{found[0]} only because it is written first",
                help=f"write `state: {{region: {found[0]}}}`: then no change of order moves the state",
            )


RULE = SpecRule("PS265", check, Severity.WARNING)
