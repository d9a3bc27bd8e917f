"""Fields about the service as a whole: name, tags, addresses, logs."""

from __future__ import annotations

from collections.abc import Callable

from podspec.authoring.copilot import unfit
from podspec.authoring.copilot.carrier import Carrier
from podspec.authoring.copilot.manifest import whole
from podspec.model.source import Mapping, Node, Path, Scalar, Sequence
from podspec.quoting.plain import Plain

#: Decides what becomes of the value at a path.
Handler = Callable[[Carrier, Path, Node], None]


def _name(carrier: Carrier, path: Path, _node: Node) -> None:
    if not carrier.only_base(path):
        return
    if carrier.text(*path) == carrier.name:
        carrier.put(path, ("service", "name"), carrier.name)
    else:
        carrier.leave(path, unfit.NAME)


def _tags(carrier: Carrier, path: Path, node: Node) -> None:
    carrier.leave(path)
    for name, entry in node.entries.items() if isinstance(node, Mapping) else ():
        if not isinstance(entry.value, Scalar) or entry.value.value is None:
            continue
        if name.lower() == "owner" and carrier.is_base:
            carrier.put((*path, name), ("service", "owner"), str(entry.value.raw), "becomes the tag Owner")
        else:
            carrier.put((*path, name), ("service", "tags", name), str(entry.value.raw))


def _retention(carrier: Carrier, path: Path, node: Node) -> None:
    days = whole(node)
    if days is None:
        carrier.leave(path, unfit.SHAPE)
    else:
        carrier.put(path, ("observability", "log_retention_days"), days)


def _only_all_paths(carrier: Carrier, path: Path, node: Node) -> None:
    if isinstance(node, Scalar) and node.value == "/":
        carrier.same(path)
    else:
        carrier.leave(path)


def _alias(carrier: Carrier, path: Path, node: Node) -> None:
    """The first address of an environment; its zone is a guess that the user has to confirm."""
    first = path
    if isinstance(node, Sequence) and node.items:
        first = (*path, 0, "name") if isinstance(node.items[0], Mapping) else (*path, 0)
    name, to = carrier.text(*first), _domain_of(carrier)
    carrier.leave(path, unfit.DOMAIN)
    if name and to is not None:
        zone = name.split(".", 1)[1] if name.count(".") > 1 else name
        domain: dict[str, Plain] = {"name": name, "zone": zone}
        if len(carrier.targets) > 1:
            domain["primary"] = carrier.targets[0]
        carrier.put(first, to, domain, "the zone is a guess: check it")


def _domain_of(carrier: Carrier) -> tuple[str, ...] | None:
    """Where an address of the scope belongs. One for all environments belongs to the only one there is."""
    if not carrier.is_base:
        return ("domain",)
    names = list(carrier.environments.values())
    return ("environments", names[0], "domain") if len(names) == 1 else None


def _tracing(carrier: Carrier, path: Path, node: Node) -> None:
    """A function is traced by X-Ray as podspec makes it; a host is not."""
    if isinstance(node, Scalar) and node.value == "awsxray" and "lambda" in carrier.targets:
        carrier.same(path)
    else:
        carrier.leave(path)


def unless(value: object) -> Handler:
    """A field that says what podspec does anyway if it has this value, and else is left behind."""

    def handle(carrier: Carrier, path: Path, node: Node) -> None:
        if isinstance(node, Scalar) and node.value == value and type(node.value) is type(value):
            carrier.same(path)
        else:
            carrier.leave(path)

    return handle


SERVICE: dict[Path, Handler] = {
    ("name",): _name,
    ("tags",): _tags,
    ("http", "path"): _only_all_paths,
    ("http", "alias"): _alias,
    ("http", "stickiness"): unless(value=False),
    ("http", "redirect_to_https"): unless(value=True),
    ("http", "version"): unless("http1"),
    ("http", "private"): unless(value=False),
    ("exec",): unless(value=False),
    ("logging", "retention"): _retention,
    ("observability", "tracing"): _tracing,
    ("deployment", "rolling"): unless("default"),
}
