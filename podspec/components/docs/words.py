"""How pictures and pages say things, so that all of them say the same."""

from collections.abc import Sequence

from podspec.model.environment import Environment
from podspec.model.spec.rollout import Rollout

#: Targets as people call them in AWS.
TARGETS = {"lambda": "Lambda", "ec2": "EC2"}


def rollout_on(environment: Environment, target: str) -> Rollout:
    """How a new version takes over traffic on a target.

    Raises:
        ValueError: the environment does not run on it.
    """
    found = environment.targets.lambda_ if target == "lambda" else environment.targets.ec2
    if found is None:
        raise ValueError(f"{environment.name} has no target {target}")
    return found.rollout


def rollout_in_words(rollout: Rollout) -> str:
    """A rollout in one line: `10 % for 5 min, bake 5 min`."""
    bake = f"bake {rollout.bake_minutes} min"
    if rollout.strategy == "canary":
        return f"{rollout.percent} % for {rollout.interval_minutes} min, {bake}"
    if rollout.strategy == "linear":
        return f"+{rollout.percent} % every {rollout.interval_minutes} min, {bake}"
    return f"all at once, {bake}"


def weights(rollout: Rollout) -> tuple[str, str]:
    """What the new version has of the traffic during a rollout, and what the old one has."""
    if rollout.strategy == "canary":
        return f"{rollout.percent} → 100 %", f"{100 - rollout.percent} → 0 %"
    if rollout.strategy == "linear":
        return f"{rollout.percent}, {min(2 * rollout.percent, 100)} … 100 %", f"{100 - rollout.percent} … 0 %"
    return "0 → 100 %", "100 → 0 %"


def counted(count: int, word: str) -> str:
    """So many of something: `1 region`, `2 regions`, `3 copies`."""
    plural = f"{word[:-1]}ies" if word.endswith("y") else f"{word}es" if word.endswith("s") else f"{word}s"
    return f"{count} {word if count == 1 else plural}"


def listed(words: Sequence[str]) -> str:
    """Words as a list in a sentence: `a`, `a and b`, `a, b and c`."""
    *first, last = words
    return f"{', '.join(first)} and {last}" if first else last
