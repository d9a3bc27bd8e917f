"""The page with every name has what the spec has, and no value of a secret."""

import scopes
from pictures import drawn

from podspec.components.docs import inventory


def _page(blocks: str = "") -> str:
    return drawn("docs/ENVIRONMENT.md", inventory.environment(scopes.service(blocks)))


def test_the_environment_names_variables_and_secrets_but_no_value_of_one() -> None:
    blocks = "container: {environment: {LEVEL: debug}, secrets: {TOKEN: api-token}}\nsecrets: {api-token: {}}\n"
    text = _page(blocks)
    assert "| `LEVEL` | `debug` |" in text
    assert "| `TOKEN` | the ARN of the secret `podspec/podinfo/dev/api-token`, never its value |" in text
    assert "| `/aws/lambda/podinfo-dev_rotation` |" in text


def test_the_overlay_of_an_environment_is_what_its_part_says() -> None:
    blocks = """
container: {environment: {LEVEL: info}}
environments:
  dev: {account: "111111111111", regions: [us-east-1], container: {environment: {LEVEL: debug}}}
  prod: {account: "111111111111", regions: [us-east-1]}
"""
    dev, prod = _page(blocks).split("## dev")[1].split("## prod")
    assert ("`debug`" in dev, "`info`" in dev, "`info`" in prod) == (True, False, True)


def test_only_the_log_groups_of_its_targets_are_named() -> None:
    assert "/podspec/ec2/" not in _page()
    hosts = _page("targets: {ec2: {}}\n")
    assert "/aws/lambda/podinfo-dev`" not in hosts
    assert "| `/podspec/ec2/podinfo-dev/host` |" in hosts
    assert "| network | `10.10.0.0/16`, with one NAT gateway |" in hosts


def test_a_secret_says_who_rotates_it() -> None:
    arn = "arn:aws:lambda:us-east-1:111111111111:function:rotate"
    (one,) = scopes.service(f"secrets: {{a-b: {{rotation: {{lambda_arn: '{arn}'}}}}, c-d: {{}}}}\n").environments
    assert [inventory.secret_of(one, key)["function"] for key in one.secrets] == [arn, None]


def test_an_environment_is_one_row() -> None:
    (one,) = scopes.service().environments
    assert inventory.summary(one) == {
        "name": "dev",
        "account": "111111111111",
        "regions": "us-east-1",
        "targets": "Lambda",
        "names": [],
        "reviewers": [],
    }
