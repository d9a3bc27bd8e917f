"""PS231: a secret is declared, and no variable carries it."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Severity
from podspec.model.environment import Environment
from podspec.model.nearest import nearest
from podspec.model.source import Path
from podspec.rules.rule import LintScope, SpecRule


def check(scope: LintScope) -> Iterator[Finding]:
    """Look for secrets that no environment uses; one that a single environment uses has its purpose."""
    used = {secret for environment in scope.environments for secret in _used(environment)}
    declared = {secret: _declaration(scope, environment, secret) for environment, secret in _each(scope)}
    for secret, path in declared.items():
        if secret not in used:
            yield Finding(
                path=path,
                message=f"secret {secret} is declared, and no variable carries it",
                label="not used",
                help=f"give it to the container (`secrets: {{{_variable(secret)}: {secret}}}`), or delete it",
                at_key=True,
            )


def _used(environment: Environment) -> Iterator[str]:
    """The secrets that variables carry, and those that a misspelt name was meant for: PS230 tells of the slip."""
    for secret in environment.container.secrets.values():
        yield secret if secret in environment.secrets else nearest(secret, environment.secrets) or secret


def _each(scope: LintScope) -> Iterator[tuple[Environment, str]]:
    return ((environment, secret) for environment in scope.environments for secret in environment.secrets)


def _declaration(scope: LintScope, environment: Environment, secret: str) -> Path:
    own = () if secret in scope.spec.secrets else ("environments", environment.name)
    return (*own, "secrets", secret)


def _variable(secret: str) -> str:
    return secret.replace("-", "_").upper()


RULE = SpecRule("PS231", check, Severity.WARNING)
