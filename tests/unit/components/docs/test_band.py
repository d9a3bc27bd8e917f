"""One environment: who calls it, who deploys it, and who must agree."""

import scopes

from podspec.components.docs.band import Band
from podspec.components.docs.marks import Arrow, Words

BLOCKS = """
environments:
  prod:
    account: "111111111111"
    regions: [us-east-1, eu-west-1]
    network: {cidr: 10.0.0.0/16}
    domain: {name: web.example.com, zone: example.com, primary: ec2}
    approval: {reviewers: [acme/one, octocat]}
targets: {lambda: {}, ec2: {}}
"""


def _band(blocks: str) -> Band:
    scope = scopes.service(blocks)
    return Band(scope, scope.environments[-1], 0)


def test_it_says_which_names_lead_where() -> None:
    found = [one.text for one in _band(BLOCKS).drawn() if isinstance(one, Words)]
    names = ["EC2: web.example.com", "Lambda: lambda.web.example.com", "EC2: ec2.web.example.com"]
    assert [one for one in found if "web.example.com" in one] == names
    assert "to the nearest healthy region" in found
    assert "account 111111111111 · acme/one or octocat must approve" in found


def test_traffic_reaches_each_target() -> None:
    band = _band(BLOCKS)
    ends = {one.points[-1] for one in band.drawn() if isinstance(one, Arrow) and one.kind == "traffic"}
    assert {(front.x, front.middle) for front in band.panel.fronts} <= ends


def test_without_a_domain_callers_use_awss_names() -> None:
    assert "by the host names that AWS gives" in _band("").callers
