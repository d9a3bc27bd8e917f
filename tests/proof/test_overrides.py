"""An override is what Terraform plans, and nothing else changes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from proof.offline.verifier import Verifier
from proof.rendered import render
from proof.trees import variables_of

pytestmark = pytest.mark.proof

SPEC = """
targets:
  lambda: {}
  ec2: {instance_type: t4g.small, hosts: {min: 1, desired: 1, max: 2}}
environments:
  dev:
    account: "111111111111"
    regions: [us-east-1]
    network: {cidr: 10.10.0.0/16, nat: single}
"""
OVERRIDES = """
override:
  - resource: lambda.aws_apigatewayv2_integration.live
    attribute: timeout_milliseconds
    value: 12000
    reason: the upstream API answers within twelve seconds or never
  - resource: lambda.aws_lambda_function.this
    attribute: ephemeral_storage.size
    value: 1024
    add: true
    reason: unpacks archives in /tmp
  - resource: ec2.aws_lb.this
    attribute: idle_timeout
    value: 120
    reason: clients poll for two minutes
  - resource: ec2.aws_launch_template.colour
    attribute: block_device_mappings.ebs.volume_size
    value: 32
    reason: logs of a day
"""
ROOT = "environments/dev/us-east-1"


def planned(verifier: Verifier, blocks: str, folder: Path) -> dict[str, Any]:
    """What Terraform would make of a spec's root, by address."""
    root = render(blocks, folder) / ROOT
    for step in (verifier.init(root), verifier.validate(root), verifier.plan(root, variables_of(root))):
        assert step.ok, step
    changes = verifier.plan_json(root)["resource_changes"]
    return {change["address"]: change["change"]["after"] for change in changes}


def test_a_plan_has_the_values_of_overrides_and_no_other_difference(verifier: Verifier, tmp_path: Path) -> None:
    before = planned(verifier, SPEC, tmp_path / "before")
    now = planned(verifier, SPEC + OVERRIDES, tmp_path / "now")
    live = "module.lambda.aws_apigatewayv2_integration.live"
    function, balancer = "module.lambda.aws_lambda_function.this", "module.ec2.aws_lb.this"
    hosts = [address for address in now if address.startswith("module.ec2.aws_launch_template.colour[")]
    assert len(hosts) == 2
    assert {address for address in now if now[address] != before.get(address)} == {
        live,
        function,
        balancer,
        *hosts,
    }
    assert now[live]["timeout_milliseconds"] == 12000
    assert now[function]["ephemeral_storage"] == [{"size": 1024}]
    assert now[balancer]["idle_timeout"] == 120
    for address in hosts:
        assert now[address]["block_device_mappings"][0]["ebs"][0]["volume_size"] == 32


def test_what_is_written_is_laid_out_as_terraform_would(verifier: Verifier, tmp_path: Path) -> None:
    assert verifier.fmt(render(SPEC + OVERRIDES, tmp_path)).ok
