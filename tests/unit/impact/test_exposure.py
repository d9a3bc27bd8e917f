"""Networks that are opened and closed, and buckets that may be public."""

from ipaddress import ip_address, ip_network

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podspec.impact.exposure import exposure_changes
from podspec.impact.hcl.values import Expression
from podspec.impact.resources import Resource

GROUP = Expression("aws_security_group.g.id")


def _rule(**attributes: object) -> dict[str, Resource]:
    values = {"security_group_id": GROUP, "ip_protocol": "tcp", "from_port": 443, "to_port": 443, **attributes}
    kind = "aws_vpc_security_group_ingress_rule"
    return {f"{kind}.r": Resource(f"{kind}.r", kind, "managed", values)}  # type: ignore[arg-type]


def _told(before: dict[str, Resource], after: dict[str, Resource]) -> list[tuple[str, str]]:
    return [(one.direction.value, one.subject) for one in exposure_changes(before, after, "root")]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            {"cidr_ipv4": "10.0.0.0/16"},
            {"cidr_ipv4": "0.0.0.0/0"},
            [("widened", "ingress tcp 443 from 0.0.0.0/0"), ("narrowed", "")],
        ),
        (
            {"cidr_ipv4": "0.0.0.0/0"},
            {"cidr_ipv4": "10.0.0.0/16"},
            [("narrowed", "ingress tcp 443 from 0.0.0.0/0")],
        ),
        (
            {"cidr_ipv4": "10.0.0.0/16"},
            {"cidr_ipv4": "10.0.0.0/16", "to_port": 444},
            [("widened", "ingress tcp 443-444 from 10.0.0.0/16")],
        ),
        (
            {"cidr_ipv4": "10.0.0.0/16"},
            {"cidr_ipv4": "10.0.0.0/16", "ip_protocol": "-1"},
            [("widened", "ingress everything from 10.0.0.0/16")],
        ),
        (
            {"referenced_security_group_id": Expression("a.id")},
            {"referenced_security_group_id": Expression("b.id")},
            [("widened", "ingress tcp 443 from ${b.id}"), ("narrowed", "ingress tcp 443 from ${a.id}")],
        ),
    ],
)
def test_rules(old: dict[str, object], new: dict[str, object], told: list[tuple[str, str]]) -> None:
    assert _told(_rule(**old), _rule(**new)) == [one for one in told if one[1]]


def test_blocks_in_a_group_are_rules_too() -> None:
    block = {"protocol": "tcp", "from_port": 22, "to_port": 22, "cidr_blocks": ["0.0.0.0/0"], "self": True}
    group = Resource("aws_security_group.g", "aws_security_group", "managed", {"ingress": [block]})
    assert _told({}, {group.address: group}) == [
        ("widened", "ingress tcp 22 from 0.0.0.0/0"),
        ("widened", "ingress tcp 22 from the group itself"),
    ]


_CIDRS = st.builds(
    lambda second, length: f"10.{second}.0.0/{length}", st.sampled_from([0, 1, 128]), st.sampled_from([8, 9, 16])
)


@settings(max_examples=200)
@given(st.lists(_CIDRS, max_size=3), st.lists(_CIDRS, max_size=3))
def test_an_address_that_is_let_in_and_was_not_is_told(old: list[str], new: list[str]) -> None:
    def group(cidrs: list[str]) -> dict[str, Resource]:
        block = {"protocol": "tcp", "from_port": 1, "to_port": 1, "cidr_blocks": list(cidrs)}
        one = Resource("aws_security_group.g", "aws_security_group", "managed", {"ingress": [block]})  # type: ignore[dict-item]
        return {one.address: one}

    told = {direction for direction, _ in _told(group(old), group(new))}
    for address in map(ip_address, ("10.0.0.1", "10.1.0.1", "10.128.0.1", "10.2.0.1", "10.129.0.1")):
        was, now = (any(address in ip_network(one, strict=False) for one in each) for each in (old, new))
        assert "widened" in told or was or not now


def test_a_bucket_that_may_be_public_from_now_on() -> None:
    kind = "aws_s3_bucket_public_access_block"
    before = {f"{kind}.b": Resource(f"{kind}.b", kind, "managed", {"block_public_acls": True})}
    assert _told(before, {}) == [("widened", "block_public_acls")]
    assert _told({}, before) == []
