"""The module observability behaves as it says: who is told of what, and once."""

from __future__ import annotations

import re
import shutil
from itertools import chain
from pathlib import Path

import pytest
from proof.applied import Applied
from proof.iam import Resource, of_kind
from proof.offline.verifier import Verifier
from proof.rendered import render

pytestmark = pytest.mark.proof

TESTS = Path(__file__).with_name("modules") / "observability.tftest.hcl"
ROOT = "environments/prod/us-east-1"
# What whoever is woken reads next.
RUNBOOK = re.compile(r" Runbook: https://github\.com/\S+/docs/runbooks/[a-z0-9-]+\.md$")


@pytest.fixture(scope="module")
def resources(whole: Applied) -> list[Resource]:
    """Everything in the first region of an environment that asks for everything."""
    return whole.resources(ROOT)


def test_the_module_keeps_its_promises(verifier: Verifier, tmp_path: Path) -> None:
    module = render("", tmp_path) / "modules/observability"
    shutil.copy(TESTS, module)
    for step in (verifier.init(module), verifier.test(module)):
        assert step.ok, step
    assert "0 failed" in step.output


def test_only_page_and_ticket_tell_people(resources: list[Resource]) -> None:
    (topic,) = of_kind(resources, "aws_sns_topic")
    told = {name for name, actions in _actions(resources) if actions}
    assert told == {"podinfo-prod_page", "podinfo-prod_ticket"}
    assert {action for _, actions in _actions(resources) for action in actions} == {topic["arn"]}


def _actions(resources: list[Resource]) -> list[tuple[str, list[str]]]:
    kinds = ("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm")
    alarms = chain.from_iterable(of_kind(resources, kind) for kind in kinds)
    return [(one["alarm_name"], [*(one["alarm_actions"] or []), *(one["ok_actions"] or [])]) for one in alarms]


def test_every_alarm_reaches_people_but_those_that_only_roll_back(resources: list[Resource]) -> None:
    """An alarm that nobody hears of is a decision, and these are the ones."""
    heard = set(re.findall(r'ALARM\("([^"]+)"\)', " ".join(_rules(resources))))
    made = {one["alarm_name"] for one in of_kind(resources, "aws_cloudwatch_metric_alarm")}
    assert heard <= made, "an alarm that does not exist"
    # Scaling policies and the version's alarm act by themselves.
    assert {one for one in made - heard if "scaling" not in one} == {"podinfo-prod_lambda-version-errors"}


def _rules(resources: list[Resource]) -> list[str]:
    return [one["alarm_rule"] for one in of_kind(resources, "aws_cloudwatch_composite_alarm")]


def test_every_alarm_names_its_runbook(resources: list[Resource]) -> None:
    """Source of the limit: CloudWatch API reference, PutMetricAlarm (2026-11)."""
    for kind in ("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"):
        for one in of_kind(resources, kind):
            said = one["alarm_description"]
            assert len(said) <= 1024
            assert "podinfo-prod" in said
            assert RUNBOOK.search(said), said


def test_a_rule_fits_into_what_cloudwatch_takes(crowded: Applied) -> None:
    """Source: CloudWatch API reference, PutCompositeAlarm, AlarmRule (2026-11)."""
    (root, *_) = (one for one in crowded.roots if one.startswith("environments/"))
    rules = _rules(crowded.resources(root))
    assert rules
    assert max(map(len, rules)) <= 10240


def test_a_script_that_changes_is_another_file_so_that_the_canary_takes_it(
    resources: list[Resource], whole: Applied
) -> None:
    (folder,) = whole.tree(ROOT).glob(f"{ROOT}/.terraform/podspec")
    for canary in of_kind(resources, "aws_synthetics_canary"):
        archive = folder / Path(canary["zip_file"]).name
        assert archive.exists()
        assert re.fullmatch(r"podinfo-prod-canary-[0-9a-f]{8}\.zip", archive.name)
