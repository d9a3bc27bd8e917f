"""Paths as people type them."""

import pytest

from podspec.authoring.document import read_document
from podspec.authoring.place import PlaceError, check_environment, choices, completions, environments, find_place
from podspec.model.source import Mapping, Path

TEXT = """\
version: 1
service: {name: hello, tags: {"a.b": c, team: one}}
targets: {lambda: {}}
environments:
  dev: {account: "111111111111", regions: [us-east-1]}
  prod: {account: "111111111111", regions: [us-east-1, eu-west-1]}
  cost: {account: "111111111111", regions: [us-east-1]}
"""


def tree() -> Mapping:
    found = read_document(TEXT.encode(), "service.yaml")
    assert found.value is not None
    return found.value.tree


@pytest.mark.parametrize(
    ("typed", "environment", "expected"),
    [
        ("targets.lambda.memory_mb", None, ("targets", "lambda", "memory_mb")),
        ("prod.targets.lambda.memory_mb", None, ("environments", "prod", "targets", "lambda", "memory_mb")),
        ("targets.lambda.memory_mb", "prod", ("environments", "prod", "targets", "lambda", "memory_mb")),
        ("environments.prod.account", None, ("environments", "prod", "account")),
        ("environments.new.account", None, ("environments", "new", "account")),
        ("prod.regions[1]", None, ("environments", "prod", "regions", 1)),
        ("prod.regions[2]", None, ("environments", "prod", "regions", 2)),
        ('service.tags."a.b"', None, ("service", "tags", "a.b")),
        ("prod", None, ("environments", "prod")),
        # A field comes before an environment of the same name.
        ("cost.monthly_budget_usd", None, ("cost", "monthly_budget_usd")),
        ("cost.monthly_budget_usd", "cost", ("environments", "cost", "cost", "monthly_budget_usd")),
        ("accept[0].reason", None, ("accept", 0, "reason")),
    ],
)
def test_a_path_leads_to_its_place(typed: str, environment: str | None, expected: Path) -> None:
    assert find_place(tree(), typed, environment) == expected


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("targets.lambda.memroy_mb", "targets.lambda has no `memroy_mb`; did you mean memory_mb?"),
        ("pord.targets", "a spec has no `pord`; did you mean prod?"),
        ("qa.targets.lambda.memory_mb", "no environment of that name; there are dev, prod, cost"),
        ("targts.lambda", "did you mean targets?"),
        ("tragets", "did you mean targets?"),
        ("xxxxxxxx", "a spec has no `xxxxxxxx`; there are version, service"),
        ("prod.container.port", "it is the same in every environment; set container.port"),
        ("regions[0]", "it belongs to an environment, as in dev.regions[0]"),
        ("prod.regions[3]", "environments.prod.regions has 2 entries: the next one is [2]"),
        ("prod.account[0]", "environments.prod.account has no entry [0]: it is no list"),
        ("version.x", "version has no `x`"),
        *((typed, "is no path such as") for typed in ("", ".", "a..b", "a.", "a[x]", "a[", '"a', "[0]")),
    ],
)
def test_a_path_that_leads_nowhere_says_what_was_meant(typed: str, said: str) -> None:
    with pytest.raises(PlaceError) as caught:
        find_place(tree(), typed)
    assert said in str(caught.value)


def test_an_environment_that_is_not_there_says_which_one_was_meant() -> None:
    assert environments(tree()) == ["dev", "prod", "cost"]
    with pytest.raises(PlaceError, match="'pord' is no environment of this spec; did you mean prod"):
        check_environment(tree(), "pord")


def test_completions_go_one_field_further() -> None:
    assert completions(tree(), "targets.lambda.m") == ["targets.lambda.memory_mb"]
    assert completions(tree(), "prod.targets.") == ["prod.targets.lambda", "prod.targets.ec2"]
    assert completions(tree(), "targets.ec2.hosts.", "prod")[0] == "targets.ec2.hosts.min"
    assert completions(tree(), "pr") == ["prod"]
    assert completions(tree(), "service.tags.") == ['service.tags."a.b"', "service.tags.team"]
    assert completions(None, "targets.l") == ["targets.lambda"]
    assert completions(tree(), "a..b.") == []


def test_values_that_a_field_takes_can_be_completed() -> None:
    assert choices(("container", "architecture")) == ["amd64", "arm64"]
    assert choices(("observability", "dashboard")) == ["true", "false"]
    assert choices(("targets", "lambda", "memory_mb")) == ["512"]
    assert choices(("version",)) == ["1"]
