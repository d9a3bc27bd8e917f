"""How an environment's address range is cut: a share per region, and in it a subnet pair per zone."""

from typing import NamedTuple

from podspec.model.ipv4 import Block

#: AWS keeps the first four addresses of a subnet and the last one.
#: Source: Amazon VPC user guide, "Subnet CIDR blocks" (read 2026-11).
KEPT_BY_AWS = 5

#: Largest and smallest share that a region may get, as prefix lengths. A VPC takes /16 to /28
#: (Amazon VPC user guide, "VPC CIDR blocks", read 2026-11); a share of /24 leaves /27 for a public subnet in
#: each of two zones, the smallest that a load balancer takes (Elastic Load Balancing user guide, read 2026-11).
LARGEST_SHARE = 16
SMALLEST_SHARE = 24

#: Zones that podspec builds a network in.
ZONES = 2


class ZoneSubnets(NamedTuple):
    """The two subnets of one zone: `public` for the load balancer, `private` for the hosts."""

    public: Block
    private: Block


def region_shares(cidr: Block, regions: int) -> tuple[Block, ...]:
    """The share of each region, in the order of the spec: equal parts of the next power of two.

    Raises:
        ValueError: if the range holds fewer addresses than that.
    """
    return cidr.split(regions)


def zone_subnets(share: Block, zones: int = ZONES) -> tuple[ZoneSubnets, ...]:
    """The subnets of each zone of a region's share.

    Each zone gets an equal part (of the next power of two). Its first half is the private subnet, since hosts
    need many addresses; the third quarter is the public one; the last quarter stays free for what comes later.

    Raises:
        ValueError: if the share holds fewer addresses than that.
    """
    return tuple(_subnets(part) for part in share.split(zones))


def _subnets(part: Block) -> ZoneSubnets:
    private = part.split(2)[0]
    public = part.split(4)[2]
    return ZoneSubnets(public=public, private=private)


def host_addresses(share: Block, zones: int = ZONES) -> int:
    """How many hosts find an address in the private subnets of a share, spread evenly over the zones."""
    return sum(zone.private.size - KEPT_BY_AWS for zone in zone_subnets(share, zones))
