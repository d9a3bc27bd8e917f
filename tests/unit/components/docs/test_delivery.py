"""The upper layer: GitHub, roles, registry."""

import scopes

from podspec.components.docs.delivery import Row
from podspec.components.docs.marks import Words


def _texts(blocks: str) -> list[str]:
    return [one.text for one in Row(scopes.service(blocks), 0).drawn() if isinstance(one, Words)]


def test_it_names_the_subject_the_roles_and_the_registry() -> None:
    found = _texts(scopes.THIRD_ACCOUNT)
    assert "repo:acme@1001/podinfo@2002" in found
    assert "podinfo-ci-build" in found
    assert "reads, in 3 accounts" in found
    assert "account 333333333333" in found
    assert "us-west-2, copied to 2 regions" in found


def test_without_copies_the_registry_has_one_region() -> None:
    assert "us-east-1" in _texts("")
