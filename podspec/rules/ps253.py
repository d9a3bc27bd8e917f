"""PS253: two environments create one zone."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.rules.rule import LintScope, SpecRule


def check(scope: LintScope) -> Iterator[Finding]:
    """Look for each created zone in the environments before."""
    creators: dict[str, str] = {}
    for name, block in scope.spec.environments.items():
        if block.domain is None or not block.domain.create_zone:
            continue
        first = creators.setdefault(block.domain.zone, name)
        if first != name:
            yield Finding(
                path=("environments", name, "domain", "create_zone"),
                message=f"{name} and {first} both create the zone {block.domain.zone}",
                label="again here",
                related=(Related(("environments", first, "domain", "create_zone"), f"created in {first}"),),
                help=f"delete create_zone from {name}: the zone is looked up then",
            )


RULE = SpecRule("PS253", check)
