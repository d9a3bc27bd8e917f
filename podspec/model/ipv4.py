"""IPv4 ranges as whole numbers. The standard library's `ipaddress` does more and takes longer to import."""

from __future__ import annotations

from typing import NamedTuple

BITS = 32
_OCTETS = 4
_OCTET_MAX = 255


class Block(NamedTuple):
    """A range of addresses: the first one as a number, and how many leading bits all of them share (0..32)."""

    first: int
    prefix: int

    @property
    def size(self) -> int:
        """How many addresses the range holds."""
        return 1 << (BITS - self.prefix)

    @property
    def end(self) -> int:
        """The first address, as a number, that lies behind the range."""
        return self.first + self.size

    def overlaps(self, other: Block) -> bool:
        """True if any address lies in both ranges."""
        return self.first < other.end and other.first < self.end

    def contains(self, other: Block) -> bool:
        """True if every address of `other` lies in this range, too."""
        return self.first <= other.first and other.end <= self.end

    def split(self, count: int) -> tuple[Block, ...]:
        """The first `count` of the equal parts that the range has when cut in the next power of two.

        Raises:
            ValueError: if the range holds fewer addresses than that.
        """
        prefix = self.prefix + halvings(count)
        if prefix > BITS:
            raise ValueError(f"{self} cannot be cut in {count}")
        size = 1 << (BITS - prefix)
        return tuple(Block(self.first + index * size, prefix) for index in range(count))

    def __str__(self) -> str:
        octets = self.first.to_bytes(_OCTETS, "big")
        return f"{'.'.join(map(str, octets))}/{self.prefix}"


def halvings(count: int) -> int:
    """How often a whole must be halved until it has at least `count` parts: 0 for 1, 2 for 3 or 4."""
    return (count - 1).bit_length()


def enclosing(cidr: str) -> Block | None:
    """The network that an address of the form `10.10.3.4/16` lies in; None if a number is out of range."""
    address, _, length = cidr.partition("/")
    octets, prefix = [int(octet) for octet in address.split(".")], int(length)
    if max(octets) > _OCTET_MAX or prefix > BITS:
        return None
    size = 1 << (BITS - prefix)
    number = int.from_bytes(bytes(octets), "big")
    return Block(number - number % size, prefix)


def network(cidr: str) -> Block | None:
    """The network that `cidr` names exactly: no host bit set, no leading zero; None if it names none."""
    block = enclosing(cidr)
    return block if block is not None and str(block) == cidr else None
