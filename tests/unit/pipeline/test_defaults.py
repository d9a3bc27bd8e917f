"""Defaults fill in behind a spec, and change nothing that it says."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from governed import policy, under
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from specimens import AS_OF
from strategies.whole import specs

from podspec.model.compilation import Compilation
from podspec.model.diagnostic import Label
from podspec.model.environment import Environment
from podspec.model.layout import POLICY_FILE
from podspec.model.policy import Policy
from podspec.model.source import Mapping, Node, Path, Source, locate
from podspec.pipeline.defaults import Underlay
from podspec.pipeline.parse import parse
from podspec.pipeline.policy import policy_in
from podspec.pipeline.resolve import merge_environment


def environment(defaults: str, blocks: str = "", name: str = "dev") -> Environment:
    found = under(f"defaults: {{{defaults}}}", blocks)
    assert found.resolved, found.diagnostics
    return next(one.environment for one in found.resolved if one.environment.name == name)


def test_what_a_spec_does_not_say_comes_from_the_policy() -> None:
    assert environment("observability: {log_retention_days: 90}").observability.log_retention_days == 90


def test_what_a_spec_says_wins() -> None:
    blocks = "observability: {log_retention_days: 30}"
    assert environment("observability: {log_retention_days: 90}", blocks).observability.log_retention_days == 30


def test_a_default_for_one_environment_is_still_below_the_specs_base() -> None:
    defaults = (
        'environments: {"*": {cost: {monthly_budget_usd: 5}}, dev: {observability: {log_retention_days: 90}}}'
    )
    found = environment(defaults, "observability: {log_retention_days: 30}")
    assert (found.observability.log_retention_days, found.cost.monthly_budget_usd) == (30, 5)


def test_a_name_is_stronger_than_all_and_all_than_the_base() -> None:
    layers = [1, 3, 5]
    values = [f"observability: {{log_retention_days: {days}}}" for days in layers]
    for_all, named = f'"*": {{{values[1]}}}', f"dev: {{{values[2]}}}"
    chosen = [
        environment(one).observability.log_retention_days
        for one in (
            values[0],
            f"{values[0]}, environments: {{{for_all}}}",
            f"environments: {{{for_all}, {named}}}",
        )
    ]
    assert chosen == layers


@pytest.mark.parametrize(
    "blocks",
    [
        "observability: {slo: null}",
        'environments: {dev: {account: "111111111111", regions: [us-east-1], observability: {slo: null}}}',
        'environments: {dev: {account: "111111111111", regions: [us-east-1], observability: null}}',
    ],
)
def test_a_null_of_the_spec_wins_as_any_other_value(blocks: str) -> None:
    assert environment("observability: {slo: {}}").observability.slo is not None
    assert environment("observability: {slo: {}}", blocks).observability.slo is None


def test_a_null_that_means_something_stays_what_it_means() -> None:
    """Without a target value hosts are not scaled by it; podspec's own default would be 60."""
    found = environment(
        "targets: {ec2: {scaling: {cpu_percent: 70}}}", "targets: {ec2: {scaling: {cpu_percent: null}}}"
    ).targets.ec2
    assert found is not None
    assert found.scaling.cpu_percent is None


def test_a_name_can_have_another_kind_of_network_than_all() -> None:
    subnets = "[subnet-0123456789abcdef0, subnet-0123456789abcdef1]"
    network = f"{{vpc_id: vpc-0123456789abcdef0, public_subnets: {subnets}, private_subnets: {subnets}}}"
    found = policy(
        f'defaults: {{environments: {{"*": {{network: {{nat: none}}}}, prod: {{network: {network}}}}}}}'
    )
    assert "nat" not in found.of_environment("prod").tree.plain()["network"]  # type: ignore[operator]  # a block


def test_a_whole_block_is_added_and_half_a_one_fills_in() -> None:
    plain = 'environments: {dev: {account: "111111111111", regions: [us-east-1]}}'
    half = 'environments: {"*": {network: {nat: per_az}, domain: {zone: example.com}}}'
    assert environment(half, plain).network is None
    network = environment(half).network
    assert network is not None
    assert network.model_dump()["nat"] == "per_az"
    whole = 'environments: {"*": {approval: {reviewers: [acme/ops]}}}'
    assert environment(whole, plain).approval is not None


def test_no_service_gets_a_target_that_it_does_not_have() -> None:
    defaults = "targets: {ec2: {instance_type: t4g.large}, lambda: {memory_mb: 256}}"
    found = environment(defaults).targets
    assert found.ec2 is None
    assert found.lambda_ is not None
    assert found.lambda_.memory_mb == 256
    overlay = (
        'dev: {account: "111111111111", regions: [us-east-1], network: {cidr: 10.0.0.0/16}, targets: {ec2: {}}}'
    )
    added = environment(defaults, f"environments: {{{overlay}}}").targets.ec2
    assert added is not None
    assert added.instance_type == "t4g.large"


