"""An estimate is the sum of its lines, each with a source; and what there is more of never costs less."""

from copy import deepcopy
from datetime import date
from typing import Any

import pytest
from compiling import compiled
from costing import WHOLE, estimated
from full import as_yaml
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from strategies import specs

from podspec.cost import COMPONENTS, estimates
from podspec.model.cost import Estimate, added
from podspec.model.source import Source
from podspec.pipeline.parse import parse
from podspec.pipeline.resolve import resolve
from podspec.pipeline.validate import validate

Block = dict[str, Any]

#: A legal spec takes a while to draw.
laws = settings(deadline=None, max_examples=25, suppress_health_check=list(HealthCheck))


def of(spec: Block, *names: str) -> tuple[Estimate, ...]:
    """The estimates of a spec, or of some of its environments."""
    tree = parse(Source("service.yaml", as_yaml(spec))).value
    assert tree is not None
    whole, resolved = validate(tree).value, resolve(tree).value
    assert whole is not None
    assert resolved is not None
    return estimates(whole, [one.environment for one in resolved if not names or one.environment.name in names])


def bill(spec: Block) -> float:
    return added(one.monthly_usd for one in of(spec))


@laws
@given(specs())
def test_the_total_is_the_sum_of_the_lines_and_every_line_has_source_and_day(spec: Block) -> None:
    for one in of(spec):
        assert one.monthly_usd == added(line.quantity * line.price_usd for line in one.lines)
        for line in one.lines:
            assert line.source.startswith("https://")
            assert date(2026, 1, 1) < date.fromisoformat(line.dated) <= date(2026, 11, 23)
            assert line.quantity >= 0
            assert line.price_usd > 0
            assert line.because
            assert line.component in COMPONENTS


@laws
@given(specs())
def test_an_estimate_does_not_depend_on_which_others_are_asked_for(spec: Block) -> None:
    together = {one.environment: one for one in of(spec)}
    for name, one in together.items():
        assert of(spec, name) == (one,)


@laws
@given(specs(), st.integers(1, 50))
def test_more_hosts_never_cost_less(spec: Block, more: int) -> None:
    target = spec["targets"].get("ec2")
    assume(target is not None)
    larger = deepcopy(spec)
    hosts = {"min": 0, "desired": 2, "max": 4} | target.get("hosts", {})
    larger["targets"]["ec2"]["hosts"] = hosts | {
        "desired": hosts["desired"] + more,
        "max": hosts["max"] + more,
    }
    assert bill(larger) >= bill(spec)


@laws
@given(specs(), st.integers(1, 10))
def test_more_requests_never_cost_less(spec: Block, times: int) -> None:
    fewer, more = deepcopy(spec), deepcopy(spec)
    fewer["cost"] = {"assumptions": {"requests_per_month": 1_000_000}}
    more["cost"] = {"assumptions": {"requests_per_month": 1_000_000 * times}}
    for block in [*fewer["environments"].values(), *more["environments"].values()]:
        block.pop("cost", None)
    assert bill(more) >= bill(fewer)


def test_a_target_that_is_not_there_costs_nothing() -> None:
    without = WHOLE.replace(
        "  ec2: {instance_type: t4g.small, hosts: {min: 1, desired: 3, max: 6}, scaling: {cpu_percent: 60}}\n", ""
    )
    components = {line.component for one in estimated(without) for line in one.lines}
    assert not components & {"ec2", "network"}
    assert "lambda" in components


def test_every_component_is_in_the_estimate_of_a_service_that_has_it_all() -> None:
    assert {line.component for one in estimated() for line in one.lines} == set(COMPONENTS)


def test_the_budget_and_the_assumptions_of_each_environment_stand_beside_its_sum() -> None:
    dev, prod = estimated(WHOLE.replace("monthly_budget_usd: 100", "assumptions: {image_mb: 70}"))
    assert (dev.budget_usd, prod.budget_usd) == (None, None)
    assert dict(dev.assumptions)["image_mb"] == 50
    assert dict(prod.assumptions)["image_mb"] == 70
    assert [one.budget_usd for one in estimated()] == [None, 100]


def test_what_has_no_price_is_in_no_sum_and_is_named() -> None:
    dev, _prod = estimated(WHOLE.replace("t4g.small", "m6gd.large"))
    (missing,) = dev.unpriced
    assert (missing.component, missing.item, missing.quantity) == ("ec2", "m6gd.large", 3 * 730)
    assert "m6gd.large" not in {line.item for line in dev.lines}


def test_a_line_says_whose_price_it_has() -> None:
    _dev, prod = estimated()
    regions = {(line.region, line.price_region) for line in prod.lines if line.item in {"NAT gateway", "KMS key"}}
    assert regions == {("us-east-1", "us-east-1"), ("eu-west-1", "eu-west-1"), ("eu-west-1", "us-east-1")}


def test_only_the_page_about_cost_depends_on_an_assumption(tmp_path_factory: pytest.TempPathFactory) -> None:
    plain = compiled(tmp_path_factory.mktemp("plain"))
    assumed = compiled(
        tmp_path_factory.mktemp("assumed"), "cost: {assumptions: {requests_per_month: 7, response_kb: 3}}"
    )
    before = {one.path: one.content for one in plain.artifacts}
    after = {one.path: one.content for one in assumed.artifacts}
    assert before.keys() == after.keys()
    assert [path for path in before if before[path] != after[path]] == ["generated/podinfo/docs/cost.md"]
