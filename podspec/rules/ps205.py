"""PS205: AWS has no such region."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding
from podspec.model.nearest import nearest
from podspec.model.regions import PARTITIONS, REGIONS, partition_of
from podspec.model.source import Path
from podspec.model.spec import Spec
from podspec.rules.rule import LintScope, SpecRule


def check(scope: LintScope) -> Iterator[Finding]:
    """Look up every region that the spec names."""
    for path, region in _named(scope.spec):
        if partition_of(region) is None:
            yield Finding(
                path=path,
                message=f"AWS has no region {region}",
                label="no such region",
                help=_help(region),
            )


def _named(spec: Spec) -> Iterator[tuple[Path, str]]:
    if spec.registry:
        yield ("registry", "region"), spec.registry.region
    if spec.state:
        yield ("state", "region"), spec.state.region
    for name, block in spec.environments.items():
        for index, region in enumerate(block.regions):
            yield ("environments", name, "regions", index), region


def _help(region: str) -> str:
    meant = nearest(region, REGIONS)
    if meant:
        return f"did you mean {meant}?"
    return f"podspec knows the regions of {', '.join(PARTITIONS)}; accept PS205 for one that is newer"


RULE = SpecRule("PS205", check)
