"""Fields about the container: how its image is built, how it is asked for health, its variables."""

from __future__ import annotations

import posixpath
import re

from podspec.authoring.copilot import unfit
from podspec.authoring.copilot.carrier import Carrier
from podspec.authoring.copilot.manifest import whole
from podspec.authoring.copilot.service import Handler
from podspec.authoring.copilot.unfit import Words
from podspec.model.source import Mapping, Node, Path, Scalar

#: Source: Copilot docs, `platform` (2026-11).
_PROCESSORS = {"x86_64": "amd64", "amd64": "amd64", "arm64": "arm64", "arm": "arm64"}
_FILLED = re.compile(r"\$\{[A-Za-z_][A-Za-z0-9_]*\}")
#: What is said of a path that Copilot does not know.
VERSION = "a release asks it, too, and wants 200"
_OUTSIDE = Words("podspec takes a Dockerfile from inside of its build context", "move it there")


def architecture(carrier: Carrier) -> str:
    """The processor that the image is built for."""
    node = carrier.base("platform")
    written = carrier.base("platform", "architecture") if isinstance(node, Mapping) else node
    text = str(written.value) if isinstance(written, Scalar) else ""
    return _PROCESSORS.get(text.lower().rpartition("/")[2], "amd64")


def _platform(carrier: Carrier, path: Path, _node: Node) -> None:
    if not carrier.only_base(path):
        return
    written = carrier.text(*path) or f"{carrier.text(*path, 'osfamily')}/{carrier.text(*path, 'architecture')}"
    system, _, processor = written.lower().partition("/")
    if system != "linux" or processor not in _PROCESSORS:
        carrier.leave(path, unfit.WINDOWS if system.startswith("windows") else unfit.SHAPE)
        return
    carrier.put(path, ("container", "architecture"), _PROCESSORS[processor])


def _build(carrier: Carrier, path: Path, node: Node) -> None:
    """`build` is a Dockerfile's path, whose folder is the context; or it says both, as Docker Compose does."""
    if not carrier.only_base(path):
        return
    parts = node.entries if isinstance(node, Mapping) else {}
    for part in parts:
        carrier.leave((*path, part))
    dockerfile = carrier.text(*path, "dockerfile") if parts else carrier.text(*path)
    context = carrier.text(*path, "context")
    folder = posixpath.normpath(context or posixpath.dirname(dockerfile) or ".")
    inside = posixpath.relpath(posixpath.normpath(dockerfile or f"{folder}/Dockerfile"), folder)
    root = posixpath.normpath(f"{carrier.manifest.workspace}/{folder}")
    at_context = (*path, "context") if context else (*path, "dockerfile") if parts else path
    at_dockerfile = (*path, "dockerfile") if dockerfile and parts else path if dockerfile else at_context
    if not (dockerfile or context):
        carrier.leave(path, None if parts else unfit.SHAPE)
    elif inside.startswith("../") or root.startswith(("../", "/")):
        carrier.leave(at_context, _OUTSIDE)
        carrier.leave(at_dockerfile, _OUTSIDE)
    else:
        carrier.put(at_context, ("container", "context"), root)
        carrier.put(at_dockerfile, ("container", "dockerfile"), inside)


def _port(carrier: Carrier, path: Path, node: Node) -> None:
    number = whole(node)
    if not carrier.only_base(path):
        return
    if number is None:
        carrier.leave(path, unfit.SHAPE)
    else:
        carrier.put(path, ("container", "port"), number)


def _health(carrier: Carrier, path: Path, node: Node) -> None:
    """The path that is asked: Copilot knows one, podspec tells alive from ready."""
    for part in node.entries if isinstance(node, Mapping) else ():
        carrier.leave((*path, part))
    of_it = (*path, "path") if isinstance(node, Mapping) else path
    asked = carrier.text(*of_it)
    if not asked:
        carrier.leave(of_it, unfit.SHAPE)
    elif carrier.only_base(of_it):
        carrier.put(of_it, ("container", "health", "liveness"), asked)
        carrier.put(of_it, ("container", "health", "readiness"), asked)
        carrier.put(of_it, ("container", "health", "version"), asked, VERSION)


def _variables(carrier: Carrier, path: Path, node: Node) -> None:
    for name, entry in node.entries.items() if isinstance(node, Mapping) else ():
        at, value = (*path, name), entry.value
        if not isinstance(value, Scalar):
            carrier.leave(at, unfit.FROM_STACK)
        elif value.value is None:
            carrier.leave(at, unfit.NOT_TEXT)
        elif _FILLED.search(value.raw):
            carrier.leave(at, unfit.NO_EXPANSION)
        else:
            carrier.put(at, ("container", "environment", name), value.raw)
    if not isinstance(node, Mapping) or not node.entries:
        carrier.leave(path, unfit.SHAPE)


def _secrets(carrier: Carrier, path: Path, _node: Node) -> None:
    carrier.leave(path, unfit.SECRET)


CONTAINER: dict[Path, Handler] = {
    ("image", "build"): _build,
    ("image", "port"): _port,
    ("http", "healthcheck"): _health,
    ("platform",): _platform,
    ("variables",): _variables,
    ("secrets",): _secrets,
}
