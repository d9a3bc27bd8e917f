"""PS217: the instance type's processor cannot run the image."""

import re
from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.model.environment import Environment
from podspec.rules.rule import EnvironmentRule, LintScope

#: `g` behind the generation stands for Graviton (`t4g`, `c7gn`, `im4gn`), while `g4dn` is a graphics family.
#: Source: Amazon EC2 user guide, "Naming conventions" (read 2026-11). A test compares this to a list of
#: families from AWS, so that families yet to come are judged by the same convention.
_GRAVITON = re.compile(r"^[a-z]+[0-9]+[a-z]*g[a-z]*\.")

#: Arm families from before, or outside of, the convention. Source: as above.
_OTHER_ARM = ("a1.", "p6e-gb200.")

_SUGGESTED = {"arm64": "t4g.small", "amd64": "t3.small"}


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Compare the processor of the host to the one that the image is built for."""
    target, wanted = environment.targets.ec2, environment.container.architecture
    if target is None or architecture_of(target.instance_type) == wanted:
        return
    yield Finding(
        path=("targets", "ec2", "instance_type"),
        message=f"{target.instance_type} cannot run an image for {wanted}",
        label=f"{target.instance_type} is {architecture_of(target.instance_type)}",
        related=(Related(("container", "architecture"), f"the image is built for {wanted}"),),
        help=f"choose an {wanted} type such as {_SUGGESTED[wanted]}, or change container.architecture",
    )


def architecture_of(instance_type: str) -> str:
    """The processor of an EC2 instance type, in the spec's words: `arm64` or `amd64`."""
    is_arm = _GRAVITON.match(instance_type) or instance_type.startswith(_OTHER_ARM)
    return "arm64" if is_arm else "amd64"


RULE = EnvironmentRule("PS217", check)
