"""PS232: a variable is given both a value and a secret."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.model.environment import Environment
from podspec.rules.rule import EnvironmentRule, LintScope


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Look for names that stand in both blocks."""
    container = environment.container
    for variable in container.secrets:
        if variable in container.environment:
            yield Finding(
                path=("container", "secrets", variable),
                message=f"variable {variable} is given both a value and a secret",
                label="a secret here",
                related=(Related(("container", "environment", variable), "a value here"),),
                help="delete one of them",
                at_key=True,
            )


RULE = EnvironmentRule("PS232", check)
