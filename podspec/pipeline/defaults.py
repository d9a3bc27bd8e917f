"""Puts a policy's defaults below a spec: what the spec says itself always wins.

Trees are merged, not values, as overlays are: each node still knows its file, so that a wrong value, a stale
artifact and `show --origin` all name the line of the policy.
"""

from __future__ import annotations

from podspec.model.environment import OWN
from podspec.model.policy import Defaults, Policy
from podspec.model.source import Entry, Mapping, Node, Path, Scalar
from podspec.model.spec.environments import network_kind
from podspec.pipeline.resolve import changes_strategy, merge_environment

_ENVIRONMENTS = "environments"
#: Which targets a service has is its own matter: defaults fill in those that it has.
_NEVER_ADDED = ("targets",)


class Underlay:
    """The defaults of a policy, to be put below specs."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy

    def spec(self, tree: Mapping) -> Mapping:
        """The whole spec above its defaults, with what stands in each environment alone."""
        filled = fill(tree, self.policy.base)
        declared = tree.entries.get(_ENVIRONMENTS)
        if declared and isinstance(declared.value, Mapping):
            blocks = {name: self._block(name, entry) for name, entry in declared.value.entries.items()}
            value = Mapping(declared.value.span, blocks, declared.value.file)
            filled.entries[_ENVIRONMENTS] = Entry(declared.key, value)
        return filled

    def _block(self, name: str, declared: Entry) -> Entry:
        if not isinstance(declared.value, Mapping):
            return declared
        tree, gaps = self.policy.of_environment(name)
        own = {key: entry for key, entry in tree.entries.items() if key in OWN}
        return Entry(declared.key, fill(declared.value, Defaults(Mapping(tree.span, own, tree.file), gaps)))

    def environment(self, tree: Mapping, name: str, declared: Entry) -> Mapping:
        """The tree of one environment: its overlay above the base, and both above the defaults."""
        merged = merge_environment(tree, name, declared)
        defaults = self.policy.of_environment(name)
        if isinstance(declared.value, Mapping):
            # What the overlay takes away is not there any more; the defaults must not bring it back.
            defaults = defaults._replace(tree=_without(defaults.tree, declared.value))
        return fill(merged, defaults)


def fill(tree: Mapping, defaults: Defaults, path: Path = ()) -> Mapping:
    """A tree with its defaults filled in behind what it says, be it `null`.

    A block that the tree does not have is added as far as the defaults have a whole one.
    """
    entries = dict(tree.entries)
    for key, default in defaults.tree.entries.items():
        entry = _entry(tree.entries.get(key), default, defaults, (*path, key))
        if entry:
            entries[key] = entry
    return Mapping(tree.span, entries, tree.file)


def _entry(own: Entry | None, default: Entry, defaults: Defaults, path: Path) -> Entry | None:
    if own is None:
        value = None if path[:-1] == _NEVER_ADDED else _whole(default.value, defaults.gaps, path)
        return Entry(default.key, value) if value is not None else None
    if not isinstance(own.value, Mapping) or not isinstance(default.value, Mapping):
        return own
    if changes_strategy(default.value, own.value) or (path == ("network",) and other_kinds(default, own)):
        return own
    return Entry(own.key, fill(own.value, defaults._replace(tree=default.value), path))


def other_kinds(one: Entry | None, other: Entry | None) -> bool:
    """True for a new network and an existing one, which have no key in common."""
    blocks = [entry.value.entries for entry in (one, other) if entry and isinstance(entry.value, Mapping)]
    return len({network_kind(block) for block in blocks}) > 1


def _whole(node: Node, gaps: frozenset[Path], path: Path) -> Node | None:
    """A value, without the blocks in it that lack something; None for a block that does so itself."""
    if not isinstance(node, Mapping):
        return node
    if path in gaps or any(gap[:-1] == path and gap[-1] not in node.entries for gap in gaps):
        return None
    kept = {
        key: Entry(entry.key, whole)
        for key, entry in node.entries.items()
        if (whole := _whole(entry.value, gaps, (*path, key))) is not None
    }
    return Mapping(node.span, kept, node.file)


def _without(tree: Mapping, overlay: Mapping) -> Mapping:
    """The defaults without what an overlay takes away."""
    entries = {}
    for key, entry in tree.entries.items():
        over = overlay.entries.get(key)
        if over is None:
            entries[key] = entry
        elif not _is_null(over.value):
            entries[key] = entry
            if isinstance(entry.value, Mapping) and isinstance(over.value, Mapping):
                entries[key] = Entry(entry.key, _without(entry.value, over.value))
    return Mapping(tree.span, entries, tree.file)


def _is_null(node: Node) -> bool:
    return isinstance(node, Scalar) and node.value is None
