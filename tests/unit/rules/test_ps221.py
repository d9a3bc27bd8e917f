"""PS221: the bake time on Lambda."""

import pytest
from specimens import silent, sole


@pytest.mark.parametrize("strategy", ["canary", "linear", "all_at_once"])
def test_a_bake_time_longer_than_the_hook_may_run_is_an_error(strategy: str) -> None:
    found = sole(f"targets: {{lambda: {{rollout: {{strategy: {strategy}, bake_minutes: «56»}}}}}}", "PS221")
    assert found.message == "lambda bake_minutes is longer than its hook may run (55)"
    assert found.primary.text == "56 here"
    assert found.help == "lower it to 55 or less: CodeDeploy fails a hook after one hour"


def test_the_limit_itself_is_allowed() -> None:
    assert silent("targets: {lambda: {rollout: {strategy: canary, bake_minutes: 55}}}")


def test_hosts_may_bake_longer() -> None:
    assert silent("targets: {ec2: {rollout: {strategy: canary, bake_minutes: 1440}}}")
