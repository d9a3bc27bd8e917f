"""Specs in which one field is another, and what real Terraform then does to roots that are applied."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from full import Spec, full
from proof.rendered import artifacts
from proof.trees import variables_of
from small_diffs import CHANGES

from podspec.impact.changes import changes
from podspec.impact.resources import roots
from podspec.impact.tree import Tree

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

_DEFAULT_TAGS = re.compile(r"^  default_tags \{.*?^  \}\n", re.MULTILINE | re.DOTALL)
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
    "observability.log_retention_days": 3653,
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
FIELDS: dict[str, dict[str, Any]] = {
    f"{path}={json.dumps(value)}": {path: value} for path, value in FURTHER.items()
}
FIELDS |= {f"{path}={json.dumps(value)}": {path: value} for path, value in CHANGES.items()}


def files(spec: Spec, folder: Path) -> dict[str, bytes]:
    """The artifacts of a spec by path, without the provider's default tags, which the offline provider ignores."""
    found = artifacts(spec, folder)
    return {path: _DEFAULT_TAGS.sub("", content).encode() for path, content in found.items()}


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


def touched(old: dict[str, bytes], new: dict[str, bytes]) -> list[str]:
    """The roots, below the service's Terraform, of which any file is another one; one of each kind.

    What podspec makes of the change does not matter here: a change that it overlooks would not be seen.
    """
    both = set(roots(old)) & set(roots(new))
    found = {root.removeprefix(SERVICE) for root in both if _files_of(old, root) != _files_of(new, root)}
    return one_of_each(found)


def _files_of(files: dict[str, bytes], root: str) -> dict[str, bytes]:
    """The files that a root is made of. Its outputs change no resource, but they are among them."""
    return {path: files[path] for path in Tree(files).closure(root)}


def expected(old: dict[str, bytes], new: dict[str, bytes], root: str) -> dict[str, str]:
    """What podspec says of a root: the action by address."""
    return {change.address: change.action.value for change in changes(old, new, SERVICE + root)}


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
    found = _plan(verifier, tree / root)
    return {address: ACTIONS[action] for address, action in found.items() if action in ACTIONS}


def _plan(verifier: Verifier, root: Path) -> dict[str, str]:
    try:
        return verifier.planned_changes(root, variables_of(root))
    except ValueError:
        # Other modules than before: they have to be installed first.
        assert verifier.init(root).ok
        return verifier.planned_changes(root, variables_of(root))