def test_a_new_networks_default_stays_out_of_an_existing_one() -> None:
    subnets = "[subnet-0123456789abcdef0, subnet-0123456789abcdef1]"
    network = f"{{vpc_id: vpc-0123456789abcdef0, public_subnets: {subnets}, private_subnets: {subnets}}}"
    blocks = f'environments: {{dev: {{account: "111111111111", regions: [us-east-1], network: {network}}}}}'
    assert environment('environments: {"*": {network: {nat: per_az}}}', blocks).network is not None


def test_a_rollout_of_another_strategy_is_not_mixed_with_the_default() -> None:
    defaults = "targets: {lambda: {rollout: {strategy: linear, percent: 20}}}"
    found = environment(defaults, "targets: {lambda: {rollout: {strategy: all_at_once}}}").targets.lambda_
    assert found is not None
    assert found.rollout.strategy == "all_at_once"


def test_the_order_of_environments_stays_the_specs() -> None:
    blocks = """
    environments:
      dev: {account: "111111111111", regions: [us-east-1]}
      prod: {account: "111111111111", regions: [us-east-1]}
    """
    found = under("defaults: {environments: {prod: {approval: {reviewers: [acme/ops]}}, dev: {}}}", blocks)
    assert [one.environment.name for one in found.resolved] == ["dev", "prod"]


def test_every_place_of_a_default_is_in_the_policy() -> None:
    found = under("defaults: {observability: {log_retention_days: 90}}")
    label = found.where("dev.observability.log_retention_days")
    assert label
    assert (label.file, label.span and label.span.line) == (POLICY_FILE, 2)
    assert {one.path for one in found.sources} == {"service.yaml", POLICY_FILE}


def test_a_wrong_mixture_is_shown_where_it_was_written() -> None:
    text = "defaults: {targets: {lambda: {timeout_seconds: 60}}}"
    (found,) = under(text).diagnostics
    assert found.code == "PS210"
    assert isinstance(found.primary, Label)
    assert found.primary.file == POLICY_FILE


# -- laws ------------------------------------------------------------------------------------------------

_PARTS = (
    "service",
    "container",
    "targets",
    "observability",
    "cost",
    "registry",
    "supply_chain",
    "secrets",
    "state",
)


def _pruned(value: Any, draw: st.DrawFn) -> Any:  # noqa: ANN401 - any block of a spec
    """Some of a block, at random."""
    if not isinstance(value, dict):
        return value
    return {key: _pruned(one, draw) for key, one in value.items() if draw(st.booleans())}


@st.composite
def policies(draw: st.DrawFn) -> Policy:
    """A policy whose defaults are parts of a whole spec."""
    spec = draw(specs())
    defaults: dict[str, Any] = {
        key: _pruned(spec[key], draw) for key in _PARTS if key in spec and draw(st.booleans())
    }
    defaults.get("service", {}).pop("name", None)
    blocks = list(spec["environments"].values())
    defaults["environments"] = {key: _pruned(draw(st.sampled_from(blocks)), draw) for key in ("*", "prod")}
    text = json.dumps({"version": 1, "defaults": defaults}, ensure_ascii=False)
    found = policy_in(Source(POLICY_FILE, f"{text}\n"), AS_OF)
    assert found.policy, found.diagnostics
    return found.policy


def tree_of(spec: dict[str, Any]) -> Mapping:
    tree, found = parse(Source("service.yaml", f"{json.dumps(spec, ensure_ascii=False)}\n"))
    assert tree is not None, found
    return tree


def leaves(node: Node, path: Path = ()) -> Iterator[tuple[Path, object]]:
    """Every value that is no mapping, with its path."""
    if isinstance(node, Mapping):
        for key, entry in node.entries.items():
            yield from leaves(entry.value, (*path, key))
    else:
        yield path, node.plain()


laws = settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,),
    derandomize=True,
)


@given(specs(), policies())
@laws
def test_no_default_changes_a_value_that_a_spec_gives(spec: dict[str, Any], given_policy: Policy) -> None:
    tree, underlay = tree_of(spec), Underlay(given_policy)
    filled = dict(leaves(underlay.spec(tree)))
    assert {path: filled.get(path) for path, _ in leaves(tree)} == dict(leaves(tree))
    declared = tree.entries["environments"].value
    assert isinstance(declared, Mapping)
    for name, entry in declared.entries.items():
        plain = dict(leaves(merge_environment(tree, name, entry)))
        merged = dict(leaves(underlay.environment(tree, name, entry)))
        assert {path: merged.get(path) for path in plain} == plain


@given(specs(), policies())
@laws
def test_filling_in_twice_is_filling_in_once(spec: dict[str, Any], given_policy: Policy) -> None:
    underlay = Underlay(given_policy)
    once = underlay.spec(tree_of(spec))
    assert underlay.spec(once).plain() == once.plain()


@given(specs())
@laws
def test_a_policy_without_defaults_changes_nothing(spec: dict[str, Any]) -> None:
    tree = tree_of(spec)
    assert Underlay(policy("")).spec(tree) == tree


def test_what_is_analysed_tells_its_policy() -> None:
    found = under("")
    assert isinstance(found, Compilation)
    assert found.policy is not None
    assert locate(found.policy.tree, ("version",)).file == POLICY_FILE
