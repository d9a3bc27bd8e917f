"""What AWS looks like at each moment of a rollout, as Terraform would read it into its state."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

Attributes = dict[str, Any]
State = dict[str, Any]

OLD, NEW = ("sha256:" + digit * 64 for digit in "ef")

#: Percent of the traffic that a new version has in the middle of a rollout.
SHARES = {"canary": 10, "linear": 40, "all_at_once": 100}
#: What a spec says for each of them.
ROLLOUTS: dict[str, Attributes] = {
    "canary": {"strategy": "canary", "percent": 10, "interval_minutes": 5, "bake_minutes": 5},
    "linear": {"strategy": "linear", "percent": 20, "interval_minutes": 5, "bake_minutes": 5},
    "all_at_once": {"strategy": "all_at_once", "bake_minutes": 5},
}


@dataclass(frozen=True)
class Moment:
    """A moment of a rollout from version 7, on the blue hosts, to version 8, on the green ones.

    Attributes:
        share: percent of the traffic that the new version has.
        image: digest that the function was given last.
        sizes: hosts of each colour.
        digests: what stands in each colour's parameter.
        active: the colour that the rollout takes for the live one.
    """

    share: int
    image: str
    sizes: dict[str, int]
    digests: dict[str, str]
    active: str

    def enter(self, state: Path) -> None:
        """Rewrite the state of an applied root as a refresh at this moment would."""
        found = json.loads(state.read_text())
        self._function(found)
        self._hosts(found)
        _live_on(found)
        state.write_text(json.dumps(found))

    def _function(self, state: State) -> None:
        mixed = 0 < self.share < 100
        weights = [{"additional_version_weights": {"8": self.share / 100}}] if mixed else []
        live = "8" if self.share == 100 else "7"
        _only(state, "aws_lambda_alias", "live").update(function_version=live, routing_config=weights)
        function = _only(state, "aws_lambda_function", "this")
        function.update(image_uri=f"{function['image_uri'].partition('@')[0]}@{self.image}", version="8")
        _only(state, "aws_ssm_parameter", "approved_digest")["value"] = self.image

    def _hosts(self, state: State) -> None:
        (action,) = _only(state, "aws_lb_listener", "live")["default_action"]
        for group, share in zip(action["forward"][0]["target_group"], (100 - self.share, self.share), strict=True):
            group["weight"] = share
        for colour, count in self.sizes.items():
            group = _only(state, "aws_autoscaling_group", "colour", colour)
            group.update(min_size=min(2, count), desired_capacity=count, max_size=10)
            _only(state, "aws_launch_template", "colour", colour)["default_version"] = 3
            _only(state, "aws_ssm_parameter", "digest", colour)["value"] = self.digests[colour]
        _only(state, "aws_ssm_parameter", "active")["value"] = self.active


def moments(strategy: str) -> dict[str, Moment]:
    """The moments that have to be no drift."""
    both = {"blue": OLD, "green": NEW}
    share = SHARES[strategy]
    return {
        "the first rollout": Moment(0, NEW, {"blue": 0, "green": 4}, {"blue": "none", "green": NEW}, "none"),
        "in the middle": Moment(share, NEW, {"blue": 4, "green": 4}, both, "blue"),
        "at the end": Moment(100, NEW, {"blue": 0, "green": 7}, both, "green"),
        "after a rollback": Moment(0, NEW, {"blue": 5, "green": 0}, {"blue": OLD, "green": OLD}, "blue"),
        "after a rollback by a person": Moment(0, OLD, {"blue": 5, "green": 0}, both, "blue"),
    }


def _rotated(attributes: Attributes) -> None:
    for replica in attributes["replica"]:
        replica.update(last_accessed_date="2026-11-23", status="InSync", status_message="rotated")


def _written(attributes: Attributes) -> None:
    attributes["version"] = 9


def _run(attributes: Attributes) -> None:
    attributes.update(status="RUNNING", timeline=[{"last_started": "2026-11-23T00:00:00Z"}])


def _live_on(state: State) -> None:
    """What goes on beside rollouts: secrets rotate, parameters count their versions, canaries run."""
    goes_on: dict[str, Callable[[Attributes], None]] = {
        "aws_secretsmanager_secret": _rotated,
        "aws_ssm_parameter": _written,
        "aws_synthetics_canary": _run,
    }
    for resource in state["resources"]:
        if resource["mode"] == "managed" and resource["type"] in goes_on:
            for instance in resource["instances"]:
                goes_on[resource["type"]](instance["attributes"])


def _only(state: State, kind: str, name: str, key: str | None = None) -> Attributes:
    """Attributes of the one instance of this address in any module."""
    found = [
        instance["attributes"]
        for resource in state["resources"]
        for instance in resource["instances"]
        if (resource["type"], resource["name"], instance.get("index_key")) == (kind, name, key)
    ]
    (attributes,) = found
    assert isinstance(attributes, dict)
    return attributes
