"""What a module is told about its rollouts."""

import pytest
import scopes

from podspec.components.rollouts import rollout_of


@pytest.mark.parametrize(
    ("strategy", "steps"),
    [
        ("canary", {"percent": 20, "interval_minutes": 3}),
        ("linear", {"percent": 20, "interval_minutes": 3}),
        ("all_at_once", {}),
    ],
)
def test_only_a_strategy_with_steps_says_how_it_steps(strategy: str, steps: dict[str, int]) -> None:
    given = "".join(f", {name}: {value}" for name, value in steps.items())
    scope = scopes.service(f"targets: {{lambda: {{rollout: {{strategy: {strategy}, bake_minutes: 9{given}}}}}}}")
    target = scope.environments[0].targets.lambda_
    assert target is not None
    assert rollout_of(target.rollout) == {"strategy": strategy, "bake_minutes": 9} | steps
