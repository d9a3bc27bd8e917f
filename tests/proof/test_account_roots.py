"""What a person applies: the foundation of an account, its budgets, and the zones that are created."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import scopes
from proof.iam import Resource, managed, of_kind

from podspec.pipeline.lower import lower
from podspec.pipeline.render import render

if TYPE_CHECKING:
    from pathlib import Path

    from proof.offline.verifier import Verifier

pytestmark = pytest.mark.proof

DEV, PROD = "111111111111", "222222222222"
ADDRESSES = [f"person{number}@northwind.io" for number in range(10)]
SPEC = f"""
cost: {{monthly_budget_usd: 310}}
observability: {{notify: [{", ".join(ADDRESSES)}]}}
registry: {{account: "{DEV}", region: us-east-1}}
environments:
  dev: {{account: "{DEV}", regions: [us-east-1], observability: {{notify: []}}}}
  stage:
    account: "{DEV}"
    regions: [us-east-1]
    observability: {{notify: [one.more@northwind.io, two.more@northwind.io]}}
  live: {{account: "{DEV}", regions: [us-east-1]}}
  prod:
    account: "{PROD}"
    regions: [us-east-1, eu-west-1]
    domain: {{name: shop.northwind.io, zone: northwind.io, create_zone: true, primary: lambda}}
    cost: {{monthly_budget_usd: 900}}
"""


def _terraform(folder: Path) -> Path:
    """The generated Terraform of the spec."""
    scope = scopes.service(SPEC)
    for artifact in render(lower(scope.spec, scope.environments, "service.yaml").jobs):
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.content)
    return folder / "generated/podinfo/terraform"


@pytest.fixture(scope="module")
def roots(verifier: Verifier, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Resource]]:
    """Every resource of the roots that a person applies, by the root."""
    terraform = _terraform(tmp_path_factory.mktemp("roots"))
    names = [f"{kind}/{account}" for kind in ("accounts", "bootstrap") for account in (DEV, PROD)]
    return {name: _applied(verifier, terraform / name) for name in names}


def _applied(verifier: Verifier, root: Path) -> list[Resource]:
    for step in (verifier.init, verifier.validate, verifier.plan, verifier.apply):
        done = step(root)
        assert done.ok, done
    again = verifier.plan(root)
    assert again.is_empty_plan, again.output
    return managed(root)


# -- budgets -------------------------------------------------------------------------------------------------


def _budgets(roots: dict[str, list[Resource]]) -> dict[str, Resource]:
    found = [*roots[f"bootstrap/{DEV}"], *roots[f"bootstrap/{PROD}"]]
    return {one["name"]: one for one in of_kind(found, "aws_budgets_budget")}


def test_every_environment_has_a_budget_of_its_own(roots: dict[str, list[Resource]]) -> None:
    limits = {name: (one["limit_amount"], one["limit_unit"]) for name, one in _budgets(roots).items()}
    assert limits == {
        "podinfo-dev-monthly": ("310", "USD"),
        "podinfo-stage-monthly": ("310", "USD"),
        "podinfo-live-monthly": ("310", "USD"),
        "podinfo-prod-monthly": ("900", "USD"),
    }


def test_a_budget_counts_what_carries_the_environments_tags(roots: dict[str, list[Resource]]) -> None:
    (cost,) = _budgets(roots)["podinfo-prod-monthly"]["cost_filter"]
    assert cost["name"] == "TagKeyValue"
    assert sorted(cost["values"]) == ["user:Environment$prod", "user:Service$podinfo"]


def test_those_who_are_notified_hear_of_actual_and_of_forecast_cost(roots: dict[str, list[Resource]]) -> None:
    told = _budgets(roots)["podinfo-prod-monthly"]["notification"]
    assert sorted((one["notification_type"], one["threshold"]) for one in told) == [
        ("ACTUAL", 80),
        ("ACTUAL", 100),
        ("FORECASTED", 100),
    ]
    assert all(sorted(one["subscriber_email_addresses"]) == ADDRESSES for one in told)


def test_a_budget_without_anybody_to_tell_stands_without_notifications(roots: dict[str, list[Resource]]) -> None:
    assert not _budgets(roots)["podinfo-dev-monthly"]["notification"]


# -- unusual cost --------------------------------------------------------------------------------------------


def _subscriptions(resources: list[Resource]) -> list[list[str]]:
    found: list[dict[str, Any]] = of_kind(resources, "aws_ce_anomaly_subscription")
    return [sorted(one["address"] for one in each["subscriber"]) for each in found]


def test_an_account_watches_its_services_and_tells_ten_at_a_time(roots: dict[str, list[Resource]]) -> None:
    (monitor,) = of_kind(roots[f"accounts/{DEV}"], "aws_ce_anomaly_monitor")
    assert (monitor["monitor_type"], monitor["monitor_dimension"]) == ("DIMENSIONAL", "SERVICE")
    told = _subscriptions(roots[f"accounts/{DEV}"])
    assert sorted(len(each) for each in told) == [2, 10]
    assert len({address for each in told for address in each}) == 12
    assert _subscriptions(roots[f"accounts/{PROD}"]) == [ADDRESSES]


def test_a_subscription_follows_the_accounts_own_monitor(roots: dict[str, list[Resource]]) -> None:
    (monitor,) = of_kind(roots[f"accounts/{PROD}"], "aws_ce_anomaly_monitor")
    (subscription,) = of_kind(roots[f"accounts/{PROD}"], "aws_ce_anomaly_subscription")
    assert subscription["monitor_arn_list"] == [monitor["arn"]]
    assert len(subscription["threshold_expression"][0]["and"]) == 2


# -- state and zones -----------------------------------------------------------------------------------------


def test_the_state_bucket_keeps_old_versions_encrypted_and_to_itself(roots: dict[str, list[Resource]]) -> None:
    state = roots[f"accounts/{PROD}"]
    (versioning,) = of_kind(state, "aws_s3_bucket_versioning")
    assert versioning["versioning_configuration"][0]["status"] == "Enabled"
    (encryption,) = of_kind(state, "aws_s3_bucket_server_side_encryption_configuration")
    assert encryption["rule"][0]["apply_server_side_encryption_by_default"][0]["sse_algorithm"] == "AES256"
    (access,) = of_kind(state, "aws_s3_bucket_public_access_block")
    assert all(access[name] for name in access if name.startswith(("block", "ignore", "restrict")))


def test_a_zone_stands_where_a_person_applies_it(roots: dict[str, list[Resource]]) -> None:
    (zone,) = of_kind(roots[f"bootstrap/{PROD}"], "aws_route53_zone")
    assert zone["name"] == "northwind.io"
    assert not [one for one in roots[f"bootstrap/{DEV}"] if one["kind"] == "aws_route53_zone"]
