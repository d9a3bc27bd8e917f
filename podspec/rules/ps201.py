"""PS201: an environment has no target."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.rules.rule import LintScope, SpecRule
from podspec.rules.targets import present


def check(scope: LintScope) -> Iterator[Finding]:
    """Look for environments in which the service would run nowhere."""
    for environment in scope.environments:
        if present(environment):
            continue
        path = ("environments", environment.name)
        overlay = scope.spec.environments[environment.name].targets or {}
        yield Finding(
            path=path,
            message=f"environment {environment.name} has no target",
            label="the service runs nowhere here",
            related=tuple(Related((*path, "targets", target), "taken away here") for target in overlay),
            help="add a target, such as `targets: {lambda: {}}`, or delete the environment",
            at_key=True,
        )


RULE = SpecRule("PS201", check)
