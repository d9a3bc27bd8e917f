"""Says so where a spec asks for what this version cannot build yet, instead of leaving it out in silence."""

from collections.abc import Iterator

from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.environment import Resolved
from podspec.model.source import Mapping, Path, Plain, dotted, locate

#: Blocks of the spec language whose component does not exist yet. Delete a line with the component that builds it.
OF_THE_SPEC: tuple[Path, ...] = ()
OF_AN_ENVIRONMENT: tuple[Path, ...] = ()


def unbuilt(resolved: tuple[Resolved, ...], tree: Mapping, file: str) -> Iterator[Diagnostic]:
    """An error for each block that is asked for and that no component builds."""
    yield from _asked(tree, OF_THE_SPEC, file)
    for one in resolved:
        yield from _asked(one.tree, OF_AN_ENVIRONMENT, file)


def _asked(tree: Mapping, paths: tuple[Path, ...], file: str) -> Iterator[Diagnostic]:
    for path in paths:
        found = locate(tree, path)
        if found.depth == len(path) and _asks(path, found.node.plain()):
            message = f"{dotted(path)} is not built yet: this version of podspec has no component for it"
            label = Label(file, found.key, "asked for here")
            yield Diagnostic("PS401", Severity.ERROR, message, label, help="take the block out until it is")


def _asks(path: Path, value: Plain) -> bool:
    """True if a value asks for its block: `ec2: {}` does, by its defaults; `secrets: {}` and `false` do not."""
    return bool(value) or (value == {} and path[-1] not in {"secrets", "supply_chain"})
