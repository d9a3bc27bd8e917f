"""Carries a manifest over: each of its values becomes a line of the spec, or is left with a reason."""

from __future__ import annotations

from podspec.authoring.copilot import unfit
from podspec.authoring.copilot.carrier import Carried, Carrier
from podspec.authoring.copilot.container import CONTAINER, VERSION
from podspec.authoring.copilot.hosts import HOSTS, size
from podspec.authoring.copilot.manifest import NO_TARGET, TYPES, Manifest
from podspec.authoring.copilot.service import SERVICE
from podspec.authoring.copilot.unfit import SWITCHED, UNFIT, Words
from podspec.model.source import Mapping, Node, Path, Scalar

_HANDLERS = {**SERVICE, **CONTAINER, **HOSTS}


def carry(manifest: Manifest, targets: tuple[str, ...], name: str, environments: dict[str, str]) -> Carried:
    """Carry a manifest over.

    Args:
        manifest: the manifest.
        targets: where the service is to run.
        name: what it is to be called.
        environments: the name that each of the manifest's environments has in the spec.

    Returns:
        The lines, without those that no manifest knows (repository, accounts, regions), and what was left.
    """
    carrier = Carrier(manifest, targets, name, environments)
    _type(carrier)
    if not isinstance(carrier.base("environments"), Mapping):
        carrier.same(("environments",))
    for key, entry in manifest.tree.entries.items():
        if key not in {"environments", "type"}:
            _walk(carrier, (key,), entry.value)
    _defaults(carrier)
    for environment in environments:
        block = carrier.base("environments", environment)
        if not isinstance(block, Mapping) or not block.entries:
            carrier.same(("environments", environment))
    for environment in environments:
        block = carrier.base("environments", environment)
        if isinstance(block, Mapping):
            carrier.enter(environment)
            for key, entry in block.entries.items():
                _walk(carrier, (key,), entry.value)
            size(carrier)
    return carrier.result()


def _walk(carrier: Carrier, path: Path, node: Node) -> None:
    """Give each field to whoever knows it; what is left behind as a whole is not looked into."""
    handler = _HANDLERS.get(path)
    if handler:
        handler(carrier, path, node)
    elif isinstance(node, Mapping) and node.entries and _is_looked_into(path):
        for key, entry in node.entries.items():
            _walk(carrier, (*path, key), entry.value)
    else:
        carrier.leave(path, SWITCHED.get(path))


def _is_looked_into(path: Path) -> bool:
    """Whether parts of a field have places, or reasons, of their own."""
    return any(known[: len(path)] == path and known != path for known in (*UNFIT, *_HANDLERS))


def _type(carrier: Carrier) -> None:
    kind = carrier.manifest.kind
    if TYPES.get(kind) in carrier.targets:
        carrier.same(("type",))
    elif kind in TYPES:
        why = NO_TARGET.get(kind, f"the target that comes nearest is {TYPES[kind]}")
        carrier.leave(("type",), Words(why, f"it becomes a service on {', '.join(carrier.targets)}, as you asked"))
    else:
        carrier.leave(("type",), unfit.UNKNOWN)


def _defaults(carrier: Carrier) -> None:
    """What Copilot takes for granted, and podspec would take otherwise."""
    size(carrier)
    if not carrier.says("container", "architecture"):
        carrier.add(("container", "architecture"), "amd64", "Copilot's default: linux/x86_64")
    serves = TYPES.get(carrier.manifest.kind) and not _is_off(carrier.base("http"))
    if serves and not carrier.says("container", "health", "readiness"):
        carrier.add(("container", "health", "liveness"), "/", "Copilot's default")
        carrier.add(("container", "health", "readiness"), "/", "Copilot's default")
        carrier.add(("container", "health", "version"), "/", VERSION)


def _is_off(http: Node | None) -> bool:
    return isinstance(http, Scalar) and http.value is False
