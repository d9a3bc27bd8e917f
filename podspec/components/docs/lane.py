"""One target in the architecture's picture: where requests come in, and what share of them each version gets."""

from collections.abc import Iterator

from podspec.components import presence
from podspec.components.docs.marks import Arrow, Box, Mark, Words
from podspec.components.docs.words import TARGETS, rollout_in_words, rollout_on, weights
from podspec.model.environment import Environment
from podspec.model.spec.environments import NewNetwork
from podspec.model.spec.targets import Ec2Target, LambdaTarget
from podspec.model.subnets import ZONES

_PADDING = 14
_FRONT = 168
#: Between the front and the versions: the weights stand on the arrows there.
_SHARES = 152
_VERSION = 38
_TOP = 56
_GAP = 14

#: What a gateway to the internet means in words.
_NAT = {"none": "no NAT gateway", "single": "one NAT gateway", "per_az": "a NAT gateway per zone"}


class Lane:
    """A target: its front on the left, the new and the old version on the right, the weights between them."""

    def __init__(self, environment: Environment, target: str, x: float, y: float, width: float) -> None:
        self.environment = environment
        self.target = target
        self.box = Box("lane", x, y, width, _TOP + 2 * _VERSION + _GAP + _PADDING)
        self.front = Box("front", x + _PADDING, y + _TOP, _FRONT, 2 * _VERSION + _GAP)
        versions = self.front.right + _SHARES
        wide = self.box.right - _PADDING - versions
        self.new = Box("new", versions, y + _TOP, wide, _VERSION)
        self.old = Box("old", versions, self.new.bottom + _GAP, wide, _VERSION)

    def drawn(self) -> Iterator[Mark]:
        """The target, from left to right."""
        yield self.box
        yield from self._heading()
        yield from self._front()
        yield from self._versions()
        yield from self._shares()

    def _heading(self) -> Iterator[Mark]:
        x, room = self.box.x + _PADDING, self.box.width - 2 * _PADDING
        yield Words("title", x, self.box.y + 22, room, TARGETS[self.target])
        yield Words("small", x, self.box.y + 41, room, f"{self._size()} · {self._rollout()}")

    def _rollout(self) -> str:
        return f"rollout: {rollout_in_words(rollout_on(self.environment, self.target))}"

    def _size(self) -> str:
        target = self.environment.targets
        sizes = {"lambda": _of_functions(target.lambda_), "ec2": _of_hosts(target.ec2)}
        return sizes[self.target]

    def _front(self) -> Iterator[Mark]:
        yield self.front
        title, lines = (
            ("HTTP API", _api(self.environment)) if self.target == "lambda" else _balancer(self.environment)
        )
        yield Words("title", self.front.x + 12, self.front.y + 24, _FRONT - 24, title)
        for number, line in enumerate(lines):
            yield Words("small", self.front.x + 12, self.front.y + 46 + 17 * number, _FRONT - 24, line)

    def _versions(self) -> Iterator[Mark]:
        spoken = ("next version", "live version") if self.target == "lambda" else ("next colour", "live colour")
        zones = _zones(self.environment) if self.target == "ec2" else ()
        for box, text in zip((self.new, self.old), spoken, strict=True):
            yield box
            zone_width = 64
            room = box.width - 24 - len(zones) * (zone_width + 8)
            yield Words("text", box.x + 12, box.y + 24, room, text)
            for number, zone in enumerate(reversed(zones)):
                place = box.right - (number + 1) * (zone_width + 8)
                yield Box("zone", place, box.y + 7, zone_width, box.height - 14)
                yield Words("small", place + 8, box.y + 23, zone_width - 16, zone)

    def _shares(self) -> Iterator[Mark]:
        told = weights(rollout_on(self.environment, self.target))
        for box, share in zip((self.new, self.old), told, strict=True):
            kind = "traffic" if box is self.old else "traffic coming"
            yield Arrow(kind, ((self.front.right, box.middle), (box.x, box.middle)))
            yield Words("small", self.front.right + 14, box.middle - 7, _SHARES - 28, share)


def _of_functions(target: LambdaTarget | None) -> str:
    if target is None:
        return ""
    warm = f", {target.provisioned_concurrency} warm" if target.provisioned_concurrency else ""
    return f"{target.memory_mb} MB, {target.timeout_seconds} s{warm}"


def _of_hosts(target: Ec2Target | None) -> str:
    if target is None:
        return ""
    hosts, bought = target.hosts, " spot" if target.purchase == "spot" else ""
    return f"{hosts.min} to {hosts.max}{bought} {target.instance_type}"


def _api(environment: Environment) -> list[str]:
    target = environment.targets.lambda_
    if target is None:
        return []
    return [f"{target.throttle.rate_per_second} a second", f"burst {target.throttle.burst}"]


def _balancer(environment: Environment) -> tuple[str, list[str]]:
    encrypted = "HTTPS" if presence.has_domain(environment) else "HTTP"
    network = environment.network
    nat = _NAT[network.nat] if isinstance(network, NewNetwork) else "in a VPC that exists"
    return "Load balancer", [encrypted, nat]


def _zones(environment: Environment) -> tuple[str, ...]:
    """The zones that hosts stand in; a VPC that exists keeps its zones to itself."""
    built = presence.builds_network(environment)
    return tuple(f"zone {number + 1}" for number in range(ZONES)) if built else ("subnets",)
