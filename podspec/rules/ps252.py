"""PS252: two environments answer to one name."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.model.environment import Environment
from podspec.rules.rule import LintScope, SpecRule
from podspec.rules.targets import present


def check(scope: LintScope) -> Iterator[Finding]:
    """Compare all names of each environment, `<target>.<name>` too, to those of the environments before it."""
    owners: dict[str, str] = {}
    for environment in scope.environments:
        names = _names(environment)
        shared = next((name for name in names if name in owners), None)
        if shared:
            other = owners[shared]
            yield Finding(
                path=("environments", environment.name, "domain", "name"),
                message=f"{environment.name} and {other} both answer to {shared}",
                label=f"{environment.name} here",
                related=(Related(("environments", other, "domain", "name"), f"{other} here"),),
                help=f"give {environment.name} a name of its own",
            )
        for name in names:
            owners.setdefault(name, environment.name)


def _names(environment: Environment) -> tuple[str, ...]:
    if environment.domain is None:
        return ()
    name = environment.domain.name
    return (name, *(f"{target}.{name}" for target in present(environment)))


RULE = SpecRule("PS252", check)
