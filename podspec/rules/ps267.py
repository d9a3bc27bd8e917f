"""PS267: images are pulled in regions that this spec does not copy them to."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related, Severity
from podspec.rules.rule import LintScope, SpecRule


def check(scope: LintScope) -> Iterator[Finding]:
    """Look for regions beside the registry's where another spec makes the foundation, replication included."""
    registry = scope.spec.registry
    if scope.spec.foundation == "create":
        return
    pushed = registry.region if registry else scope.environments[0].regions[0]
    for environment in scope.environments:
        for index, region in enumerate(environment.regions):
            if region != pushed:
                yield Finding(
                    ("environments", environment.name, "regions", index),
                    f"nothing here copies the images from {pushed} to {region}",
                    "pulls from a registry in its own region",
                    (Related(("foundation",), "replication is part of the foundation"),),
                    f"let the foundation's rules cover podspec/{scope.spec.service.name}/image and {region}, "
                    "then accept PS267",
                )


RULE = SpecRule("PS267", check, Severity.WARNING)
