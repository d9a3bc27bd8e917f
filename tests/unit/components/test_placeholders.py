"""What is told from a value of somebody's own."""

import pytest
import scopes

from podspec.components.placeholders import placeholders

REAL = """
repository: {slug: northwind/shop, owner_id: 7, repository_id: 8}
environments: {dev: {account: "310000000031", regions: [us-east-1]}}
"""


def _paths(blocks: str) -> list[str]:
    scope = scopes.service(blocks)
    return [one.path for one in placeholders(scope.spec, scope.environments)]


def test_a_spec_of_somebodys_own_has_none() -> None:
    domain = "domain: {name: shop.northwind.io, zone: northwind.io}, approval: {reviewers: [northwind/ops, ann]}"
    blocks = REAL.replace("regions:", f"{domain}, regions:")
    assert _paths(f"{blocks}observability: {{notify: [ops@northwind.io]}}") == []


@pytest.mark.parametrize(
    ("was", "now", "path"),
    [
        ("northwind/shop", "acme/shop", "repository.slug"),
        ("northwind/shop", "Your-Org/shop", "repository.slug"),
        ("310000000031", "000000000000", "environments.dev.account"),
        ("310000000031", "123456789012", "environments.dev.account"),
        ("regions:", "domain: {name: a.example.com, zone: example.com}, regions:", "environments.dev.domain.zone"),
        ("regions:", "domain: {name: a.shop.test, zone: shop.test}, regions:", "environments.dev.domain.zone"),
        ("regions:", "approval: {reviewers: [acme/ops]}, regions:", "environments.dev.approval.reviewers"),
        ("regions:", "observability: {notify: [a@example.org]}, regions:", "observability.notify"),
    ],
)
def test_what_only_an_example_can_say_is_found(was: str, now: str, path: str) -> None:
    assert _paths(REAL.replace(was, now)) == [path]


@pytest.mark.parametrize("account", ["111111111112", "310000000031"])
def test_an_account_that_could_be_real_is_believed(account: str) -> None:
    assert _paths(REAL.replace("310000000031", account)) == []


@pytest.mark.parametrize("zone", ["example.io", "myexample.com", "latest.io", "test.io"])
def test_a_domain_that_could_be_real_is_believed(zone: str) -> None:
    assert _paths(REAL.replace("regions:", f"domain: {{name: a.{zone}, zone: {zone}}}, regions:")) == []


def test_a_registry_of_its_own_counts_and_one_address_for_all_is_named_once() -> None:
    blocks = f"{scopes.THIRD_ACCOUNT}observability: {{notify: [a@example.com]}}"
    assert _paths(blocks).count("observability.notify") == 1
    assert "registry.account" in _paths(blocks)
