"""PS250: domain.name does not lie in domain.zone."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.model.environment import Environment
from podspec.rules.rule import EnvironmentRule, LintScope


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Compare label by label: the zone itself, or something that ends in a dot and the zone."""
    domain = environment.domain
    if domain and not f".{domain.name}".endswith(f".{domain.zone}"):
        yield Finding(
            path=("domain", "name"),
            message=f"{domain.name} does not lie in the zone {domain.zone}",
            label=f"must end in .{domain.zone}",
            related=(Related(("domain", "zone"), "the zone"),),
            help=f"write a name such as {environment.service.name}.{domain.zone}, or name another zone",
        )


RULE = EnvironmentRule("PS250", check)
