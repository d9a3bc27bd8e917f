"""One instance of a resource or data source: its address, and what can be told of its attributes."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

from podspec.impact.blocks import META, attributes_of, kind_of, written_out
from podspec.impact.facts import facts
from podspec.impact.hcl.evaluate import Scope, loose_or_quoted
from podspec.impact.hcl.syntax import Attribute, Block, Body, Index, Literal, Name, Node, Sequence
from podspec.impact.hcl.values import Expression, Known, Reference, Value, references
from podspec.impact.hcl.walk import resources_in
from podspec.impact.hcl.write import written

if TYPE_CHECKING:
    from podspec.impact.modules import Module


class Lifecycle(NamedTuple):
    """What a `lifecycle` block asks for.

    Attributes:
        ignored: paths of attributes whose changes Terraform leaves alone; `all` for all of them.
        triggers: what replaces the resource when it changes.
        creates_first: whether the new one is there before the old one goes.
        is_protected: whether Terraform refuses to destroy it.
    """

    ignored: tuple[str, ...] = ()
    triggers: tuple[Reference, ...] = ()
    creates_first: bool = False
    is_protected: bool = False


class Instance:
    """One instance of a resource or data source.

    Attributes:
        address: such as `module.lambda.aws_lambda_function.this["x"]`.
    """

    def __init__(self, address: str, block: Block, scope: Scope, module: Module) -> None:
        self.address, self._block, self._scope, self._module = address, block, scope, module
        self._seen: dict[str, Any] = {}

    @property
    def kind(self) -> str:
        """The type."""
        return self._block.labels[0]

    @property
    def mode(self) -> str:
        """`managed` or `data`."""
        return "data" if self._block.type == "data" else "managed"

    @cached_property
    def value(self) -> Known:
        """What an expression sees of it."""
        return Known(self.address, [Reference(self.address, "")], self._attribute)

    @cached_property
    def attributes(self) -> dict[str, Value]:
        """All that its block sets, and what is known of it besides."""
        own = attributes_of(self._block.body, self._scope)
        return own | self._facts(own) if self.mode == "data" else own

    @cached_property
    def waits_for(self) -> tuple[str, ...]:
        """Addresses of what must be applied before a data source is read, if that is to change.

        Source: developer.hashicorp.com/terraform/language/data-sources, "Defer" (read 2026-11): what `depends_on`
        names, and the managed resources that the block itself names.
        """
        if self.mode != "data":
            return ()
        module = self._module
        named = (f"{module.prefix}{name}" for name in resources_in(self._block.body) if name in module.resources)
        return (*module.place.waits_for, *module.awaited(self._block.body), *sorted(named))

    @cached_property
    def lifecycle(self) -> Lifecycle:
        """What its `lifecycle` block asks for."""
        body = next((block.body for block in self._block.body.blocks if block.type == "lifecycle"), None)
        if body is None:
            return Lifecycle()
        return Lifecycle(
            tuple(map(written, _listed(body.attributes.get("ignore_changes")))),
            tuple(self._triggers(body)),
            body.attributes.get("create_before_destroy") == Literal(value=True),
            body.attributes.get("prevent_destroy") == Literal(value=True),
        )

    def _triggers(self, body: Body) -> Iterator[Reference]:
        for node in _listed(body.attributes.get("replace_triggered_by")):
            resource, attribute = _parts(node)
            for address, _ in references(loose_or_quoted(resource, self._scope)):
                yield Reference(address, attribute)

    def _attribute(self, name: str) -> Any:  # noqa: ANN401 - any of Value, Known and Names
        """An attribute as other resources see it: as the block sets it, else what AWS will say."""
        if name not in self._seen:
            self._seen[name] = None
            self._seen[name] = self._set(name)
        value = self._seen[name]
        return Expression(f"{self.address}.{name}", [Reference(self.address, name)]) if value is None else value

    def _set(self, name: str) -> Any:  # noqa: ANN401 - any of Value, Known and Names
        if {name, "all"} & set(self.lifecycle.ignored):
            return None
        body = self._block.body
        if name in body.attributes and name not in META:
            return loose_or_quoted(body.attributes[name], self._scope)
        nested = [block for block in body.blocks if kind_of(block) == name and block.type not in META]
        if nested:
            items = [item for block in nested for item in written_out(block, self._scope)]
            return _open(items, f"{self.address}.{name}", Reference(self.address, name))
        return self._facts(self.attributes if self.kind == "aws_acm_certificate" else {}).get(name)

    def _facts(self, own: dict[str, Value]) -> dict[str, Value]:
        kind = f"data.{self.kind}" if self.mode == "data" else self.kind
        return facts(kind, self.address, own, self._module.provider)


def _open(value: Value, address: str, reference: Reference) -> Any:  # noqa: ANN401 - Known, or lists of them
    """Nested blocks as others see them: they can be asked for what AWS fills in, too."""
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return [_open(item, f"{address}[{index}]", reference) for index, item in enumerate(value)]
    if not isinstance(value, dict):
        return value

    def get(name: str) -> Any:  # noqa: ANN401 - any of Value, Known and Names
        path = f"{address}.{name}"
        return _open(value[name], path, reference) if name in value else Expression(path, [reference])

    return Known(address, [reference], get)


def _listed(node: Node | None) -> tuple[Node, ...]:
    if isinstance(node, Sequence):
        return node.items
    return () if node is None else (node,)


def _parts(node: Node) -> tuple[Node, str]:
    """A resource, and the attribute of it that a reference names; empty for the whole resource."""
    attribute = ""
    while isinstance(node, Attribute | Index):
        inner = node.of.of if isinstance(node, Index) and isinstance(node.of, Attribute) else node.of
        if isinstance(inner, Name):
            break
        attribute = node.name if isinstance(node, Attribute) else attribute
        node = node.of
    return node, attribute
