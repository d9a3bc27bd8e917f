"""Terraform's resources, told from the files alone: no Terraform, no credentials, no network."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from podspec.impact.blocks import attributes_of
from podspec.impact.hcl.syntax import HclError
from podspec.impact.hcl.values import Expression, Value
from podspec.impact.instances import Instance, Lifecycle
from podspec.impact.modules import Module, Place
from podspec.impact.tree import Tree


class Resource(NamedTuple):
    """A resource or data source of a root module.

    Attributes:
        address: such as `module.lambda.aws_lambda_function.this["x"]`.
        type: such as `aws_lambda_function`; `module` for a module that is none of this repository, as a whole.
        mode: `managed` or `data`.
        attributes: what its block sets, nested blocks as lists of dicts; what cannot be known before an apply is
            an Expression, and what is null is left out.
        lifecycle: what its `lifecycle` block asks for.
        waits_for: of a data source, the addresses of what must be applied before it is read, if that is to change;
            one without a key stands for all its instances, and that of a module for all that is in it.
    """

    address: str
    type: str
    mode: str
    attributes: dict[str, Value]
    lifecycle: Lifecycle = Lifecycle()
    waits_for: tuple[str, ...] = ()


def roots(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """The folders that hold a root module: those that name a backend or a provider."""
    return Tree(files).roots()


def resources(files: Mapping[str, bytes] | Tree, root: str) -> dict[str, Resource]:
    """All resources and data sources of a root module, by address.

    Args:
        files: content by path, from the repository's root; modules and files that are read are among them.
        root: the folder of the root module.

    Raises:
        HclError: a file of it is not HCL, or expressions are nested too deeply to follow.
    """
    return resources_of(root_module(files, root))


def root_module(files: Mapping[str, bytes] | Tree, root: str) -> Module:
    """The root module in a folder.

    Raises:
        HclError: a file of it is not HCL.
    """
    return Module(Tree.of(files), Place(root, root))


def resources_of(module: Module) -> dict[str, Resource]:
    """The same of a root module that is read already."""
    try:
        return {resource.address: resource for resource in _resources(module)}
    except RecursionError:
        raise HclError("expressions are nested too deeply to follow", module.folder) from None


def _resources(module: Module) -> Iterator[Resource]:
    for name in module.resources:
        made = module.instances(name)
        if isinstance(made, Expression):
            yield _uncounted(made, module, name)
        else:
            yield from map(_resource, made.values())
    for name in module.calls:
        called = module.modules(name)
        if isinstance(called, Expression):
            yield _foreign(called, module, name)
        else:
            for one in called.values():
                yield from _resources(one)


def _resource(instance: Instance) -> Resource:
    return Resource(
        instance.address,
        instance.kind,
        instance.mode,
        instance.attributes,
        instance.lifecycle,
        instance.waits_for,
    )


def _uncounted(address: Expression, module: Module, name: str) -> Resource:
    """A resource of which nobody knows how many there will be: one stands for all."""
    return _resource(Instance(f"{address.text}[*]", module.resources[name], module.scope, module))


def _foreign(address: Expression, module: Module, name: str) -> Resource:
    """A module whose files are not here: its arguments stand for what is in it."""
    arguments = attributes_of(module.calls[name].body, module.scope)
    return Resource(address.text, "module", "managed", arguments)
