"""What the callers of the shared workflows are given."""

import re

import pytest
import scopes

from podspec.components import pipeline
from podspec.model.pins import DEFAULT_PINS
from podspec.model.scope import RepositoryScope

APPROVED = """
registry: {account: "111111111111", region: us-east-1}
environments:
  dev: {account: "111111111111", regions: [us-east-1]}
  stage: {account: "111111111111", regions: [us-east-1]}
  prod: {account: "222222222222", regions: [eu-west-1, us-east-1], approval: {reviewers: [acme/release-managers]}}
"""


def test_environments_are_released_to_in_the_order_of_promotion() -> None:
    dev, stage, prod = pipeline.release(scopes.service(APPROVED))["environments"]
    assert dev["needs"] == ["build"]
    assert stage["needs"] == ["build", "deploy-dev"]
    assert prod["needs"] == ["build", "deploy-stage", "plan-prod"]


def test_reviewers_see_the_change_after_the_environment_before_has_it() -> None:
    *_, prod = pipeline.release(scopes.service(APPROVED))["environments"]
    assert prod["review_needs"] == ["build", "deploy-stage"]
    assert [one["name"] for one in prod["roots"]] == ["environments/prod/eu-west-1", "environments/prod/us-east-1"]


def test_an_environment_is_deployed_to_by_its_own_role_from_its_first_region() -> None:
    *_, prod = pipeline.release(scopes.service(APPROVED))["environments"]
    assert prod["role"] == "arn:aws:iam::222222222222:role/podspec/ci/podinfo/podinfo-ci-deploy-prod"
    assert prod["region"] == "eu-west-1"


def test_the_environment_before_is_looked_at_by_the_role_that_reads_there() -> None:
    dev, stage, prod = pipeline.release(scopes.service(APPROVED))["environments"]
    assert dev["before"] == ""
    plans = "arn:aws:iam::111111111111:role/podspec/ci/podinfo/podinfo-ci-plan"
    assert (stage["before"], prod["before"]) == (plans, plans)


def test_images_are_pushed_where_the_registry_is() -> None:
    image = pipeline.release(scopes.service(APPROVED))["image"]
    assert image["role"] == "arn:aws:iam::111111111111:role/podspec/ci/podinfo/podinfo-ci-build"
    assert image["repository"].startswith("111111111111.dkr.ecr.us-east-1.")


@pytest.mark.parametrize(
    ("context", "path"), [("podinfo", "podinfo/**"), (".", "**"), ("services/web", "services/web/**")]
)
def test_a_change_of_the_source_concerns_the_service(context: str, path: str) -> None:
    assert path in pipeline.ci(scopes.service(f"container: {{context: {context}}}\n"))["paths"]


def test_what_is_asked_from_outside_has_a_public_name() -> None:
    assert pipeline.synthetic(scopes.service("observability: {synthetics: {interval_minutes: 5}}\n")) is None
    blocks = """
observability: {synthetics: {interval_minutes: 5}, alarms: {latency_p95_ms: 700}}
environments:
  dev: {account: "111111111111", regions: [us-east-1]}
  prod:
    account: "111111111111"
    regions: [us-east-1]
    domain: {name: web.example.com, zone: example.com}
"""
    found = pipeline.synthetic(scopes.service(blocks))
    assert found is not None
    assert (found["urls"], found["latency_p95_ms"]) == (["https://web.example.com/readyz"], 700)


@pytest.mark.parametrize("service", ["podinfo", "orders", "a-b", "zzz"])
def test_the_daily_look_has_a_time_of_its_own(service: str) -> None:
    cron = pipeline.drift(scopes.service(f"service: {{name: {service}}}\n"))["cron"]
    found = re.fullmatch(r"([0-9]{1,2}) ([0-4]) \* \* \*", cron)
    assert found is not None
    assert int(found[1]) < 60
    assert cron == pipeline.drift(scopes.service(f"service: {{name: {service}}}\n"))["cron"]


@pytest.mark.parametrize("template", [one for one in pipeline.COMPONENT.repository if one.endswith(".yml")])
def test_a_shared_workflow_is_given_the_commits_of_its_actions(template: str) -> None:
    given = pipeline.COMPONENT.repository[template](RepositoryScope(DEFAULT_PINS))
    assert given is not None
    assert all(re.fullmatch(r"[\w./-]+@[0-9a-f]{40}", pin["uses"]) for pin in given["pins"].values())
