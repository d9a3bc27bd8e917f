"""The public names of a service, and the target that answers to each."""

from collections.abc import Iterator

from podspec.components import presence
from podspec.model.environment import Environment


def names_of(environment: Environment, target: str) -> list[str]:
    """Names that lead to a target: the domain's own where the target is the primary one, and <target>.<name>."""
    return [name for name, one in answers(environment) if one == target]


def answers(environment: Environment) -> Iterator[tuple[str, str]]:
    """Every name of an environment with the target behind it, the domain's own first; none without a domain."""
    domain, targets = environment.domain, presence.targets(environment)
    if domain is None:
        return
    yield domain.name, domain.primary or targets[0]
    yield from ((f"{target}.{domain.name}", target) for target in targets)
