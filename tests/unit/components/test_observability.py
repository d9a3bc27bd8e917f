"""What people see and hear, and where."""

import re

import scopes

from podspec.components import observability

ASKED = "observability: {slo: {availability_percent: 99.5}, synthetics: {interval_minutes: 10}}\n"


def _root(environment: str, region: str, blocks: str = "") -> dict[str, object]:
    return observability.root(scopes.region(environment, region, blocks + scopes.TWO_ACCOUNTS))


def test_what_is_not_asked_for_is_not_there() -> None:
    found = _root("dev", "us-east-1")
    assert (found["slo"], found["synthetics"], found["notifies"]) == (None, None, False)


def test_a_dashboard_is_there_unless_the_spec_says_no() -> None:
    assert _root("dev", "us-east-1")["dashboard"] is True
    assert _root("dev", "us-east-1", "observability: {dashboard: false}\n")["dashboard"] is False


def test_only_the_first_of_several_regions_has_an_overview() -> None:
    assert _root("prod", "us-east-1")["overview_regions"] == ["us-east-1", "eu-west-1"]
    assert _root("prod", "eu-west-1")["overview_regions"] == []
    assert _root("dev", "us-east-1")["overview_regions"] == []
    assert _root("prod", "us-east-1", "observability: {dashboard: false}\n")["overview_regions"] == []


def test_an_objective_is_passed_on() -> None:
    assert _root("dev", "us-east-1", ASKED)["slo"] == {"availability_percent": 99.5}


def test_rotations_are_watched_where_podspecs_own_function_does_them() -> None:
    secrets = "secrets: {api-token: {}}\n"
    assert _root("prod", "us-east-1", secrets)["rotates"] is True
    assert _root("prod", "eu-west-1", secrets)["rotates"] is False
    assert _root("prod", "us-east-1")["rotates"] is False
    own = "arn:aws:lambda:us-east-1:222222222222:function:rotate"
    assert (
        _root("prod", "us-east-1", f"secrets: {{api-token: {{rotation: {{lambda_arn: '{own}'}}}}}}\n")["rotates"]
        is False
    )


def test_each_target_has_a_canary_of_its_own() -> None:
    found = _root("prod", "us-east-1", ASKED)["synthetics"]
    assert isinstance(found, dict)
    assert found["names"] == {"lambda": "podinfo-prod_lambda"}
    assert (found["interval_minutes"], found["readiness_path"]) == (10, "/readyz")


def test_the_longest_names_still_name_canaries_and_buckets() -> None:
    blocks = ASKED + f"service: {{name: {'a' * 24}}}\n"
    environments = "environments:\n  " + "e" * 10 + ': {account: "111111111111", regions: [ap-southeast-2]}\n'
    scope = scopes.region("e" * 10, "ap-southeast-2", blocks + environments)
    found = observability.root(scope)["synthetics"]
    assert all(re.fullmatch("[0-9a-z_-]{1,21}", name) for name in found["names"].values())
    assert re.fullmatch("[a-z0-9-]{3,63}", found["bucket"])


def test_buckets_of_two_regions_are_two_buckets() -> None:
    buckets = {_root("prod", region, ASKED)["synthetics"]["bucket"] for region in ("us-east-1", "eu-west-1")}  # type: ignore[index]  # asked for above
    assert len(buckets) == 2


def test_permissions_are_those_of_what_is_there() -> None:
    assert observability.permissions(scopes.service()) == {"parts": []}
    assert observability.canary_permissions(scopes.service()) is None
    everything = "observability: {notify: [ops@example.com], synthetics: {}}\n"
    assert observability.permissions(scopes.service(everything)) == {"parts": ["notifications", "synthetics"]}
    assert observability.canary_permissions(scopes.service(everything)) == {}
