"""Tree -> environments: every overlay is merged into the base, and the result must be a whole spec again.

Trees are merged, not values: each node of the merged tree still knows where it was written, so a wrong value in
an overlay is shown on the overlay's own line.
"""

from collections.abc import Callable

from podspec.model.diagnostic import Diagnostic, Label, Staged
from podspec.model.environment import OVERLAID, OWN, Environment, Resolved
from podspec.model.source import Entry, Mapping, Node, Path, Scalar, Span, dotted, locate
from podspec.pipeline.shape import fit, knows

#: Makes the tree of an environment: of the whole spec, the environment's name, and its entry there.
Merge = Callable[[Mapping, str, Entry], Mapping]


def resolve(
    tree: Mapping, misfits: tuple[Diagnostic, ...] = (), merging: Merge | None = None
) -> Staged[tuple[Resolved, ...]]:
    """Resolve every environment that the tree declares, in its order; None if any of them is no whole spec.

    What the `misfits` of the base say is not said again. Another `merging` than `merge_environment` may look
    farther than the spec for values.
    """
    base = _Base(tree, misfits)
    declared = tree.entries["environments"].value if "environments" in tree.entries else None
    if not isinstance(declared, Mapping):
        return Staged(None)
    resolved: list[Resolved] = []
    diagnostics: list[Diagnostic] = []
    for name, entry in declared.entries.items():
        merged = (merging or merge_environment)(tree, name, entry)
        environment, found = fit(Environment, merged, base.has_judged)
        diagnostics.extend(_with_base(tree, merged, one) for one in found)
        if environment:
            resolved.append(Resolved(environment, merged))
    whole = len(resolved) == len(declared.entries)
    return Staged(tuple(resolved) if whole else None, tuple(diagnostics))


class _Base:
    """What is known to be wrong with the base, so that no environment says it again."""

    def __init__(self, tree: Mapping, misfits: tuple[Diagnostic, ...]) -> None:
        self.tree = tree
        self.spans = [one.primary.span for one in misfits if one.primary.span and one.primary.file == tree.file]

    def has_judged(self, path: Path) -> bool:
        """True if a key that an environment lacks may be lacking because of what is wrong with the base.

        That is where the base's own block has misfits; or is not there, and the base has any: a misspelt one, say.
        """
        block = self.tree.entries.get(str(path[0]))
        # What stands in an environment alone, the base cannot give; nor a block that it lacks itself.
        if len(path) == 1 and (path[0] not in OVERLAID or block is None):
            return True
        return any(block is None or block.key.span <= span <= _end(block) for span in self.spans)


def _end(block: Entry) -> Span:
    """The empty span at the end of a block."""
    line, column = block.value.span[2:]
    return Span(line, column, line, column)


def merge_environment(tree: Mapping, name: str, declared: Entry) -> Mapping:
    """The tree of one environment: its own blocks, and the base's with its overlay merged in."""
    block = (
        declared.value
        if isinstance(declared.value, Mapping)
        else Mapping(declared.value.span, {}, declared.value.file)
    )
    entries = {
        "name": Entry(declared.key, Scalar(declared.key.span, name, name, quoted=True, file=declared.key.file))
    }
    for key in OWN:
        if key in block.entries:
            entries[key] = block.entries[key]
    for key in OVERLAID:
        base, overlay = tree.entries.get(key), block.entries.get(key)
        entry = merge_entry(base, overlay, (key,))
        if entry:
            entries[key] = entry
    return Mapping(block.span, entries, block.file)


def merge_entry(base: Entry | None, overlay: Entry | None, path: Path = ()) -> Entry | None:
    """Merge one entry, which stands at a path of the environment.

    Maps merge, anything else is replaced, `null` takes an entry away. Where there is nothing to take away, a key
    that no block has stays, with its `null`, and is refused as any other unknown key.
    """
    if overlay is None:
        return base
    if isinstance(overlay.value, Scalar) and overlay.value.value is None:
        return None if base or knows(Environment, path) else overlay
    if base is None or not isinstance(base.value, Mapping) or not isinstance(overlay.value, Mapping):
        return Entry(overlay.key, _without_nulls(overlay.value, path))
    if changes_strategy(base.value, overlay.value):
        return Entry(overlay.key, _without_nulls(overlay.value, path))
    return Entry(overlay.key, merge(base.value, overlay.value, path))


def merge(base: Mapping, overlay: Mapping, path: Path = ()) -> Mapping:
    """Merge two mappings at a path; the base's order comes first, what the overlay adds follows."""
    entries: dict[str, Entry] = {}
    for key in [*base.entries, *(key for key in overlay.entries if key not in base.entries)]:
        entry = merge_entry(base.entries.get(key), overlay.entries.get(key), (*path, key))
        if entry:
            entries[key] = entry
    return Mapping(overlay.span, entries, overlay.file)


def _without_nulls(node: Node, path: Path) -> Node:
    """A mapping that an overlay adds whole: `null` in it means absent, as everywhere in an overlay."""
    return merge(Mapping(node.span, {}, node.file), node, path) if isinstance(node, Mapping) else node


def changes_strategy(base: Mapping, overlay: Mapping) -> bool:
    """A rollout of another strategy has other keys: it replaces the whole block."""
    before, after = base.entries.get("strategy"), overlay.entries.get("strategy")
    if after is None:
        return False
    was = before.value.plain() if before else "canary"
    return was != after.value.plain()


def _with_base(tree: Mapping, merged: Mapping, found: Diagnostic) -> Diagnostic:
    """Show the base's value beside a wrong one of an overlay."""
    path = _path_at(merged, found)
    base = locate(tree, path)
    if not path or base.depth < len(path) or found.primary.span in {base.value, base.key}:
        return found
    label = Label(base.file, base.value, f"{dotted(path)} of the base")
    return Diagnostic(found.code, found.severity, found.message, found.primary, (label,), found.help)


def _path_at(node: Node, found: Diagnostic, path: Path = ()) -> Path:
    """The path of the scalar that a diagnostic points at; empty if it points at something else."""
    if isinstance(node, Mapping):
        for key, entry in node.entries.items():
            deeper = _path_at(entry.value, found, (*path, key))
            if deeper:
                return deeper
    elif (node.file, node.span) == (found.primary.file, found.primary.span):
        return path
    return ()
