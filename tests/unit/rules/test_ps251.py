"""PS251: the target behind the name itself."""

import pytest
from specimens import silent, sole

DOMAIN = """
targets: {targets}
environments:
  dev:
    account: "111111111111"
    regions: [us-east-1]
    network: {{cidr: 10.10.0.0/16}}
    domain: {domain}
"""
BOTH = "{lambda: {}, ec2: {}}"


def test_two_targets_need_a_choice() -> None:
    found = sole(DOMAIN.format(targets=BOTH, domain="«{name: podinfo.example.com, zone: example.com}»"), "PS251")
    assert found.message == "domain.primary is missing, and dev has 2 targets"
    assert found.primary.text == "needs `primary`"
    assert found.help == "set primary: lambda or primary: ec2"


def test_a_target_that_is_not_there_cannot_be_chosen() -> None:
    domain = "{name: podinfo.example.com, zone: example.com, primary: «ec2»}"
    found = sole(DOMAIN.format(targets="{lambda: {}}", domain=domain), "PS251")
    assert found.message == "domain.primary is ec2, which dev does not have"
    assert found.primary.text == "no such target here"
    assert found.help == "set primary: lambda"


@pytest.mark.parametrize("primary", ["lambda", "ec2"])
def test_either_of_two_targets_may_be_chosen(primary: str) -> None:
    domain = f"{{name: podinfo.example.com, zone: example.com, primary: {primary}}}"
    assert silent(DOMAIN.format(targets=BOTH, domain=domain))


def test_one_target_alone_needs_no_choice() -> None:
    assert silent(DOMAIN.format(targets="{ec2: {}}", domain="{name: podinfo.example.com, zone: example.com}"))


def test_an_environment_without_any_target_is_told_by_another_rule() -> None:
    sole(
        """
        targets: {}
        environments:
          «dev»:
            account: "111111111111"
            regions: [us-east-1]
            domain: {name: podinfo.example.com, zone: example.com, primary: ec2}
        """,
        "PS201",
    )
