"""Paths in a policy lead to fields of the spec, and say what was meant where they do not."""

import pytest

from podspec.model.fields import fields
from podspec.pipeline.field_path import UnknownError, find_field


@pytest.mark.parametrize(
    ("path", "parts", "kind"),
    [
        ("targets.lambda.memory_mb", ("targets", "lambda", "memory_mb"), int),
        ("observability.slo.availability_percent", ("observability", "slo", "availability_percent"), float),
        ("targets.ec2.rollout.percent", ("targets", "ec2", "rollout", "percent"), int),
        ("service.tags.cost_center", ("service", "tags", "cost_center"), str),
        ("environments.*.approval.reviewers.*", ("approval", "reviewers", "*"), str),
        ("environments.prod.network.vpc_id", ("network", "vpc_id"), str),
        ("environments.prod.targets.lambda", ("targets", "lambda"), dict),
        ("secrets.*.rotate_days", ("secrets", "*", "rotate_days"), int),
    ],
)
def test_a_path_leads_to_its_field_in_a_resolved_environment(
    path: str, parts: tuple[str, ...], kind: type
) -> None:
    found = find_field(path)
    assert (found.parts, found.is_resolved) == (parts, True)
    assert found.takes(kind)


def test_what_environments_share_is_looked_up_in_the_spec() -> None:
    found = find_field("repository.oidc_subject")
    assert (found.is_resolved, found.choices) == (False, ("immutable", "legacy"))


def test_one_environment_can_be_meant_or_all() -> None:
    assert find_field("environments.prod.account").environment == "prod"
    assert find_field("environments.*.account").environment is None


def test_every_field_of_the_spec_can_be_named() -> None:
    """The models' own list of fields, but for the environments themselves and what is about the file."""
    for path in fields():
        plain = path.replace("<name>", "*").replace("[]", ".*")
        if plain.startswith("environments") and plain.count(".") < 2:
            continue
        assert find_field(plain).types, path


@pytest.mark.parametrize(
    ("path", "help_"),
    [
        ("targets.lamda.memory_mb", "did you mean targets.lambda?"),
        ("environments.*.network.cidrr", "did you mean environments.*.network.cidr?"),
        ("approval.reviewers", "environments.*.approval.reviewers"),
        ("environments.prod", "environments.prod.approval"),
        ("service.name.first", "nothing stands below it"),
        ("observability.notify.0", "a list's entries are `*`"),
        ("targets.*.memory_mb", "known here: lambda, ec2"),
    ],
)
def test_a_path_that_leads_nowhere_says_what_was_meant(path: str, help_: str) -> None:
    with pytest.raises(UnknownError) as error:
        find_field(path)
    assert help_ in error.value.help
