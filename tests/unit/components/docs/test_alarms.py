"""Every alarm has a runbook, and a runbook is there only where one of its alarms is."""

import re
from pathlib import Path

import scopes
from pictures import drawn

from podspec.components.docs.alarms import RUNBOOKS, has_objective, rotates, runbook, table

MODULES = Path(__file__).parents[4] / "templates/terraform/modules"
_RUNBOOK = re.compile(r"Runbook: \$\{var\.runbooks\}/([a-z0-9-]+)\.md\"")

EVERYTHING = """
targets: {lambda: {}, ec2: {}}
secrets: {api-token: {}}
observability: {slo: {availability_percent: 99.5}, synthetics: {interval_minutes: 5}}
"""


def _files(blocks: str) -> set[str]:
    return {one["file"] for one in table(scopes.service(blocks))}


def test_every_runbook_is_named_by_an_alarm_and_the_other_way_round() -> None:
    texts = [path.read_text("utf-8") for path in MODULES.rglob("*.tf.j2")]
    assert {name for text in texts for name in _RUNBOOK.findall(text)} == {one.file for one in RUNBOOKS}


def test_a_spec_with_everything_has_all_of_them() -> None:
    assert _files(EVERYTHING) == {one.file for one in RUNBOOKS}


def test_the_smallest_spec_has_those_of_its_target() -> None:
    assert _files("") == {
        "page", "lambda-api-errors", "lambda-function-errors", "lambda-latency", "lambda-version-errors",
    }  # fmt: skip


def test_a_runbook_without_alarms_is_not_made() -> None:
    by_file = {one.file: one for one in RUNBOOKS}
    assert runbook(by_file["ec2-errors"])(scopes.service()) is None
    assert runbook(by_file["canary"])(scopes.service()) is None


def test_a_runbook_has_the_thresholds_of_each_environment() -> None:
    found = runbook(RUNBOOKS[2])(scopes.service("observability: {alarms: {error_rate_percent: 2}}\n"))
    assert found is not None
    assert [one["error_rate_percent"] for one in found["environments"]] == [2]
    (slo,) = (one for one in RUNBOOKS if one.file == "slo")
    found = runbook(slo)(scopes.service(EVERYTHING))
    assert found is not None
    assert found["environments"][0]["budget"] == 0.5


def _text(file: str, blocks: str = EVERYTHING) -> str:
    (found,) = (runbook(one)(scopes.service(blocks)) for one in RUNBOOKS if one.file == file)
    assert found is not None
    return drawn(f"docs/runbooks/{file}.md", found)


def test_percents_are_read_as_they_are() -> None:
    assert "| dev | 99.5 % | 0.5 % |" in _text("slo")
    assert "| dev | 99 % | 1 % |" in _text("slo", "observability: {slo: {availability_percent: 99}}\n")


def test_the_id_of_a_host_and_why_none_starts_are_in_the_list_that_is_asked_for() -> None:
    # Both stand in Description alone. Source: AWS CLI examples, autoscaling describe-scaling-activities (2026-11).
    for file in ("ec2-unhealthy-hosts", "ec2-latency"):
        assert "Activities[].[StartTime, StatusCode, Description, Cause]" in _text(file), file


def test_a_canary_is_there_for_the_targets_that_are() -> None:
    (canary,) = (one for one in RUNBOOKS if one.file == "canary")
    found = runbook(canary)(scopes.service("observability: {synthetics: {interval_minutes: 5}}\n"))
    assert found is not None
    assert found["alarms"] == ["canary-lambda"]


def test_a_secret_with_a_function_of_its_own_has_no_alarm_of_ours() -> None:
    own = "secrets: {a-b: {rotation: {lambda_arn: 'arn:aws:lambda:us-east-1:111111111111:function:rotate'}}}\n"
    (one,) = scopes.service(own).environments
    assert (rotates(one), has_objective(one)) == (False, False)
