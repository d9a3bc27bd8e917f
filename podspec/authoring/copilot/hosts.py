"""Fields about what the container runs on: processor and memory, how many, what to scale by, where."""

from __future__ import annotations

import re

from podspec.authoring.copilot import unfit
from podspec.authoring.copilot.carrier import Carrier
from podspec.authoring.copilot.container import architecture
from podspec.authoring.copilot.manifest import DEFAULT_SIZE, SIZES, whole
from podspec.authoring.copilot.service import Handler
from podspec.model.source import Mapping, Node, Path, Scalar, child

#: Instance types of the two burstable families, smallest first: units of processor (1,024 each) and MiB.
#: Source: AWS's own answer to DescribeInstanceTypes, as moto 5.2.5 keeps it (2026-11).
_SIZES = {
    "small": (2048, 2048),
    "medium": (2048, 4096),
    "large": (2048, 8192),
    "xlarge": (4096, 16384),
    "2xlarge": (8192, 32768),
}
_FAMILIES = {"amd64": "t3", "arm64": "t4g"}
#: MiB of a host that its system and the agents on it take.
_SYSTEM = 512
_RANGE = re.compile(r"([0-9]{1,4})-([0-9]{1,4})")


def size(carrier: Carrier) -> None:
    """Processor and memory together choose an instance type: for all environments, or where one says otherwise."""
    said: list[Path] = [(part,) for part in ("cpu", "memory") if whole(carrier.node(part)) is not None]
    if "ec2" not in carrier.targets or not (said or carrier.is_base):
        return
    usual = SIZES.get(carrier.manifest.kind, DEFAULT_SIZE)
    units, mib = (
        whole(carrier.node(part)) or whole(carrier.base(part)) or default
        for part, default in zip(("cpu", "memory"), usual, strict=True)
    )
    fits = (name for name, (most, room) in _SIZES.items() if units <= most and mib + _SYSTEM <= room)
    name, to = next(fits, None), ("targets", "ec2", "instance_type")
    note = f"{units} units of processor and {mib} MiB for the container"
    if name is None:
        for path in said:
            carrier.leave(path, unfit.TOO_LARGE)
        carrier.add(to, f"{_FAMILIES[architecture(carrier)]}.{[*_SIZES][-1]}", "the largest of the usual family")
    elif said:
        instance = f"{_FAMILIES[architecture(carrier)]}.{name}"
        carrier.put(said[0], to, instance, note, *said[1:])
    else:
        carrier.add(to, f"{_FAMILIES[architecture(carrier)]}.{name}", f"Copilot's default: {note}")


def _cpu(carrier: Carrier, path: Path, node: Node) -> None:
    """Hosts have a size, see `size`; Lambda's processor follows from its memory."""
    if whole(node) is None:
        carrier.leave(path, unfit.SHAPE)
    elif "ec2" not in carrier.targets:
        carrier.leave(path, unfit.PROCESSOR)


def _memory(carrier: Carrier, path: Path, node: Node) -> None:
    number = whole(node)
    if number is None:
        carrier.leave(path, unfit.SHAPE)
    elif "lambda" in carrier.targets:
        carrier.put(path, ("targets", "lambda", "memory_mb"), number)


def _count(carrier: Carrier, path: Path, node: Node) -> None:
    """How many hosts: a number, spot ones, or a range with what to scale by."""
    if "ec2" not in carrier.targets:
        carrier.leave(path, unfit.LAMBDA_SCALES)
        return
    if not isinstance(node, Mapping):
        _hosts(carrier, path, whole(node), whole(node))
    for part, entry in node.entries.items() if isinstance(node, Mapping) else ():
        handler = _COUNT.get(part)
        if handler:
            handler(carrier, (*path, part), entry.value)
        else:
            carrier.leave((*path, part))
    _unlike_base(carrier, node)


def _unlike_base(carrier: Carrier, node: Node) -> None:
    """What a count says by saying nothing: it takes the place of the whole count of the manifest itself."""
    base = carrier.base("count")
    if not carrier.is_base and base and child(base, "spot") and not child(node, "spot"):
        carrier.add(("targets", "ec2", "purchase"), "on_demand", "the count here names no spot")
    if carrier.is_base and child(node, "range") and not child(node, "cpu_percentage"):
        carrier.add(("targets", "ec2", "scaling", "cpu_percent"), None, "the count does not scale by it")


def _hosts(carrier: Carrier, path: Path, least: int | None, most: int | None, *also: Path) -> None:
    if least is None or most is None:
        carrier.leave(path, unfit.SHAPE)
        return
    hosts = {"min": least, "desired": least, "max": max(most, 1)}
    carrier.put(path, ("targets", "ec2", "hosts"), hosts, "one host for each task", *also)


def _spot(carrier: Carrier, path: Path, node: Node) -> None:
    _hosts(carrier, path, whole(node), whole(node))
    if whole(node) is not None:
        carrier.put(path, ("targets", "ec2", "purchase"), "spot")


def _range(carrier: Carrier, path: Path, node: Node) -> None:
    """`1-10`, or the two numbers by name."""
    found = _RANGE.fullmatch(carrier.text(*path))
    if not isinstance(node, Mapping):
        _hosts(carrier, path, *((int(found[1]), int(found[2])) if found else (None, None)))
        return
    for part in node.entries:
        carrier.leave((*path, part))
    least, most = (whole(carrier.node(*path, part)) for part in ("min", "max"))
    if least is not None and most is not None:
        _hosts(carrier, (*path, "min"), least, most, (*path, "max"))


def _scale(to: str) -> Handler:
    """An average to keep: the number itself, or in a block with times that podspec has its own of."""

    def handle(carrier: Carrier, path: Path, node: Node) -> None:
        at = (*path, "value") if isinstance(node, Mapping) else path
        number = whole(carrier.node(*at))
        carrier.leave(path, unfit.COOLDOWN if isinstance(node, Mapping) else unfit.SHAPE)
        if number is not None:
            carrier.put(at, ("targets", "ec2", "scaling", to), number)

    return handle


_COUNT: dict[str, Handler] = {
    "spot": _spot,
    "range": _range,
    "cpu_percentage": _scale("cpu_percent"),
    "memory_percentage": _scale("memory_percent"),
    "requests": _scale("requests_per_host"),
}


def _placement(carrier: Carrier, path: Path, node: Node) -> None:
    """Hosts stand in private subnets, whatever the manifest says."""
    if isinstance(node, Scalar) and node.value == "private" and "ec2" in carrier.targets:
        carrier.same(path)
    else:
        carrier.leave(path, unfit.IN_PRIVATE if "ec2" in carrier.targets else unfit.OUTSIDE_OF_VPC)


HOSTS: dict[Path, Handler] = {
    ("cpu",): _cpu,
    ("memory",): _memory,
    ("count",): _count,
    ("network", "vpc", "placement"): _placement,
}
