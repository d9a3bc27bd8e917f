"""Functions of numbers, and those that make them of text or addresses."""

from __future__ import annotations

import ipaddress
import math
from collections.abc import Callable
from decimal import Decimal
from typing import Final

from podspec.impact.hcl.operators import decimal
from podspec.impact.hcl.values import Plain, Value


def _exact(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _number(value: Plain) -> int | float | None:
    return None if value is None else _exact(decimal(value))


def _ceil(value: Plain) -> int:
    return math.ceil(decimal(value))


def _floor(value: Plain) -> int:
    return math.floor(decimal(value))


def _abs(value: Plain) -> int | float:
    return _exact(abs(decimal(value)))


def _signum(value: Plain) -> int:
    return (decimal(value) > 0) - (decimal(value) < 0)


def _max(*values: Plain) -> int | float:
    return _exact(max(map(decimal, values)))


def _min(*values: Plain) -> int | float:
    return _exact(min(map(decimal, values)))


def _sum(values: list[Plain]) -> int | float:
    if not values:
        raise ValueError("there is nothing to add")
    return _exact(sum(map(decimal, values), Decimal(0)))


def _pow(base: Plain, exponent: Plain) -> int | float:
    return _exact(Decimal(float(decimal(base)) ** float(decimal(exponent))))


def _log(value: Plain, base: Plain) -> float:
    return math.log(decimal(value), decimal(base))


def _parse(text: str, base: int) -> int:
    return int(text, base)


def _network(prefix: str) -> ipaddress.IPv4Network | ipaddress.IPv6Network:
    return ipaddress.ip_network(prefix, strict=False)


def _netmask(prefix: str) -> str:
    if "/" not in prefix:
        raise ValueError("this is no block of addresses")
    return str(ipaddress.IPv4Network(prefix, strict=False).netmask)


def _host(prefix: str, number: int) -> str:
    return str(_network(prefix)[number])


def _subnet(prefix: str, bits: int, number: int) -> str:
    network = _network(prefix)
    length = network.prefixlen + bits
    if not 0 <= number < 2**bits or length > network.max_prefixlen:
        raise ValueError("there is no such subnet")
    start = int(network.network_address) + (number << (network.max_prefixlen - length))
    return f"{type(network.network_address)(start)}/{length}"


def _subnets(prefix: str, *bits: int) -> Value:
    network = _network(prefix)
    start, found = int(network.network_address), list[Value]()
    for more in bits:
        length = network.prefixlen + more
        size = 1 << (network.max_prefixlen - length)
        start = -(-start // size) * size
        found.append(f"{type(network.network_address)(start)}/{length}")
        start += size
    return found


FUNCTIONS: Final[dict[str, Callable[..., Value]]] = {
    "abs": _abs,
    "ceil": _ceil,
    "cidrhost": _host,
    "cidrnetmask": _netmask,
    "cidrsubnet": _subnet,
    "cidrsubnets": _subnets,
    "floor": _floor,
    "log": _log,
    "max": _max,
    "min": _min,
    "parseint": _parse,
    "pow": _pow,
    "signum": _signum,
    "sum": _sum,
    "tonumber": _number,
}
