"""Who can reach what over the network, and whether buckets may be public: before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from ipaddress import ip_network
from typing import Any, NamedTuple

from podspec.impact.guards import is_gone
from podspec.impact.hcl.values import Expression
from podspec.impact.policies import listed, text
from podspec.impact.resources import Resource
from podspec.model.impact import Direction, PermissionChange

_GROUPS = {"aws_security_group", "aws_default_security_group"}
_RULES = {
    "aws_vpc_security_group_ingress_rule": "ingress",
    "aws_vpc_security_group_egress_rule": "egress",
}
#: Where the arguments of rules name the other side. `self` is the group itself.
_PEERS = (
    "cidr_ipv4",
    "cidr_ipv6",
    "prefix_list_id",
    "referenced_security_group_id",
    "cidr_blocks",
    "ipv6_cidr_blocks",
    "prefix_list_ids",
    "security_groups",
    "source_security_group_id",
)
#: AWS's word for all protocols. Source: API_IpPermission.html of the EC2 API (2026-11).
_ALL = {"-1", "all"}
_BLOCK = "aws_s3_bucket_public_access_block"
_FLAGS = ("block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets")


class Opening(NamedTuple):
    """One way in or out of a security group."""

    way: str
    protocol: str
    ports: tuple[str, str]
    peer: str

    def __str__(self) -> str:
        """As people say it."""
        protocol = "everything" if self.protocol in _ALL else self.protocol
        first, last = self.ports
        ports = "" if protocol == "everything" else f" {first}" if first == last else f" {first}-{last}"
        return f"{self.way} {protocol}{ports} {'from' if self.way == 'ingress' else 'to'} {self.peer}"


def exposure_changes(
    before: Mapping[str, Resource], after: Mapping[str, Resource], root: str
) -> tuple[PermissionChange, ...]:
    """Rules of security groups that let more in or out, or less, and buckets that may be public from now on."""
    old, new = openings(before), openings(after)
    found: list[PermissionChange] = []
    for group in sorted({*old, *new}):
        was, now = old.get(group, frozenset()), new.get(group, frozenset())
        opened, closed = map(str, _beyond(now, was)), map(str, _beyond(was, now))
        found += [PermissionChange(root, group, Direction.WIDENED, one, "", one) for one in opened]
        found += [PermissionChange(root, group, Direction.NARROWED, one, one, "") for one in closed]
    return (*found, *_buckets(before, after, root))


def openings(resources: Mapping[str, Resource]) -> dict[str, frozenset[Opening]]:
    """What each security group lets in and out, by its address."""
    found: dict[str, set[Opening]] = {}
    for one in resources.values():
        for group, opening in _of(one):
            found.setdefault(group, set()).add(opening)
    return {group: frozenset(all_of_it) for group, all_of_it in found.items()}


def _of(one: Resource) -> Iterator[tuple[str, Opening]]:
    attributes = one.attributes
    if one.mode != "managed":
        return
    if one.type in _GROUPS:
        for way in ("ingress", "egress"):
            for block in listed(attributes.get(way)):
                yield from ((one.address, opening) for opening in _openings(way, block))
    elif one.type in _RULES or one.type == "aws_security_group_rule":
        way = _RULES.get(one.type) or text(attributes.get("type"))
        yield from ((_group(attributes), opening) for opening in _openings(way, attributes))


def _group(attributes: Mapping[str, Any]) -> str:
    value = attributes.get("security_group_id")
    return value.text.rpartition(".")[0] if isinstance(value, Expression) else text(value)


def _openings(way: str, rule: object) -> Iterator[Opening]:
    if not isinstance(rule, Mapping):
        yield Opening(way, text(rule), ("", ""), "what is known only once it is applied")
        return
    protocol = text(rule.get("ip_protocol", rule.get("protocol", "-1")))
    ports = text(rule.get("from_port", "")), text(rule.get("to_port", ""))
    peers = [text(peer) for name in _PEERS for peer in listed(rule.get(name))]
    for peer in [*peers, *(["the group itself"] if rule.get("self") else [])]:
        yield Opening(way, protocol, ports, peer)


def _beyond(some: Iterable[Opening], others: Iterable[Opening]) -> list[Opening]:
    return sorted(one for one in some if not any(_covers(other, one) for other in others))


def _covers(wide: Opening, narrow: Opening) -> bool:
    if wide == narrow:
        return True
    if wide.way != narrow.way or not _covers_peer(wide.peer, narrow.peer):
        return False
    return wide.protocol in _ALL or (wide.protocol == narrow.protocol and _covers_ports(wide.ports, narrow.ports))


def _covers_ports(wide: tuple[str, str], narrow: tuple[str, str]) -> bool:
    try:
        return int(wide[0]) <= int(narrow[0]) and int(narrow[1]) <= int(wide[1])
    except ValueError:
        return wide == narrow


def _covers_peer(wide: str, narrow: str) -> bool:
    if wide == narrow:
        return True
    try:
        outer, inner = ip_network(wide, strict=False), ip_network(narrow, strict=False)
    except ValueError:
        return False
    first, last = (int(inner.network_address), int(inner.broadcast_address))
    return (
        outer.version == inner.version
        and int(outer.network_address) <= first
        and last <= int(outer.broadcast_address)
    )


def _buckets(
    before: Mapping[str, Resource], after: Mapping[str, Resource], root: str
) -> Iterator[PermissionChange]:
    """A bucket's guards against being public, each a flag; a bucket that has just been made has AWS's own.

    Source: Amazon S3 User Guide, access-control-block-public-access.html (2026-11).
    """
    addresses = {one.address for one in (*before.values(), *after.values()) if one.type == _BLOCK}
    for address in sorted(addresses & before.keys()):
        if is_gone(address, before, after):
            continue
        old = before[address].attributes
        new = after[address].attributes if address in after else {}
        for flag in _FLAGS:
            was, now = text(old.get(flag, False)), text(new.get(flag, False))
            if was != now:
                direction = {"false": Direction.WIDENED, "true": Direction.NARROWED}.get(now, Direction.CHANGED)
                yield PermissionChange(root, address, direction, flag, was, now)
