"""Secrets, thresholds and budgets."""

import math

import pytest
from pydantic import ValidationError

from podspec.model.spec.operations import Alarms, Cost, Observability, OwnRotation, Secret, Slo

ARN = "arn:aws:lambda:us-east-1:111111111111:function:rotate"


def test_a_word_means_podspecs_rotation_and_a_mapping_ones_own() -> None:
    assert Secret.model_validate({"rotation": "generated"}).rotation == "generated"
    assert Secret.model_validate({"rotation": {"lambda_arn": ARN}}).rotation == OwnRotation(lambda_arn=ARN)
    assert Secret().rotation == "generated"


@pytest.mark.parametrize("rotation", ["manual", {}, {"lambda_arn": "rotate"}, ["generated"], 1, None])
def test_a_wrong_rotation_is_one_error(rotation: object) -> None:
    with pytest.raises(ValidationError) as raised:
        Secret.model_validate({"rotation": rotation})
    assert raised.value.error_count() == 1


@pytest.mark.parametrize("days", [30, 90])
def test_a_secret_rotates_within_what_the_design_says(days: int) -> None:
    assert Secret(rotate_days=days).rotate_days == days
    with pytest.raises(ValidationError):
        Secret(rotate_days=days - 1 if days == 30 else days + 1)


@pytest.mark.parametrize(("written", "kept"), [(1, 1), (1.0, 1), (0.5, 0.5), (100, 100)])
def test_a_whole_number_stays_one(written: float, kept: float) -> None:
    found = Alarms(error_rate_percent=written).error_rate_percent
    assert found == kept
    assert type(found) is type(kept)


@pytest.mark.parametrize("value", [0, -1, 100.1, math.inf, -math.inf, math.nan, "1", True])
def test_a_share_in_percent_has_its_limits(value: object) -> None:
    with pytest.raises(ValidationError):
        Alarms.model_validate({"error_rate_percent": value})


@pytest.mark.parametrize("value", [89.9, 100, math.inf, math.nan])
def test_an_objective_is_less_than_everything(value: float) -> None:
    with pytest.raises(ValidationError):
        Slo(availability_percent=value)


@pytest.mark.parametrize("address", ["ops@example.com", "a+b@c.d"])
def test_an_address_is_taken(address: str) -> None:
    assert Observability(notify=(address,)).notify == (address,)


@pytest.mark.parametrize("address", ["ops", "ops@example", "a b@c.d", "@c.d", "a@b@c.d", "a@c.d\n", ""])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        Observability(notify=(address,))


def test_without_a_budget_there_is_none() -> None:
    assert Cost().monthly_budget_usd is None
