"""Every value of a spec, written or not, and where it stands."""

from pathlib import Path

import pytest
from compiling import compiled

from podspec.model.fields import find
from podspec.model.origin import Value
from podspec.model.source import dotted
from podspec.pipeline.spec_values import as_seen, overlaid, spec_values, standing_at

BLOCKS = """
targets:
  lambda: {memory_mb: 256, timeout_seconds: 10}
environments:
  dev: {account: "111111111111", regions: [us-east-1]}
  prod:
    account: "111111111111"
    regions: [us-east-1]
    targets:
      lambda:
        memory_mb: 512
        rollout: {strategy: linear}
"""


@pytest.fixture(name="values")
def _values(tmp_path: Path) -> dict[str, Value]:
    made = compiled(tmp_path, BLOCKS)
    assert made.spec is not None, made.diagnostics
    assert made.tree is not None
    return {one.name: one for one in spec_values(made.spec, made.tree, made.resolved)}


def at(values: dict[str, Value], text: str, line: str) -> list[str]:
    """The values on the line of the spec that begins with a text."""
    numbers = {one.node.span.line for name, one in values.items() if name == line and one.node}
    (number,) = numbers
    found = standing_at(tuple(values.values()), "service.yaml", number, None if not text else int(text))
    return [one.name for one in found]


def test_written_values_have_a_place_and_defaults_have_none(values: dict[str, Value]) -> None:
    assert values["targets.lambda.memory_mb"].plain == 256
    assert not values["targets.lambda.memory_mb"].is_default
    assert values["container.port"].is_default
    assert values["container.port"].plain == 8080


def test_what_is_not_built_is_a_default_too(values: dict[str, Value]) -> None:
    assert values["targets.ec2"].plain is None
    assert values["environments.dev.domain"].is_default


def test_an_overlay_names_the_base_that_it_hides(values: dict[str, Value]) -> None:
    over, base = values["environments.prod.targets.lambda.memory_mb"], values["targets.lambda.memory_mb"]
    assert over.hidden is base.node
    assert base.hidden is None


def test_a_default_that_holds_everywhere_is_said_once(values: dict[str, Value]) -> None:
    assert "targets.lambda.throttle.burst" in values
    assert "environments.prod.targets.lambda.throttle.burst" not in values


def test_a_block_that_an_overlay_gives_anew_has_defaults_of_its_own(values: dict[str, Value]) -> None:
    assert values["environments.prod.targets.lambda.rollout.percent"].strategy == "linear"
    assert values["targets.lambda.rollout.percent"].strategy == "canary"


def test_every_default_has_a_page_that_explains_it(values: dict[str, Value]) -> None:
    paths = [overlaid(one.path) or one.path for one in values.values() if one.is_default]
    assert [path for path in paths if find(dotted(path)) is None] == []


def test_components_see_a_value_of_the_base_in_every_environment() -> None:
    assert as_seen(("cost",), ("dev", "prod")) == (("cost",), ("dev", "cost"), ("prod", "cost"))
    assert as_seen(("environments", "dev", "account"), ("dev",)) == (
        ("environments", "dev", "account"),
        ("dev", "account"),
    )


def test_only_overlays_stand_in_front_of_the_base() -> None:
    assert overlaid(("environments", "prod", "cost", "monthly_budget_usd")) == ("cost", "monthly_budget_usd")
    assert overlaid(("environments", "prod", "account")) is None
    assert overlaid(("cost",)) is None


def test_a_line_with_several_values_has_each_by_itself_and_a_column_one(values: dict[str, Value]) -> None:
    both = ["targets.lambda.memory_mb", "targets.lambda.timeout_seconds"]
    assert at(values, "", "targets.lambda.memory_mb") == both
    assert at(values, "30", "targets.lambda.memory_mb") == both[1:]


def test_a_line_that_opens_a_block_means_the_block(values: dict[str, Value]) -> None:
    rollout = values["environments.prod.targets.lambda.memory_mb"].node
    assert rollout is not None
    found = standing_at(tuple(values.values()), "service.yaml", rollout.span.line - 1)
    assert [one.name for one in found] == ["environments.prod.targets.lambda"]


def test_a_line_of_another_file_has_no_values_here(values: dict[str, Value]) -> None:
    assert standing_at(tuple(values.values()), "podspec.policy.yaml", 3) == ()
