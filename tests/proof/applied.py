"""A whole service, rendered, whose roots are applied one by one when a proof asks for them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from full import Spec, changed, full
from proof.iam import Resource, managed
from proof.rendered import render_spec
from proof.trees import subjects, variables_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from proof.offline.verifier import Step, Verifier

ACCOUNT = "111111111111"
# The longest names of regions that there are, in the partition where AWS offers everything.
REGIONS = ["ap-southeast-2", "ap-northeast-1"]
SERVICE = "a" * 24
SECRET = "s" * 48


def longest(environments: int = 8, service: str = SERVICE) -> Spec:
    """The full spec with the longest names everywhere, all its environments in one account.

    The names of the environments differ in their last character only.
    """
    block = full()["environments"]["prod"] | {"account": ACCOUNT, "regions": REGIONS}
    names = [f"{'e' * 9}{number}" for number in range(environments)]
    return changed(
        full(),
        {
            "service.name": service,
            "registry": {"account": ACCOUNT, "region": REGIONS[0]},
            "environments": {name: _own(block, number) for number, name in enumerate(names)},
        }
        | _with_the_longest_secret(full()),
    )


def _own(block: Spec, number: int) -> Spec:
    """The block of an environment with a network and a name that no other one has."""
    own: Spec = {"network": {"cidr": f"10.{number}.0.0/16", "nat": "per_az"}}
    own["domain"] = {"name": f"e{number}.example.com", "zone": "example.com", "primary": "lambda"}
    own["secrets"] = {SECRET: {"rotate_days": 60}}
    return {key: own.get(key, value) for key, value in block.items()}


def _with_the_longest_secret(spec: Spec) -> Spec:
    renamed: Spec = {}
    if "secrets" in spec:
        renamed["secrets"] = {SECRET: spec["secrets"]["api-token"]}
    if "secrets" in spec["container"]:
        renamed["container.secrets"] = {"API_TOKEN": SECRET}
    return renamed


class Applied:
    """The roots of one rendered service.

    Attributes:
        terraform: the rendered `terraform` folder; applied roots are in a copy of it.
    """

    def __init__(self, verifier: Verifier, spec: Spec, folder: Path) -> None:
        self.terraform = render_spec(spec, folder)
        self._verifier = verifier
        self.root: Callable[[str], Path] = cache(self._root)

    @property
    def roots(self) -> list[str]:
        """Paths of all roots below `terraform`."""
        prefix = f"{self.terraform.parent.name}/terraform/"
        return [str(one).removeprefix(prefix) for one in subjects(self.terraform.parents[1])]

    def resources(self, root: str) -> list[Resource]:
        """What stands in the state of a root once it is applied."""
        return managed(self.root(root))

    def tree(self, root: str) -> Path:
        """The copy of the whole tree in which a root is applied."""
        return self.root(root).parents[root.count("/")]

    def _root(self, name: str) -> Path:
        root = self._verifier.copy(self.terraform) / name
        for step in (self._verifier.init, self._planned, self._verifier.apply):
            done = step(root)
            assert done.ok, done
        return root

    def _planned(self, root: Path) -> Step:
        return self._verifier.plan(root, variables_of(root))
