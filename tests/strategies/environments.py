"""The environments: accounts, regions, networks, public names, and what differs there."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from podspec.model.spec import Spec
from strategies import secrets, targets
from strategies.operations import cost, observability
from strategies.text import tags, variables

Block = dict[str, Any]

ACCOUNTS = ("111111111111", "222222222222", "012345678901")
#: Regions by partition; most specs are for the first.
REGIONS = {
    "aws": ("us-east-1", "eu-west-1", "eu-central-1", "ap-southeast-2"),
    "aws-us-gov": ("us-gov-west-1", "us-gov-east-1"),
    "aws-cn": ("cn-north-1", "cn-northwest-1"),
}
# No environment is called like a block of the spec.
_names = st.from_regex(r"[a-z][a-z0-9]{1,9}", fullmatch=True).filter(lambda name: name not in Spec.model_fields)


@st.composite
def environments(draw: st.DrawFn, base: Block, partition: str) -> Block:
    """One environment or two, in one region or two each; what comes after an approval asks for one, too."""
    names = draw(st.lists(_names, min_size=1, max_size=2, unique=True))
    guarded = draw(st.integers(0, len(names)))
    made = {}
    for number, name in enumerate(names):
        made[name] = draw(_environment(base, partition, number))
        if number >= guarded and _may_be_guarded(base):
            made[name]["approval"] = {"reviewers": ["acme/release-managers", "octocat"]}
    return made


def _may_be_guarded(base: Block) -> bool:
    """Nobody approves what runs on hosts that AWS may take away."""
    return bool(base["targets"].get("ec2", {}).get("purchase") != "spot")


@st.composite
def _environment(draw: st.DrawFn, base: Block, partition: str, number: int) -> Block:
    regions = draw(st.lists(st.sampled_from(REGIONS[partition]), min_size=1, max_size=2, unique=True))
    block: Block = {"account": draw(st.sampled_from(ACCOUNTS)), "regions": regions}
    place = (partition, regions[0], block["account"])
    optional = {
        "targets": targets.overlays(base["targets"]),
        "container": st.fixed_dictionaries({"environment": variables}),
        "service": st.fixed_dictionaries({"tags": tags}),
        "observability": observability,
        "secrets": secrets.overlays(base["secrets"], *place),
    }
    if partition != "aws-us-gov":  # where AWS offers no budgets
        optional["cost"] = cost
    block |= draw(st.fixed_dictionaries({}, optional=optional))
    running = [name for name in base["targets"] if block.get("targets", {}).get(name, {}) is not None]
    if "ec2" in running:
        block["network"] = draw(_networks(number, len(regions)))
    if draw(st.booleans()):
        block["domain"] = draw(_domains(number, running))
    return block


@st.composite
def _networks(draw: st.DrawFn, number: int, regions: int) -> Block:
    """A new network that overlaps no other one; in a single region perhaps one that exists."""
    if regions == 1 and draw(st.integers(0, 3)) == 1:
        subnets = [f"subnet-{number}123456789abcdef{last}" for last in range(4)]
        return {"vpc_id": "vpc-0123456789abcdef0", "public_subnets": subnets[:2], "private_subnets": subnets[2:]}
    nat = draw(st.sampled_from(["none", "single", "per_az"]))
    return {"cidr": f"10.{number}.0.0/{draw(st.integers(16, 21))}", "nat": nat}


@st.composite
def _domains(draw: st.DrawFn, number: int, running: list[str]) -> Block:
    """A name in a zone of its own, or in one that all environments share and none creates."""
    own = f"e{number}.example.com"
    zone = draw(st.sampled_from([own, "example.com"]))
    block: Block = {"name": draw(st.sampled_from([own, f"www.{own}"])), "zone": zone}
    if zone == own and draw(st.booleans()):
        block["create_zone"] = True
    if len(running) > 1 or draw(st.booleans()):
        block["primary"] = draw(st.sampled_from(running))
    return block
