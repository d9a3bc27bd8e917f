"""What a policy is about: which specs, which environments, which codes."""

import pytest
from governed import policy

from podspec.model.policy import Condition, Question


@pytest.mark.parametrize(
    ("globs", "file", "covered"),
    [
        ("[specs/*/service.yaml]", "specs/web/service.yaml", True),
        ("[specs/web/*, specs/jobs/*]", "specs/jobs/service.yaml", True),
        ("[specs/*]", "specs/a/b/service.yaml", True),
        ("[specs/web/*]", "specs/jobs/service.yaml", False),
        ("[service.yaml]", "specs/service.yaml", False),
    ],
)
def test_a_policy_is_about_the_specs_that_its_globs_name(globs: str, file: str, covered: bool) -> None:  # noqa: FBT001 - an expectation
    assert policy(f"applies_to: {globs}").file.covers(file) is covered
    requirement = f"{{path: service.owner, reason: r, applies_to: {globs}}}"
    assert policy(f"required: [{requirement}]").file.required[0].covers(file) is covered


def test_without_globs_it_is_about_all() -> None:
    assert policy("").file.covers("anything/at/all.yaml")


def test_an_environment_without_a_name_there_gets_what_all_get() -> None:
    found = policy("""defaults: {environments: {"*": {cost: {monthly_budget_usd: 5}}, prod: {}}}""")
    assert found.of_environment("dev") is found.environments["*"]
    assert found.of_environment("prod") is found.environments["prod"]


def test_only_rules_that_say_so_are_acceptable() -> None:
    rule = "must: {environment: dev}, message: m, reason: r"
    found = policy(f"rules: [{{code: ACME001, {rule}}}, {{code: ACME002, acceptable: true, {rule}}}]")
    assert found.acceptable() == {"ACME002"}


def test_a_test_for_nothing_and_one_for_zero_differ() -> None:
    assert Question().asked == {}
    assert Question(equals=0, at_least=0.0).asked == {"equals": 0, "at_least": 0.0}


def test_one_name_of_an_environment_is_a_list_of_one() -> None:
    assert Condition.model_validate({"environment": "prod"}).environment == ("prod",)
    assert Condition.model_validate({"environment": ("prod", "dev")}).environment == ("prod", "dev")
