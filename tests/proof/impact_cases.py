"""Specs in which one field is another, and what real Terraform then does to roots that are applied."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from full import Spec, full
from proof.rendered import artifacts
from proof.trees import variables_of
from small_diffs import CHANGES

if TYPE_CHECKING:
    from proof.applied import Applied
    from proof.offline.verifier import Verifier

SERVICE = "generated/podinfo/terraform/"
#: What Terraform calls its actions, in the words of podspec.model.impact.
ACTIONS = {"create": "add", "delete": "destroy", "replace": "replace", "update": "update", "move": "move"}
# Where both are touched, the second one runs the same modules with other numbers.
_SAME_MODULES = [
    ("environments/prod/us-east-1", "environments/prod/eu-west-1"),
    ("environments/prod/us-east-1", "environments/dev/us-east-1"),
    ("bootstrap/222222222222", "bootstrap/111111111111"),
    ("accounts/222222222222", "accounts/111111111111"),
]

_EXISTING = {
    "vpc_id": "vpc-0123456789abcdef0",
    "public_subnets": ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
    "private_subnets": ["subnet-0123456789abcdef2", "subnet-0123456789abcdef3"],
}
_LINEAR = {"strategy": "linear", "percent": 25, "interval_minutes": 2, "bake_minutes": 5}
_ALL = {"strategy": "all_at_once", "bake_minutes": 5}

#: More than the changes of tests/small_diffs.py: blocks that go, come or become others, and other values.
FURTHER: dict[str, Any] = {
    "cost": None,
    "environments.dev": None,
    "environments.dev.account": "333333333333",
    "environments.dev.container": {"environment": {"LOG_LEVEL": "debug"}},
    "environments.dev.cost": {"monthly_budget_usd": 50},
    "environments.dev.domain": {"name": "dev.example.com", "zone": "example.com", "primary": "lambda"},
    "environments.dev.network": _EXISTING,
    "environments.dev.network.cidr": "10.11.0.0/16",
    "environments.dev.network.nat": "per_az",
    "environments.dev.regions": ["us-east-1", "us-west-2"],
    "environments.dev.targets.ec2": None,
    "environments.dev.targets.lambda": {"memory_mb": 256, "timeout_seconds": 5},
    "environments.prod.container.environment": {"LOG_LEVEL": "warn", "FEATURE": "on"},
    "environments.prod.domain": None,
    "environments.prod.network": _EXISTING,
    "environments.prod.network.nat": "none",
    "environments.prod.observability": {"alarms": {"latency_p95_ms": 900}},
    "environments.prod.regions": ["us-east-1"],
    "environments.prod.secrets": {"api-token": {"rotate_days": 31}},
    "environments.prod.service.tags": {"cost_center": "5678", "tier": "gold"},
    "environments.prod.targets.ec2": None,
    "environments.prod.targets.ec2.hosts.desired": 5,
    "environments.prod.targets.ec2.instance_type": "t4g.large",
    "environments.prod.targets.lambda": None,
    "environments.prod.targets.lambda.provisioned_concurrency": 0,
    "environments.prod.targets.lambda.timeout_seconds": 29,
    "container.environment": {},
    "container.environment.FEATURE": "on",
    "container.secrets": None,
    "container.port": 80,
    "observability.alarms.error_rate_percent": 5,
    "observability.log_retention_days": 365 * 10,
    "observability.notify": [],
    "observability.slo": None,
    "observability.slo.availability_percent": 95,
    "observability.synthetics": None,
    "observability.synthetics.interval_minutes": 10,
    "registry.account": "333333333333",
    "repository.oidc_subject": "legacy",
    "repository.slug": "other/podinfo",
    "secrets.other-token": {"description": "another one", "rotate_days": 30, "rotation": "generated"},
    "secrets.api-token.rotate_days": 90,
    "service.name": "other",
    "service.tags": {},
    "targets.ec2.hosts": {"min": 1, "desired": 1, "max": 2},
    "targets.ec2.instance_type": "m7g.large",
    "targets.ec2.rollout": _ALL,
    "targets.ec2.scaling.cpu_percent": 80,
    "targets.lambda.memory_mb": 3008,
    "targets.lambda.reserved_concurrency": None,
    "targets.lambda.rollout": _LINEAR,
    "targets.lambda.rollout.bake_minutes": 0,
    "targets.lambda.throttle": None,
    "targets.lambda.timeout_seconds": 3,
}
FIELDS: dict[str, dict[str, Any]] = {f"{path}={json.dumps(value)}": {path: value} for path, value in FURTHER.items()}
FIELDS |= {f"{path}={json.dumps(value)}": {path: value} for path, value in CHANGES.items()}


def files(spec: Spec, folder: Path) -> dict[str, bytes]:
    """The artifacts of a spec by path; none where a rule refuses it."""
    try:
        return {path: content.encode() for path, content in artifacts(spec, folder).items()}
    except AssertionError:
        return {}


def before(folder: Path) -> dict[str, bytes]:
    """The artifacts of the full spec."""
    return files(full(), folder)


def after(case: str, folder: Path) -> dict[str, bytes]:
    """The artifacts of the full spec with one field changed."""
    return files(full(**FIELDS[case]), folder)


def one_of_each(roots: set[str]) -> list[str]:
    """The roots without those that run the modules of another one."""
    twins = {second for first, second in _SAME_MODULES if {first, second} <= roots}
    return sorted(roots - twins)


def planned(applied: Applied, verifier: Verifier, new: dict[str, bytes], root: str) -> dict[str, str]:
    """What real Terraform would do to a root of the applied service, by address."""
    tree = verifier.fork(applied.tree(root))
    for path in [*tree.rglob("*.tf")]:
        if ".terraform" not in path.parts and not path.name.endswith("_override.tf"):
            path.unlink()
    for name, content in new.items():
        if name.startswith(SERVICE):
            path = tree / name.removeprefix(SERVICE)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    folder = tree / root
    for step in (verifier.init(folder), verifier.plan(folder, variables_of(folder))):
        assert step.ok, step
    changes = verifier.plan_json(folder)["resource_changes"]
    return {one["address"]: action for one in changes if (action := _action(one)) and one["mode"] == "managed"}


def _action(change: dict[str, Any]) -> str:
    actions = change["change"]["actions"]
    if len(actions) > 1:
        return "replace"
    return ACTIONS.get("move" if actions == ["no-op"] and "previous_address" in change else actions[0], "")
