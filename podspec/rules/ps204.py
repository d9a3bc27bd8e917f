"""PS204: environments differ in account, and the spec does not say where images are pushed."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.rules.rule import LintScope, SpecRule


def check(scope: LintScope) -> Iterator[Finding]:
    """Ask for a registry as soon as a second account appears."""
    blocks = scope.spec.environments
    first = next(iter(blocks))
    others = [name for name, block in blocks.items() if block.account != blocks[first].account]
    if scope.spec.registry is not None or not others:
        return
    home = blocks[first]
    yield Finding(
        path=("environments", others[0], "account"),
        message="environments differ in account, and registry is missing",
        label=f"another account than {first}'s",
        related=(Related(("environments", first, "account"), f"{first} is here"),),
        help="say where images are pushed, for example "
        f'`registry: {{account: "{home.account}", region: {home.regions[0]}}}`',
    )


RULE = SpecRule("PS204", check)
