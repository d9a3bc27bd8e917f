"""Pydantic's places, as paths of a spec."""

import pytest

from podspec.model.environment import Environment
from podspec.model.source import Source
from podspec.model.spec import Spec
from podspec.model.spec.environments import ExistingNetwork
from podspec.model.spec.rollout import AllAtOnce
from podspec.model.spec.targets import LambdaTarget
from podspec.pipeline.parse import parse
from podspec.pipeline.shape import fit, follow, knows


@pytest.mark.parametrize(
    ("loc", "path"),
    [
        (("service", "name"), ("service", "name")),
        (("environments", "dev", "[key]"), ("environments", "dev")),
        (("environments", "dev", "regions", 1), ("environments", "dev", "regions", 1)),
        (("targets", "lambda", "rollout", "linear", "percent"), ("targets", "lambda", "rollout", "percent")),
        (("secrets", "api", "rotation", "own", "lambda_arn"), ("secrets", "api", "rotation", "lambda_arn")),
        (("supply_chain", "scan", "waivers", 2, "id"), ("supply_chain", "scan", "waivers", 2, "id")),
        (("nowhere", "to", "be"), ("nowhere", "to", "be")),
        ((), ()),
    ],
)
def test_names_of_union_arms_and_of_keys_are_no_part_of_a_path(
    loc: tuple[str | int, ...], path: tuple[str | int, ...]
) -> None:
    assert follow(Spec, loc).path == path


@pytest.mark.parametrize(
    ("path", "is_known"),
    [
        ((), True),
        (("targets",), True),
        (("targets", "lambda", "memory_mb"), True),
        (("targets", "lambda_"), False),
        (("targets", "lambda", "memry_mb"), False),
        (("targets", "lambda", "memory_mb", "more"), False),
        # A key of any kind of rollout: which kind it is, only the values say.
        (("targets", "lambda", "rollout", "percent"), True),
        (("targets", "lambda", "rollout", "canary"), False),
        (("container", "environment", "ANY_NAME"), True),
        (("secrets", "any-name", "rotate_days"), True),
        (("secrets", "any-name", "rotation", "lambda_arn"), True),
        (("secrets", "any-name", "rotat"), False),
        (("secrets", "No Name"), False),
        (("container", "environment", "no-name"), False),
        (("network", "vpc_id"), True),
    ],
)
def test_a_model_knows_its_fields_and_whatever_people_name(path: tuple[str, ...], *, is_known: bool) -> None:
    assert knows(Environment, path) is is_known


def test_a_dictionary_key_that_is_named_like_a_union_arm_stays_in_the_path() -> None:
    assert follow(Spec, ("environments", "own", "account")).path == ("environments", "own", "account")


def test_the_parent_is_the_model_that_the_last_part_is_a_key_of() -> None:
    assert follow(Spec, ("targets", "lambda", "memory_mb")).parent is LambdaTarget
    assert follow(Spec, ("targets", "lambda", "rollout", "all_at_once", "percent")).parent is AllAtOnce
    network = ("environments", "dev", "network", "an existing network", "cidr")
    assert follow(Spec, network).parent is ExistingNetwork


def test_a_block_of_several_kinds_names_them_all_and_any_other_none() -> None:
    route = follow(Spec, ("targets", "lambda", "rollout", "all_at_once", "percent"))
    assert list(route.kinds) == ["canary", "linear", "all_at_once"]
    assert follow(Spec, ("targets", "lambda", "memory_mb")).kinds == {}


def test_a_tree_that_fits_becomes_its_model() -> None:
    tree, _ = parse(
        Source("f", "name: dev\naccount: '111111111111'\nregions: [us-east-1]\nservice: {name: podinfo}")
    )
    assert tree is not None
    found = fit(Environment, tree)
    assert found.value is not None
    assert (found.value.service.name, found.diagnostics) == ("podinfo", ())


def test_keys_missing_at_the_root_are_passed_over_where_another_model_judges_them() -> None:
    tree, _ = parse(Source("f", "name: dev\nregions: []\n"))
    assert tree is not None
    assert [one.code for one in fit(Environment, tree, lambda path: len(path) == 1).diagnostics] == ["PS107"]
    assert {one.code for one in fit(Environment, tree).diagnostics} == {"PS101", "PS107"}


def test_a_misspelt_key_is_not_told_a_second_time_as_a_missing_one() -> None:
    tree, _ = parse(
        Source("f", "nam: dev\naccount: '111111111111'\nregions: [us-east-1]\nservice: {name: podinfo}")
    )
    assert tree is not None
    assert [one.code for one in fit(Environment, tree).diagnostics] == ["PS102"]


def test_values_stay_out_of_what_pydantic_says() -> None:
    tree, _ = parse(Source("f", "service: {name: podinfo, tags: [hunter2hunter2]}\n"))
    assert tree is not None
    assert "hunter2" not in repr(fit(Spec, tree).diagnostics)


def test_a_list_with_a_wrong_item_is_not_called_too_short_as_well() -> None:
    tree, _ = parse(Source("f", "name: dev\naccount: '111111111111'\nregions: [12]\nservice: {name: podinfo}"))
    assert tree is not None
    found = fit(Environment, tree).diagnostics
    assert [(one.code, one.primary.span) for one in found] == [("PS103", (3, 11, 3, 13))]
