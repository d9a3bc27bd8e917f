"""A whole spec, and single faults at random places of it: each is one cause, and has one place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random
from typing import Any, NamedTuple

from figures.layouts import Entries, Marked, MarkedKey, Node, Raw, entries
from figures.whole_spec import SPEC

Path = tuple[str | int, ...]

#: Mappings whose keys are names that people choose.
_FREE = {"tags", "environment", "environments", "secrets"}
#: Keys that must be there; a name of the user's is written out.
_REQUIRED: tuple[Path, ...] = (
    ("version",), ("service",), ("service", "name"), ("repository",), ("repository", "slug"), ("environments",),
    ("registry", "account"), ("registry", "region"),
    ("environments", "dev", "account"), ("environments", "prod", "regions"),
    ("environments", "dev", "network", "cidr"),
    ("environments", "prod", "domain", "zone"), ("environments", "prod", "domain", "name"),
    ("environments", "prod", "approval", "reviewers"),
    ("supply_chain", "scan", "waivers", 0, "reason"), ("supply_chain", "scan", "waivers", 0, "id"),
    ("accept", 0, "code"), ("accept", 0, "expires"), ("accept", 0, "reason"),
)  # fmt: skip
#: Values that are of the right type and wrong all the same.
_WRONG: dict[Path, list[Any]] = {
    ("version",): [2, 0],
    ("service", "name"): ["Podinfo", "p", "pod_info", "x" * 40, "-podinfo"],
    ("service", "owner"): ["", "  "],
    ("repository", "slug"): ["acme", "acme/pod info", "/podinfo"],
    ("repository", "owner_id"): [0, -1],
    ("repository", "oidc_subject"): ["mutable"],
    ("registry", "account"): ["1111", "11111111111a"],
    ("registry", "region"): ["us_east_1", "mars"],
    ("foundation",): ["make"],
    ("container", "architecture"): ["x86"],
    ("container", "context"): ["../up", "/abs", "a//b"],
    ("container", "port"): [0, 70000],
    ("container", "health", "liveness"): ["healthz"],
    ("supply_chain", "scan", "fail_on"): ["severe"],
    ("supply_chain", "scan", "waivers", 0, "expires"): ["2027-13-01", "31.1.2027", "2027-02-30"],
    ("targets", "lambda", "memory_mb"): [64, 20000],
    ("targets", "lambda", "timeout_seconds"): [0, 10000],
    ("targets", "lambda", "rollout", "strategy"): ["slow"],
    ("targets", "lambda", "rollout", "percent"): [0, 100],
    ("targets", "ec2", "purchase"): ["reserved"],
    ("targets", "ec2", "scaling", "cpu_percent"): [0, 100],
    ("secrets", "api-token", "rotate_days"): [1, 400],
    ("observability", "log_retention_days"): [31, 2],
    ("observability", "notify", 1): ["nobody", "a b@c"],
    ("observability", "slo", "availability_percent"): [101, 0],
    ("cost", "monthly_budget_usd"): [0],
    ("environments", "dev", "account"): ["dev"],
    ("environments", "prod", "regions", 1): ["EU", "eu west"],
    ("environments", "prod", "network", "cidr"): ["10.0.0.0", "ten"],
    ("environments", "prod", "domain", "primary"): ["ec3"],
    ("environments", "prod", "targets", "lambda", "provisioned_concurrency"): [-1],
    ("environments", "prod", "targets", "ec2", "rollout", "bake_minutes"): [-5, 100000],
    ("environments", "prod", "observability", "alarms", "latency_p95_ms"): [0],
    ("environments", "prod", "secrets", "api-token", "rotate_days"): [7],
    ("accept", 0, "code"): ["231", "PS2"],
}
_BAD_NAMES: dict[Path, list[str]] = {
    ("environments",): ["Prod", "x", "pre-prod", "toolongforaname"],
    ("secrets",): ["API", "-x", "a_b"],
    ("container", "environment"): ["9LIVES", "A-B", "X"],
    ("service", "tags"): ["aws:team", "a*b"],
}
_NOT_ALLOWED = ("&a word", "*a", "!!str word", "!own word", '"a ${{ b }}"', "12345678901234567890")


class Fault(NamedTuple):
    """What is wrong, in words for whoever reads a failure, and the spec with it."""

    what: str
    spec: Node


def wrong_specs(random: Random) -> Iterator[Fault]:
    """Faults without end; the kinds take turns."""
    while True:
        for kind in _KINDS:
            yield kind(random)


def places(node: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:  # noqa: ANN401 - any plain data
    """Every value of plain data with its path."""
    yield path, node
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from places(child, (*path, key))


def _shuffled(node: Node, random: Random) -> Node:
    """The same spec, its keys in another order: but for the environments, whose order says something."""
    if isinstance(node, Entries):
        mixed = Entries((key, _shuffled(value, random)) for key, value in node)
        random.shuffle(mixed)
        return mixed
    return [_shuffled(item, random) for item in node] if isinstance(node, list) else node


def changed(random: Random, path: Path, change: Callable[[Node], Node]) -> Node:
    """The spec, shuffled, with the value at a path changed."""
    return _change(_shuffled(entries(deepcopy(SPEC)), random), path, change)


def _change(node: Node, path: Path, change: Callable[[Node], Node]) -> Node:
    if not path:
        return change(node)
    if isinstance(node, Entries):
        return Entries((key, _change(value, path[1:], change) if key == path[0] else value) for key, value in node)
    assert isinstance(node, list)
    return [_change(one, path[1:], change) if number == path[0] else one for number, one in enumerate(node)]


def is_free(path: Path) -> bool:
    """True if the keys of the mapping at a path are names that people choose."""
    return bool(path) and path[-1] in _FREE and path[-2:] != ("container", "environment", "secrets")


# -- kinds of faults -----------------------------------------------------------------------------------------


def _another_type(random: Random) -> Fault:
    path, value = random.choice([(path, value) for path, value in places(SPEC) if path])
    wrong: list[Node]
    if isinstance(value, (dict, list)):
        wrong = ["word", 5, True, Entries([("a", 1)]) if isinstance(value, list) else ["a"]]
    elif isinstance(value, bool):
        wrong = ["yes", 3, ["a"]]
    elif isinstance(value, str):
        # A rotation may be a mapping: one of other keys would be two faults.
        wrong = [["a"], 12, True, *[Entries([("a", 1)])] * (path[-1] != "rotation")]
    else:
        wrong = ["word", ["a"], Entries([("a", 1)]), True]
    new = random.choice(wrong)
    return Fault(f"{path} is {new!r}", changed(random, path, lambda _: Marked(new)))


def _another_value(random: Random) -> Fault:
    path = random.choice(list(_WRONG))
    new = random.choice(_WRONG[path])
    return Fault(f"{path} is {new!r}", changed(random, path, lambda _: Marked(new)))


def _unknown_key(random: Random) -> Fault:
    blocks = [path for path, value in places(SPEC) if isinstance(value, dict) and not is_free(path)]
    path, key = random.choice(blocks), random.choice(["surprise", "日本", "x-y", "a b", "null"])
    new = (MarkedKey(key), random.choice([1, "word", [1], Entries([("a", 1)])]))
    return Fault(f"{path} has {key!r}", changed(random, path, lambda block: _with_entry(block, new, random)))


def _with_entry(block: Node, new: tuple[str | MarkedKey, Node], random: Random) -> Node:
    assert isinstance(block, Entries)
    at = random.randrange(len(block) + 1)
    return Entries([*block[:at], new, *block[at:]])


def _bad_name(random: Random) -> Fault:
    path = random.choice(list(_BAD_NAMES))
    name = random.choice(_BAD_NAMES[path])
    old = random.choice(list(_at(path)))
    return Fault(f"{path} has an entry {name!r}", changed(random, path, lambda block: renamed(block, old, name)))


def _at(path: Path) -> Any:  # noqa: ANN401 - any plain data
    return next(value for here, value in places(SPEC) if here == path)


def renamed(block: Node, old: str, new: str) -> Node:
    """A block in which one key has another name, which is the mark."""
    assert isinstance(block, Entries)
    return Entries((MarkedKey(new) if key == old else key, value) for key, value in block)


def _missing_key(random: Random) -> Fault:
    path = random.choice(_REQUIRED)
    return Fault(f"{path} is missing", changed(random, path[:-1], lambda block: Marked(_without(block, path[-1]))))


def _without(block: Node, key: str | int) -> Node:
    assert isinstance(block, Entries)
    return Entries(entry for entry in block if entry[0] != key)


def _key_twice(random: Random) -> Fault:
    path = random.choice([path for path, value in places(SPEC) if isinstance(value, dict)])

    def twice(block: Node) -> Node:
        assert isinstance(block, Entries)
        key, value = random.choice(block)
        assert isinstance(key, str)
        return Entries([*block, (MarkedKey(key), value)])

    return Fault(f"a key of {path} stands twice", changed(random, path, twice))


def _not_allowed(random: Random) -> Fault:
    path = random.choice([path for path, value in places(SPEC) if not isinstance(value, (dict, list))])
    text = random.choice(_NOT_ALLOWED)
    return Fault(f"{path} is {text}", changed(random, path, lambda _: Marked(Raw(text))))


def _hidden_character(random: Random) -> Fault:
    path = random.choice([path for path, value in places(SPEC) if not isinstance(value, (dict, list))])
    character = random.choice(["\u200b", "\u202e", "\u2066", "\x07", "\x1b", "\ufeff"])
    before = random.choice(["", "日本", "🎉e\u0301"])
    raw = Marked(Raw(f'"{before}{character}x"'), len(before) + 1)
    return Fault(f"{path} hides U+{ord(character):04X}", changed(random, path, lambda _: raw))


_KINDS = (
    _another_type, _another_value, _unknown_key, _bad_name,
    _missing_key, _key_twice, _not_allowed, _hidden_character,
)  # fmt: skip
