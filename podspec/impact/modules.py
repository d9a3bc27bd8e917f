"""A module as it is called: its variables, locals, resources, and the modules that it calls in turn.

Nothing is evaluated before somebody asks for it, so the order in which things stand does not matter.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, Final, NamedTuple

from podspec.impact.blocks import META, attributes_of
from podspec.impact.facts import Provider, provider_of
from podspec.impact.hcl.evaluate import Scope, loose_or_quoted, pairs
from podspec.impact.hcl.operators import decimal
from podspec.impact.hcl.syntax import Block, Body, Node, Sequence
from podspec.impact.hcl.types import converted
from podspec.impact.hcl.values import Expression, FailedError, Names, Reference, text, unknown
from podspec.impact.hcl.write import written
from podspec.impact.instances import Instance
from podspec.impact.tree import Tree, source_folder

# Arguments of a module's call that are no variables.
_OF_A_CALL: Final = frozenset({"source", "version", "providers"}) | META
_BUSY: Final = object()
# Deeper than this, modules call each other in a circle.
_DEEPEST: Final = 16
# More instances of one block than this, nobody applies.
_MOST: Final = 10_000


class Place(NamedTuple):
    """Where a module stands.

    Attributes:
        root: the folder of the root module.
        folder: its own folder.
        prefix: what the addresses of its resources begin with: nothing, or `module.lambda.`.
        waits_for: addresses of what is applied before its data sources are read.
        provider: what the root's provider says; None for the root itself, which says it.
    """

    root: str
    folder: str
    prefix: str = ""
    waits_for: tuple[str, ...] = ()
    provider: Provider | None = None


class Module:
    """One call of a module, or the root itself."""

    def __init__(self, tree: Tree, place: Place, given: Mapping[str, Callable[[], Any]] | None = None) -> None:
        self.tree, self.place = tree, place
        self.folder, self.prefix, self._root = place.folder, place.prefix, place.root
        self._given = given or {}
        self._memory: dict[str, Any] = {}
        self._sort(tree.blocks(place.folder))
        words = {"var": self.variable, "local": self.local, "module": self.call, "path": self._path}
        self._words = {word: Names(get) for word, get in words.items()} | {"data": Names(self._data)}
        self.scope = Scope(self._word, {}, partial(tree.read, place.root), partial(tree.below, place.root))
        self.provider = provider_of(self._providers()) if place.provider is None else place.provider

    def _sort(self, blocks: Iterator[Block]) -> None:
        """Put the blocks where they are looked for."""
        self.resources: dict[str, Block] = {}
        self.calls: dict[str, Block] = {}
        self.moved: list[Body] = []
        self._variables: dict[str, Body] = {}
        self._outputs: dict[str, Body] = {}
        self._locals: dict[str, Node] = {}
        self.provider_blocks: list[Body] = []
        self.others: list[Block] = []
        for block in blocks:
            match block:
                case Block("resource", (kind, name), _):
                    self.resources[f"{kind}.{name}"] = block
                case Block("data", (kind, name), _):
                    self.resources[f"data.{kind}.{name}"] = block
                case Block("module", (name,), _):
                    self.calls[name] = block
                case Block("variable", (name,), body):
                    self._variables[name] = body
                case Block("output", (name,), body):
                    self._outputs[name] = body
                case Block("locals", (), body):
                    self._locals |= body.attributes
                case Block("moved", (), body):
                    self.moved.append(body)
                case Block("provider", ("aws",), body):
                    self.provider_blocks.append(body)
                    self.others.append(block)
                case _:
                    self.others.append(block)

    def _providers(self) -> list[dict[str, Any]]:
        return [attributes_of(body, self.scope) for body in self.provider_blocks]

    # -- what words stand for ------------------------------------------------------------------------------

    def _word(self, word: str) -> Any:  # noqa: ANN401 - any of Value, Known and Names
        return self._words.get(word) or Names(lambda name: self.resource(f"{word}.{name}"))

    def _data(self, kind: str) -> Names:
        return Names(lambda name: self.resource(f"data.{kind}.{name}"))

    def _path(self, name: str) -> object:
        if name == "module":
            return posixpath.relpath(self.folder, self._root)
        return "." if name == "root" else Expression(f"path.{name}")

    def variable(self, name: str) -> Any:  # noqa: ANN401 - any of Value, Known and Names
        """The value of a variable, of its type."""
        return self._once(f"var.{name}", lambda: self._variable(name))

    def _variable(self, name: str) -> object:
        body = self._declared(self._variables, name)
        value = self._given[name]() if name in self._given else None
        if value is None and name not in self._given and "default" not in body.attributes:
            return Expression(f"{self.prefix}var.{name}", [Reference(f"{self.prefix}var.{name}", "")])
        if value is None and (name not in self._given or not self._nullable(body)):
            value = (
                loose_or_quoted(body.attributes["default"], self.scope) if "default" in body.attributes else None
            )
        kind = body.attributes.get("type")
        try:
            return converted(value, kind, lambda node: loose_or_quoted(node, self.scope)) if kind else value
        except FailedError:
            return value

    def _nullable(self, body: Body) -> bool:
        nullable = body.attributes.get("nullable")
        return nullable is None or loose_or_quoted(nullable, self.scope) is not False

    def local(self, name: str) -> Any:  # noqa: ANN401 - any of Value, Known and Names
        """The value of a local."""
        node = self._declared(self._locals, name)
        return self._once(f"local.{name}", lambda: loose_or_quoted(node, self.scope))

    def output(self, name: str) -> Any:  # noqa: ANN401 - any of Value, Known and Names
        """The value of an output."""
        node = self._declared(self._outputs, name).attributes.get("value")
        if node is None:
            raise FailedError(f"the output {name} has no value")
        return self._once(f"output.{name}", lambda: loose_or_quoted(node, self.scope))

    def outputs(self) -> list[str]:
        """The names of all outputs."""
        return list(self._outputs)

    def resource(self, name: str) -> Any:  # noqa: ANN401 - Known, or a list or dict of them
        """A resource or data source by its type and name, ready to be asked for its attributes."""
        made = self.instances(name)
        if isinstance(made, Expression):
            return made
        values = {key: instance.value for key, instance in made.items()}
        if list(values) == [None]:
            return values[None]
        return list(values.values()) if self._is_counted(name) else values

    def call(self, name: str) -> Any:  # noqa: ANN401 - Names, or a list or dict of them
        """A module that is called, ready to be asked for its outputs."""
        made = self.modules(name)
        if isinstance(made, Expression):
            return made
        values = {key: Names(one.output, one.outputs) for key, one in made.items()}
        if list(values) == [None]:
            return values[None]
        return list(values.values()) if "count" in self.calls[name].body.attributes else values

    # -- what there is -------------------------------------------------------------------------------------

    def instances(self, name: str) -> dict[Any, Instance] | Expression:
        """The instances of a resource by key; None is the key of a single one."""
        block = self._declared(self.resources, name)
        made: dict[Any, Instance] | Expression
        made = self._once(name, lambda: self._instances(block, f"{self.prefix}{name}", Instance))
        return made

    def modules(self, name: str) -> dict[Any, Module] | Expression:
        """The instances of a module that is called, by key.

        An expression where the module is none of this repository.
        """
        block = self._declared(self.calls, name)
        made: dict[Any, Module] | Expression = self._once(f"module.{name}", lambda: self._modules(block, name))
        return made

    def _modules(self, block: Block, name: str) -> object:
        folder = source_folder(block, self.folder)
        address = f"{self.prefix}module.{name}"
        if folder is None or not self.tree.paths(folder) or address.count("module.") > _DEEPEST:
            return Expression(address, [Reference(address, "")])

        waits_for = (*self.place.waits_for, *self.awaited(block.body))

        def called(address: str, block: Block, scope: Scope, _module: Module) -> Module:
            arguments = {name: node for name, node in block.body.attributes.items() if name not in _OF_A_CALL}
            given = {name: partial(loose_or_quoted, node, scope) for name, node in arguments.items()}
            return Module(self.tree, Place(self._root, folder, f"{address}.", waits_for, self.provider), given)

        return self._instances(block, address, called)

    def awaited(self, body: Body) -> Iterator[str]:
        """The addresses that a block's `depends_on` names."""
        node = body.attributes.get("depends_on")
        for each in node.items if isinstance(node, Sequence) else ():
            yield f"{self.prefix}{written(each)}"

    def _instances(self, block: Block, address: str, make: Callable[..., Any]) -> Any:  # noqa: ANN401 - see above
        """One for each key of `count` or `for_each`."""
        body = block.body.attributes
        repeats = body.get("count") or body.get("for_each")
        if repeats is None:
            return {None: make(address, block, self.scope, self)}
        times = loose_or_quoted(repeats, self.scope)
        try:
            keyed = list(_counted(times) if "count" in body else _each(times))
        except FailedError:
            return unknown(address, times)
        return {
            key: make(f"{address}[{text(key)}]", block, self.scope.binding(names), self) for key, names in keyed
        }

    def _is_counted(self, name: str) -> bool:
        return "count" in self.resources[name].body.attributes

    # -- how often ------------------------------------------------------------------------------------------

    def _declared(self, among: Mapping[str, Any], name: str) -> Any:  # noqa: ANN401 - a block, a body or a node
        if name not in among:
            raise FailedError(f"there is no {name} in {self.folder}")
        return among[name]

    def _once(self, name: str, make: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever is made
        found = self._memory.get(name)
        if found is _BUSY:
            raise FailedError(f"{name} refers to itself")
        if found is None and name not in self._memory:
            self._memory[name] = _BUSY
            try:
                found = make()
            finally:
                del self._memory[name]
            self._memory[name] = found
        return found


def _counted(count: object) -> Iterator[tuple[object, dict[str, Names]]]:
    """What stands for each number of `count`."""
    for index in range(min(int(decimal(count)), _MOST)):
        yield index, {"count": Names({"index": index}.__getitem__)}


def _each(collection: object) -> Iterator[tuple[object, dict[str, Names]]]:
    """What stands for each element of `for_each`; a set's elements are their own keys."""
    for place, value in pairs(collection):
        key = value if isinstance(collection, list) else place
        if not isinstance(key, str):
            raise FailedError("the keys are not known")
        yield key, {"each": Names({"key": key, "value": value}.__getitem__)}
