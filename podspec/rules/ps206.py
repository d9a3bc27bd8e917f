"""PS206: an environment names a region twice."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.model.environment import Environment
from podspec.rules.rule import EnvironmentRule, LintScope


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Look for each region further up in the list."""
    for index, region in enumerate(environment.regions):
        first = environment.regions.index(region)
        if first < index:
            yield Finding(
                path=("regions", index),
                message=f"{environment.name} names the region {region} twice",
                label="again here",
                related=(Related(("regions", first), "first here"),),
                help="delete one of them",
            )


RULE = EnvironmentRule("PS206", check)
