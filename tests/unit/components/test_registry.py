"""Who may pull where."""

import scopes

from podspec.components import registry


def test_every_region_in_use_gets_a_repository_the_registrys_own_first() -> None:
    found = registry.root(scopes.service(scopes.THIRD_ACCOUNT))
    assert [one["name"] for one in found["regions"]] == ["us-west-2", "us-east-1", "eu-west-1"]


def test_a_region_lets_in_the_accounts_and_the_functions_that_pull_there() -> None:
    first, second = registry.root(scopes.service(scopes.TWO_ACCOUNTS))["regions"]
    assert first["account_ids"] == second["account_ids"] == ["222222222222"]
    assert first["function_arns"] == [
        "arn:aws:lambda:us-east-1:111111111111:function:podinfo-dev",
        "arn:aws:lambda:us-east-1:222222222222:function:podinfo-prod",
    ]
    assert second["function_arns"] == ["arn:aws:lambda:eu-west-1:222222222222:function:podinfo-prod"]


def test_an_environment_without_lambda_pulls_without_it() -> None:
    blocks = scopes.TWO_ACCOUNTS.replace("eu-west-1]}", "eu-west-1], targets: {lambda: null}}")
    second = registry.root(scopes.service(blocks))["regions"][1]
    assert second["function_arns"] == []
    assert second["account_ids"] == ["222222222222"]
