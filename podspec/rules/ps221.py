"""PS221: the Lambda bake time is longer than its hook may run."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding
from podspec.model.environment import Environment
from podspec.rules.rule import EnvironmentRule, LintScope

#: CodeDeploy fails a hook that has not answered within an hour (AWS CodeDeploy user guide, AppSpec hooks,
#: read 2026-11). The last five minutes are podspec's margin for starting and answering.
LIMIT_MINUTES = 55


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Compare the bake time to what the hook that bakes has."""
    target = environment.targets.lambda_
    if target and target.rollout.bake_minutes > LIMIT_MINUTES:
        yield Finding(
            path=("targets", "lambda", "rollout", "bake_minutes"),
            message=f"lambda bake_minutes is longer than its hook may run ({LIMIT_MINUTES})",
            label=f"{target.rollout.bake_minutes} here",
            help=f"lower it to {LIMIT_MINUTES} or less: CodeDeploy fails a hook after one hour",
        )


RULE = EnvironmentRule("PS221", check)
