"""What the Lambda target takes from the spec."""

import scopes

from podspec.components import lambda_

TARGET = "targets: {lambda: {rollout: {strategy: %s}}}\n"


def _root(blocks: str) -> dict[str, object]:
    found = lambda_.root(scopes.region("dev", "us-east-1", blocks))
    assert found is not None
    return found


def test_canary_and_linear_say_how_they_step() -> None:
    for strategy in ("canary", "linear"):
        assert _root(TARGET % strategy)["rollout"] == {
            "strategy": strategy,
            "percent": 10,
            "interval_minutes": 5,
            "bake_minutes": 5,
        }


def test_all_at_once_has_no_steps() -> None:
    assert _root(TARGET % "all_at_once")["rollout"] == {"strategy": "all_at_once", "bake_minutes": 5}


def test_processors_have_lambdas_names() -> None:
    assert _root("container: {architecture: amd64}")["architecture"] == "x86_64"
    assert _root("container: {architecture: arm64}")["architecture"] == "arm64"


def test_a_service_without_a_description_is_described_by_its_name() -> None:
    assert _root("")["description"] == "podinfo"


def test_an_environment_without_the_target_has_no_call_of_the_module() -> None:
    blocks = scopes.TWO_ACCOUNTS.replace("regions: [us-east-1]}", "regions: [us-east-1], targets: {lambda: null}}")
    assert lambda_.root(scopes.region("dev", "us-east-1", blocks)) is None
    assert lambda_.module(scopes.service(blocks)) == {}


def test_a_service_without_the_target_has_no_module() -> None:
    assert lambda_.module(scopes.service("targets: {ec2: {}}")) is None
