"""PS220: a linear rollout takes longer than two days."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.model.environment import Environment
from podspec.model.spec.rollout import Linear
from podspec.rules.rule import EnvironmentRule, LintScope
from podspec.rules.targets import present

#: CodeDeploy ends a shift of traffic after this time; EC2 keeps to it, so that the words mean the same there.
#: Source: AWS CodeDeploy user guide, limits, read 2026-11.
LIMIT_MINUTES = 2880


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Add up the waits between the steps: the first step comes at once."""
    for name, target in present(environment).items():
        rollout = target.rollout
        if not isinstance(rollout, Linear) or minutes(rollout) <= LIMIT_MINUTES:
            continue
        path = ("targets", name, "rollout")
        yield Finding(
            path=(*path, "interval_minutes"),
            message=f"{name} rollout takes {minutes(rollout):,} minutes, and {LIMIT_MINUTES:,} is the limit",
            label=f"{_waits(rollout)} times {rollout.interval_minutes} minutes",
            related=(Related((*path, "percent"), f"{_waits(rollout) + 1} steps"),),
            help=f"shorten interval_minutes to {LIMIT_MINUTES // _waits(rollout)}, or take larger steps",
        )


def minutes(rollout: Linear) -> int:
    """How long a linear rollout takes until it has all the traffic."""
    return _waits(rollout) * rollout.interval_minutes


def _waits(rollout: Linear) -> int:
    """The pauses between its steps, of which the last may be smaller."""
    return -(-100 // rollout.percent) - 1


RULE = EnvironmentRule("PS220", check)
