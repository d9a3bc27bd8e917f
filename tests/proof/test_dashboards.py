"""Dashboards are what CloudWatch takes, and show nothing that does not exist."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from proof.dashboards import alarms, complaints, log_groups, metrics
from proof.iam import Resource, of_kind

if TYPE_CHECKING:
    from proof.applied import Applied

pytestmark = pytest.mark.proof

FIRST, OTHER = "environments/prod/us-east-1", "environments/prod/eu-west-1"
# What the values of a dimension are called by: the type of a resource, and its attribute.
DIMENSIONS = {
    "ApiId": ("aws_apigatewayv2_api", "id"),
    "AutoScalingGroupName": ("aws_autoscaling_group", "name"),
    "CanaryName": ("aws_synthetics_canary", "name"),
    "FunctionName": ("aws_lambda_function", "function_name"),
    "LoadBalancer": ("aws_lb", "arn_suffix"),
    "LogGroupName": ("aws_cloudwatch_log_group", "name"),
    "StateMachineArn": ("aws_sfn_state_machine", "arn"),
    "TargetGroup": ("aws_lb_target_group", "arn_suffix"),
}
GRAPH: dict[str, Any] = {"type": "metric", "x": 0, "y": 0, "width": 12, "height": 6}
SHOWN = {"region": "us-east-1", "metrics": [["AWS/Lambda", "Errors", "FunctionName", "f", {"stat": "Sum"}]]}


@pytest.fixture(scope="module", params=[FIRST, OTHER, "environments/dev/us-east-1"])
def resources(request: pytest.FixtureRequest, whole: Applied) -> list[Resource]:
    """Everything in one region of an environment."""
    return whole.resources(request.param)


def _bodies(resources: list[Resource]) -> dict[str, str]:
    return {one["dashboard_name"]: one["dashboard_body"] for one in of_kind(resources, "aws_cloudwatch_dashboard")}


def test_cloudwatch_has_nothing_to_say_against_them(resources: list[Resource]) -> None:
    for name, body in _bodies(resources).items():
        assert complaints(body) == [], name


def test_every_metric_is_about_something_that_exists(resources: list[Resource]) -> None:
    for name, body in _bodies(resources).items():
        shown = metrics(body)
        assert shown, name
        for namespace, metric, dimensions in shown:
            for dimension, value in dimensions:
                assert value in _known(dimension, resources), (name, namespace, metric, dimension)


def _known(dimension: str, resources: list[Resource]) -> set[str]:
    if dimension == "Resource":
        return {f"{one['function_name']}:{one['name']}" for one in of_kind(resources, "aws_lambda_alias")}
    kind, attribute = DIMENSIONS[dimension]
    return {one[attribute] for one in of_kind(resources, kind)}


def test_every_alarm_and_log_group_exists(resources: list[Resource]) -> None:
    groups = {one["name"] for one in of_kind(resources, "aws_cloudwatch_log_group")}
    named = {
        one["alarm_name"]
        for kind in ("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm")
        for one in of_kind(resources, kind)
    }
    for name, body in _bodies(resources).items():
        assert log_groups(body) <= groups, name
        assert {one.rpartition(":")[2] for one in alarms(body)} <= named, name


def test_each_region_has_one_and_several_have_an_overview_in_the_first(whole: Applied) -> None:
    assert set(_bodies(whole.resources(FIRST))) == {"podinfo-prod_us-east-1", "podinfo-prod_overview"}
    assert set(_bodies(whole.resources(OTHER))) == {"podinfo-prod_eu-west-1"}


def test_the_overview_shows_the_alarms_of_all_regions(whole: Applied) -> None:
    body = _bodies(whole.resources(FIRST))["podinfo-prod_overview"]
    shown = alarms(body)
    for region in ("us-east-1", "eu-west-1"):
        assert f"arn:aws:cloudwatch:{region}:222222222222:alarm:podinfo-prod_page" in shown
        named = {
            one["alarm_name"]
            for one in of_kind(whole.resources(f"environments/prod/{region}"), "aws_cloudwatch_metric_alarm")
        }
        here = {one.rpartition(":")[2] for one in shown if one.split(":")[3] == region}
        assert here - {"podinfo-prod_page", "podinfo-prod_ticket"} <= named, "an alarm that the region has not"


@pytest.mark.parametrize(
    ("widget", "complaint"),
    [
        (GRAPH | {"x": 13, "properties": SHOWN}, "outside the grid"),
        (GRAPH | {"type": "text", "properties": {"text": "hello"}}, "lacks {'markdown'}"),
        (GRAPH | {"properties": SHOWN | {"metrics": []}}, "shows nothing"),
        (GRAPH | {"properties": SHOWN | {"metrics": [["AWS/Lambda", "Errors", "FunctionName"]]}}, "is no metric"),
        (GRAPH | {"properties": SHOWN | {"metrics": [[{"expression": "100 * failed"}]]}}, "uses {'failed'}"),
        (GRAPH | {"properties": SHOWN | {"metrics": [["A", "B", {"stat": "p999"}]]}}, "no statistic p999"),
        (GRAPH | {"properties": SHOWN | {"colour": "red"}}, "has {'colour'}"),
    ],
)
def test_a_wrong_widget_would_be_found(widget: dict[str, Any], complaint: str) -> None:
    found = complaints(json.dumps({"widgets": [widget]}))
    assert any(complaint in one for one in found), found


def test_two_widgets_in_one_place_would_be_found() -> None:
    beside = GRAPH | {"x": 11, "y": 5, "properties": SHOWN}
    assert complaints(json.dumps({"widgets": [GRAPH | {"properties": SHOWN}, beside]})) == [
        "metric lies on metric"
    ]
