"""PS216: a single host where releases need approval."""

import pytest
from specimens import silent, sole

from podspec.model.diagnostic import Severity

GUARDED = """
targets: {{ec2: {{hosts: {{min: {fewest}, desired: 2, max: 4}}}}}}
environments:
  prod:
    account: "111111111111"
    regions: [us-east-1]
    network: {{cidr: 10.10.0.0/16}}
    approval: {approval}
"""


@pytest.mark.parametrize("fewest", [0, 1])
def test_less_than_two_hosts_are_a_warning(fewest: int) -> None:
    found = sole(GUARDED.format(fewest=f"«{fewest}»", approval="⟦{reviewers: [ann]}⟧"), "PS216")
    assert found.severity is Severity.WARNING
    assert found.message == "prod asks for approval, and may run on less than 2 hosts"
    assert (found.primary.text, found.related[0].text) == (f"min is {fewest}", "approval is asked for here")
    assert found.help == "raise min to 2, so that the service outlives a host or a zone"


def test_two_hosts_are_enough() -> None:
    assert silent(GUARDED.format(fewest=2, approval="{reviewers: [ann]}"))


def test_one_host_is_enough_without_approval() -> None:
    assert silent(GUARDED.format(fewest=1, approval="null"))
