"""PS230: a variable names a secret that is not declared."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding
from podspec.model.environment import Environment
from podspec.model.nearest import nearest
from podspec.rules.rule import EnvironmentRule, LintScope


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Look up each secret that the container is given."""
    for variable, secret in environment.container.secrets.items():
        if secret not in environment.secrets:
            meant = nearest(secret, environment.secrets)
            yield Finding(
                path=("container", "secrets", variable),
                message=f"secret {secret} is not declared",
                label="no such secret",
                help=f"did you mean {meant}?" if meant else f"declare it: `secrets: {{{secret}: {{}}}}`",
            )


RULE = EnvironmentRule("PS230", check)
