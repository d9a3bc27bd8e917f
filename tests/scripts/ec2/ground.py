"""One service on EC2 as podspec renders it and as real Terraform applies it, without AWS."""

from __future__ import annotations

import base64
import gzip
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from proof.iam import managed, of_kind
from proof.offline.verifier import Verifier
from proof.rendered import render
from proof.rollout.scenario import Machines
from proof.trees import variables_of

# moto's own account, whoever asks.
ACCOUNT, REGION = "123456789012", "us-east-1"
SPEC = f"""
targets: {{ec2: {{hosts: {{min: 2, desired: 2, max: 6}}, scaling: {{cpu_percent: 60}}}}}}
environments:
  dev:
    account: "{ACCOUNT}"
    regions: [{REGION}]
    network: {{cidr: 10.10.0.0/16, nat: none}}
    targets: {{ec2: {{rollout: {{strategy: canary, percent: 10, interval_minutes: 5, bake_minutes: 5}}}}}}
"""


@dataclass(frozen=True)
class Ground:
    """The output, and what Terraform made of it.

    Attributes:
        output: the service's output folder.
        machines: the state machines.
        files: what cloud-init writes on a blue host.
        alarms: the alarms of the module, by name.
    """

    output: Path
    machines: Machines
    files: list[dict[str, str]]
    alarms: dict[str, dict[str, Any]]

    def setting(self, name: str) -> str:
        """What a host is told."""
        (found,) = [one["content"] for one in self.files if one["path"] == f"/etc/podspec/settings/{name}"]
        return found


def lay(verifier: Verifier, folder: Path) -> Ground:
    """Render the service, and apply its root."""
    output = render(SPEC, folder).parent
    root = output / f"terraform/environments/dev/{REGION}"
    for step in (verifier.init(root), verifier.plan(root, variables_of(root)), verifier.apply(root)):
        assert step.ok, step
    found = managed(root)
    named = {one["name"]: one for one in of_kind(found, "aws_sfn_state_machine")}
    rollout, watch = (named[f"podinfo-dev-ec2-{machine}"]["arn"] for machine in ("rollout", "watch"))
    templates = {one["name"]: one for one in of_kind(found, "aws_launch_template")}
    cloud = gzip.decompress(base64.b64decode(templates["podinfo-dev-blue"]["user_data"])).decode()
    return Ground(
        output,
        Machines(rollout, watch, {one["arn"]: json.loads(one["definition"]) for one in named.values()}, {}),
        json.loads(cloud.partition("\n")[2])["write_files"],
        {one["alarm_name"]: one for one in of_kind(found, "aws_cloudwatch_metric_alarm")},
    )
