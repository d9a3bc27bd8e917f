"""Every Terraform root of a service is known, in the order in which it is applied."""

from pathlib import Path

import scopes
from compiling import compiled

from podspec.components.roots import environment_roots, roots


def test_roots_come_in_the_order_in_which_they_are_applied() -> None:
    assert [one.name for one in roots(scopes.service(scopes.TWO_ACCOUNTS))] == [
        "accounts/111111111111",
        "accounts/222222222222",
        "bootstrap/111111111111",
        "bootstrap/222222222222",
        "global",
        "environments/dev/us-east-1",
        "environments/prod/us-east-1",
        "environments/prod/eu-west-1",
    ]


def test_an_account_that_is_founded_elsewhere_has_no_root_for_it_here() -> None:
    found = roots(scopes.service(f"{scopes.TWO_ACCOUNTS}foundation: existing\n"))
    assert not [one for one in found if one.name.startswith("accounts/")]


def test_a_root_is_read_by_the_role_of_its_own_account() -> None:
    found = {one.name: one for one in roots(scopes.service(scopes.TWO_ACCOUNTS))}
    assert found["global"].role == "arn:aws:iam::111111111111:role/podspec/ci/podinfo/podinfo-ci-plan"
    far = found["environments/prod/eu-west-1"]
    assert far.role == "arn:aws:iam::222222222222:role/podspec/ci/podinfo/podinfo-ci-plan"
    assert far.region == "eu-west-1"


def test_an_environment_has_a_root_in_each_of_its_regions() -> None:
    scope = scopes.service(scopes.TWO_ACCOUNTS)
    found = environment_roots(scope, scope.environments[1])
    assert [one.region for one in found] == ["us-east-1", "eu-west-1"]


def test_the_roots_are_the_folders_that_are_rendered(tmp_path: Path) -> None:
    found = compiled(tmp_path, scopes.TWO_ACCOUNTS)
    rendered = {
        path.rpartition("/")[0] for path in (one.path for one in found.artifacts) if path.endswith("/main.tf")
    }
    known = {one.folder for one in roots(scopes.service(scopes.TWO_ACCOUNTS))}
    assert {path for path in rendered if "/modules/" not in path} == known
