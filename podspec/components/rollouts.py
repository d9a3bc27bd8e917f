"""How a new version takes over traffic, as the modules of all targets are told it."""

from podspec.components.component import Context
from podspec.model.spec.rollout import Rollout


def rollout_of(rollout: Rollout) -> Context:
    """A strategy without steps says nothing about steps."""
    bake = {"bake_minutes": rollout.bake_minutes}
    if rollout.strategy == "all_at_once":
        return {"strategy": rollout.strategy} | bake
    steps = {"percent": rollout.percent, "interval_minutes": rollout.interval_minutes}
    return {"strategy": rollout.strategy} | steps | bake
