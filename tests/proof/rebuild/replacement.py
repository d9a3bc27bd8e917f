"""Rebuild podspec/impact/data/replacement.json: what a change of each argument does to its resource.

usage: replacement.py BINARY STATES > replacement.json

BINARY is HashiCorp's own terraform-provider-aws 5.100.0; STATES a folder of states of real roots (see states.py).
What has no order and what AWS fills in, the schema of ../data says, which is that of a newer provider. The binary
is asked twice: with the least values that a type takes, and with all values that a real resource has, since some
of its rules look at more than one argument. Arguments for which it gives no answer are left out, and so are those
that only the newer schema has: nobody may take them for safe.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from force_new import NEWER, changes, smallest
from real_provider import _OFFLINE, Block, RealProvider, none_of
from tables import dumps, wanted_types

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from proof.offline.schema import AWS, load  # needs the path above

Row = dict[str, Any]

# Without these its own checks refuse every change of the type.
_SEEDS: dict[str, Block] = {"aws_lambda_function": {"package_type": "Image", "image_uri": "a"}}
# Where made-up values give no answer: its checks refuse them, or call AWS. `toggles` replace the resource when
# they come or go, not when they change; `doubts` are arguments whose rule depends on the value of another one.
_SOURCES = ["cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id"]
_RULE: Row = {
    "toggles": _SOURCES,
    "updates": [*_SOURCES, "description", "from_port", "ip_protocol", "tags", "to_port"],
}
_NLB = ["security_groups", "subnet_mapping", "subnets"]
BY_HAND: dict[str, Row] = {
    # customizeDiffLoadBalancerNLB in internal/service/elbv2/load_balancer.go of hashicorp/terraform-provider-aws
    # (read 2026-11).
    "aws_lb": {"doubts": {f"load_balancer_type={kind}": _NLB for kind in ("gateway", "network")}},
    # The binary, asked with values that fit each other (2026-11).
    "aws_lb_target_group": {"updates": ["health_check", "slow_start", "stickiness"]},
    "aws_dynamodb_table": {
        "replaces": ["hash_key", "range_key"],
        "updates": ["attribute", "point_in_time_recovery", "server_side_encryption", "ttl"],
    },
    # Answered for the block as a whole; a rule for single arguments of it there is none.
    "aws_s3_bucket_lifecycle_configuration": {"updates": ["rule"]},
    # ForceNew in internal/service/sfn/state_machine.go (read 2026-11); its check of the definition asks AWS.
    "aws_sfn_state_machine": {
        "replaces": ["name", "name_prefix", "type"],
        "updates": [
            *("definition", "encryption_configuration", "logging_configuration", "publish", "role_arn"),
            "tracing_configuration",
        ],
    },
    # RequiresReplace and ModifyPlan in internal/service/ec2/vpc_security_group_ingress_rule.go (read 2026-11).
    "aws_vpc_security_group_egress_rule": _RULE,
    "aws_vpc_security_group_ingress_rule": _RULE,
}


class Answers:
    """What the provider said of each argument of one type."""

    def __init__(self) -> None:
        self.asked: set[str] = set()
        self.answered: set[str] = set()
        self.replacing: set[str] = set()
        self.renewed: set[str] = set()

    def note(self, path: str, named: set[str] | None) -> None:
        """An argument that was changed, and the arguments for which the resource must be replaced."""
        self.asked.add(path)
        if named is None:
            return
        self.answered.add(path)
        if {path, path.split(".", 1)[0]} & named:
            self.replacing.add(path)
        self.replacing |= {one for one in named if one.startswith(f"{path}.")}

    @property
    def in_place(self) -> list[str]:
        """Paths that change in place with all that is below them; those below such a path are left out."""
        safe = {path for path in self.answered - self.replacing if not self._is_doubtful_below(path)}
        return sorted(path for path in safe if not any(above in safe for above in _above(path)))

    def _is_doubtful_below(self, path: str) -> bool:
        below = {other for other in self.asked if other.startswith(f"{path}.")}
        return bool(below & self.replacing or below - self.answered)


def _above(path: str) -> Iterator[str]:
    steps = path.split(".")
    return (".".join(steps[:length]) for length in range(1, len(steps)))


def answers_of(provider: RealProvider, kind: str, instances: Iterable[Block]) -> Answers:
    """All that the provider says of a type."""
    block = provider.schemas["resource_schemas"][kind]
    answers = Answers()
    least = smallest(block) | ({"id": "x"} if "id" in block["attributes"] else {}) | _SEEDS.get(kind, {})
    for path, before, after in changes(block, lambda value: least | value):
        answers.note(path, provider.replaced_by(kind, before, after))
    for instance in instances:
        _ask_of(provider, kind, block, instance, answers)
    return answers


def _ask_of(provider: RealProvider, kind: str, block: Block, instance: Block, answers: Answers) -> None:
    """Change each argument that a real instance sets to something else."""
    real = _fitting(block, instance)
    entries = {**block["attributes"], **block["block_types"]}
    # A provider finds something new in made-up values even where nothing changes: that does not count.
    _, always = provider.planned(kind, real, real)
    for name in sorted(entries.keys() - {"id", "tags_all", "timeouts"}):
        if not ("block" in entries[name] or entries[name]["required"] or entries[name]["optional"]):
            continue
        for other in _others(real[name]):
            named, renewed = provider.planned(kind, real, real | {name: other})
            answers.note(name, named)
            if named is not None and not named:
                answers.renewed |= renewed - always


def _fitting(block: Block, value: Block) -> Block:
    """A value of the newer schema as the older one has it."""
    out = {name: value.get(name) for name in block["attributes"]}
    for name, entry in block["block_types"].items():
        held = value.get(name)
        if isinstance(held, list):
            out[name] = [_fitting(entry["block"], item) for item in held]
        else:
            out[name] = none_of(entry) if held is None else _fitting(entry["block"], held)
    return out


def _others(value: Any) -> Iterator[Any]:  # noqa: ANN401  # whatever an argument may be
    """Other values of the same type; of a list or an object with one part changed."""
    if isinstance(value, bool):
        yield not value
    elif isinstance(value, int | float):
        yield value + 1
    elif isinstance(value, str):
        yield f"{value}x"
    elif isinstance(value, list):
        for other in _others(value[0]) if value else ():
            yield [other, *value[1:]]
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from (value | {key: other} for other in _others(inner))


def facts_of(block: Block) -> dict[str, Any]:
    """What the newer schema says of a type: which parts are sets, what AWS fills in, whether it has tags."""
    attributes = block["attributes"]
    filled = sorted(name for name, one in attributes.items() if one.get("optional") and one.get("computed"))
    # Since 6.0 nearly every type has it, and one function replaces the resource when it changes:
    # forceNewIfRegionChanges in internal/provider/sdkv2/region.go (read 2026-11).
    lies = ["region"] if "region" in attributes and attributes["region"].get("optional") else []
    return {"computed": filled, "region": lies, "sets": sorted(_sets(block, ())), "tags": "tags_all" in attributes}


def _sets(block: Block, above: tuple[str, ...]) -> Iterator[str]:
    for name, attribute in block.get("attributes", {}).items():
        if isinstance(attribute["type"], list) and attribute["type"][0] == "set" and not _is_read_only(attribute):
            yield ".".join((*above, name))
    for name, entry in block.get("block_types", {}).items():
        if entry["nesting_mode"] == "set":
            yield ".".join((*above, name))
        yield from _sets(entry["block"], (*above, name))


def _is_read_only(attribute: Block) -> bool:
    return not attribute.get("optional") and not attribute.get("required")


def instances_in(folder: Path) -> dict[str, list[Block]]:
    """The attributes of all resources in a folder of states, by type."""
    found: dict[str, list[Block]] = {}
    for path in sorted(folder.glob("*.tfstate")):
        for resource in json.loads(path.read_text())["resources"]:
            if resource["mode"] == "managed":
                found.setdefault(resource["type"], []).extend(one["attributes"] for one in resource["instances"])
    return found


def _said(kind: str, answers: Answers) -> Row:
    """The answers for a type, and what is known by hand."""
    if silent := answers.asked - answers.answered:
        sys.stderr.write(f"{kind}: no answer for {' '.join(sorted(silent))}\n")
    hand = BY_HAND.get(kind, {})
    replaces = answers.replacing | set(NEWER.get(kind, [])) | set(hand.get("replaces", []))
    updates = (set(answers.in_place) | set(hand.get("updates", []))) - replaces
    return hand | {"replaces": sorted(replaces), "updates": sorted(updates), "renews": sorted(answers.renewed)}


def main() -> None:
    """Print the table."""
    binary, states, schema = sys.argv[1], Path(sys.argv[2]), load()[AWS]
    _OFFLINE.pop("skip_get_ec2_platforms", None)
    instances, out = instances_in(states), {}
    with RealProvider(binary) as provider:
        for kind in sorted(wanted_types() & schema["resource_schemas"].keys()):
            if kind.startswith("aws_wafv2_"):
                continue
            facts = facts_of(schema["resource_schemas"][kind]["block"])
            said: Row = {"replaces": NEWER.get(kind, [])}
            if kind in provider.schemas["resource_schemas"]:
                said = _said(kind, answers_of(provider, kind, instances.get(kind, [])[:4]))
            said["replaces"] = sorted({*said["replaces"], *facts.pop("region")})
            if facts["tags"]:
                # One function of the provider sets tags for all types, and never by a replacement.
                said["updates"] = sorted({*said.get("updates", []), "tags"})
            out[kind] = {name: value for name, value in (said | facts).items() if value}
    document = schema["data_source_schemas"]["aws_iam_policy_document"]["block"]
    out["data.aws_iam_policy_document"] = {"sets": sorted(_sets(document, ()))}
    sys.stdout.write(dumps(out))


if __name__ == "__main__":
    main()
