"""What a root says besides resources: its providers, backend and imports, and what resources run or ignore.

None of it is an attribute of a resource, and each can give everything away: another source of a provider is other
code, another role of it another account, and a provisioner runs whatever it likes. So every change of it is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from podspec.impact.hcl.evaluate import Scope, evaluate_or_quote
from podspec.impact.hcl.syntax import Block, Body, HclError
from podspec.impact.hcl.values import Expression, Value, text
from podspec.impact.modules import Module

#: What is told even where all around it is new: code that runs where Terraform does, and providers of others.
_LOUD: Final = re.compile(r"^(?:provisioner |program|url$)")
_SOURCE: Final = re.compile(r"required_providers \S+\.source$")
_USUAL: Final = ('"hashicorp/', '"registry.terraform.io/hashicorp/')
_OF_RESOURCES: Final = frozenset({"provisioner", "connection"})
_OF_LIFECYCLE: Final = ("ignore_changes", "prevent_destroy")
_CODE: Final = ("data.external.", "data.http.")
_LONGEST: Final = 120


class Aside(NamedTuple):
    """Where something is said, and by which name. `owner` is a module's prefix or a resource's address."""

    owner: str
    name: str


def aside_notes(old: Module | None, new: Module | None) -> tuple[str, ...]:
    """What changes of it, one sentence each.

    Raises:
        HclError: expressions are nested too deeply to follow.
    """
    was, now = (_asides(module) if module else {} for module in (old, new))
    owners = {one.owner for one in was} & {one.owner for one in now}
    changed = sorted({one for one in {*was, *now} if was.get(one) != now.get(one)})
    return tuple(
        f"{one.owner}{one.name}: {_cut(was.get(one))} → {_cut(now.get(one))}"
        for one in changed
        if one.name and (one.owner in owners or _is_loud(one, now.get(one)))
    )


def _is_loud(one: Aside, value: str | None) -> bool:
    if value is None:
        return False
    return bool(_LOUD.search(one.name)) or bool(_SOURCE.search(one.name) and not value.startswith(_USUAL))


def _cut(value: str | None) -> str:
    if value is None:
        return "not there"
    return value if len(value) <= _LONGEST else f"{value[:_LONGEST]}…"


def _asides(module: Module) -> dict[Aside, str]:
    try:
        return dict(_said(module))
    except RecursionError:
        raise HclError("expressions are nested too deeply to follow", module.folder) from None


def _said(module: Module) -> Iterator[tuple[Aside, str]]:
    yield Aside(module.prefix, ""), ""
    counts: dict[str, int] = {}
    for block in module.others:
        head = " ".join((block.type, *block.labels))
        counts[head] = counts.get(head, 0) + 1
        head = head if counts[head] == 1 else f"{head} {counts[head]}"
        yield Aside(module.prefix, head), "there"
        for name, value in _flat(block.body, module.scope, f"{head} "):
            # The tags of all resources are told at each of them.
            if " default_tags " not in name or len(module.provider_blocks) > 1:
                yield Aside(module.prefix, name), value
    for address, block in module.resources.items():
        owner = f"{module.prefix}{address} "
        yield Aside(owner, ""), ""
        for name, value in _of_resource(address, block, module.scope):
            yield Aside(owner, name), value
    for name in module.calls:
        made = module.modules(name)
        for one in () if isinstance(made, Expression) else made.values():
            yield from _said(one)


def _of_resource(address: str, block: Block, scope: Scope) -> Iterator[tuple[str, str]]:
    if address.startswith(_CODE):
        yield from _flat(block.body, scope, "")
        return
    if "provider" in block.body.attributes:
        yield "provider", text(evaluate_or_quote(block.body.attributes["provider"], scope))
    for number, inner in enumerate(block.body.blocks):
        if inner.type in _OF_RESOURCES:
            head = f"{' '.join((inner.type, *inner.labels))} {number}"
            yield head, "there"
            yield from _flat(inner.body, scope, f"{head} ")
        elif inner.type == "lifecycle":
            said = dict(_flat(inner.body, scope, ""))
            yield from ((f"lifecycle {name}", said[name]) for name in _OF_LIFECYCLE if name in said)


def _flat(body: Body, scope: Scope, path: str) -> Iterator[tuple[str, str]]:
    """Everything in a body by its path, blocks with their labels."""
    for name, node in body.attributes.items():
        yield from _parts(f"{path}{name}", evaluate_or_quote(node, scope))
    for block in body.blocks:
        head = f"{path}{' '.join((block.type, *block.labels))}"
        yield head, "there"
        yield from _flat(block.body, scope, f"{head} ")


def _parts(path: str, value: Value) -> Iterator[tuple[str, str]]:
    if not isinstance(value, dict):
        yield path, text(value)
        return
    for name, inner in value.items():
        yield from _parts(f"{path}.{name}", inner)
