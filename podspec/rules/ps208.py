"""PS208: regions that belong together lie in different AWS partitions."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.model.regions import partition_of
from podspec.model.source import Path
from podspec.model.spec import Spec
from podspec.rules.rule import LintScope, SpecRule


def check(scope: LintScope) -> Iterator[Finding]:
    """Compare the partitions of each pair of regions that must reach each other."""
    for here, there in _pairs(scope.spec):
        ours, theirs = partition_of(here[1]), partition_of(there[1])
        if ours and theirs and ours != theirs:
            yield Finding(
                path=there[0],
                message=f"{there[1]} lies in another partition than {here[1]}",
                label=f"partition {theirs}",
                related=(Related(here[0], f"partition {ours}"),),
                help="choose regions of one partition: an account, a role or an image cannot cross the border",
            )


def _pairs(spec: Spec) -> Iterator[tuple[tuple[Path, str], tuple[Path, str]]]:
    """Each region beside the first one of its environment, and that one beside the registry's."""
    for name, block in spec.environments.items():
        path = ("environments", name, "regions")
        first = ((*path, 0), block.regions[0])
        if spec.registry:
            yield (("registry", "region"), spec.registry.region), first
        for index, region in enumerate(block.regions[1:], start=1):
            yield first, ((*path, index), region)


RULE = SpecRule("PS208", check)
