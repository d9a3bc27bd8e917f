"""Two trees of Terraform -> what Terraform would do to the resources of a root.

Three questions, in this order: which addresses are new, gone or moved; which attributes say something else; and
what that brings with it, since a resource that is replaced gives new values to all that refer to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from podspec.impact.facts import Provider
from podspec.impact.moves import moves, new_addresses, renamed
from podspec.impact.replacement import kind
from podspec.impact.resources import Resource, resources_of, root_module
from podspec.impact.tree import Tree
from podspec.impact.waves import Pair, Verdict, settle
from podspec.model.impact import Action, ResourceChange

Files = Mapping[str, bytes]
Resources = Mapping[str, Resource]


def changes(before: Files | Tree, after: Files | Tree, root: str) -> tuple[ResourceChange, ...]:
    """What an apply of a root would do to its resources, in the order of their addresses.

    Args:
        before: content by path from the repository's root, as it was applied.
        after: the same, as it is to be applied.
        root: the folder of the root module; it may be missing on one side.

    Raises:
        HclError: a file of the root is not HCL, or its expressions are nested too deeply to follow.
    """
    before, after = Tree.of(before), Tree.of(after)
    if _is_untouched(before, after, root):
        return ()
    old_root, new_root = root_module(before, root), root_module(after, root)
    old, new = (_completed(resources_of(module), module.provider) for module in (old_root, new_root))
    moved = new_addresses(old, new, moves(new_root))
    was = {to: address for address, to in moved.items()}
    old = {one.address: one for one in (renamed(resource, moved) for resource in old.values())}
    pairs = {address: Pair(old[address], new[address]) for address in old.keys() & new.keys()}
    verdicts = settle(pairs, old.keys() ^ new.keys())
    return tuple(_changes(root, old, new, verdicts, was))


def _completed(resources: Resources, provider: Provider) -> Resources:
    """The resources with what the provider adds to each: its default tags, and its region."""
    return {address: _with_defaults(one, provider) for address, one in resources.items()}


def _with_defaults(resource: Resource, provider: Provider) -> Resource:
    known, said = kind(resource.type), dict(resource.attributes)
    if resource.mode == "data":
        return resource
    tags = said.get("tags", {})
    if known.has_tags and provider.tags and isinstance(tags, dict):
        said["tags"] = {**provider.tags, **tags}
    if known.has_region and provider.region:
        said.setdefault("region", provider.region)
    return resource._replace(attributes=said)


def _is_untouched(before: Tree, after: Tree, root: str) -> bool:
    """Whether the files that a root is made of are the same on both sides."""
    paths = before.closure(root) | after.closure(root)
    return all(before.files.get(path) == after.files.get(path) for path in paths)


def _changes(
    root: str, old: Resources, new: Resources, verdicts: Mapping[str, Verdict], was: Mapping[str, str]
) -> Iterator[ResourceChange]:
    for address in sorted(old.keys() | new.keys()):
        resource = new.get(address) or old[address]
        if resource.mode == "data":
            continue
        verdict = verdicts.get(address) or Verdict(Action.ADD if address in new else Action.DESTROY)
        action = verdict.action or (Action.MOVE if address in was else None)
        if action:
            yield ResourceChange(
                root,
                address,
                resource.type,
                action,
                verdict.attributes,
                moved_from=was.get(address, ""),
                creates_first=resource.lifecycle.creates_first,
                is_protected=resource.lifecycle.is_protected,
            )
