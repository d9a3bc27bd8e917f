"""Says so where a render was interrupted: what `check` sees then is neither the old state nor the new one."""

from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.pipeline.journal import JOURNAL
from podspec.pipeline.transaction import interrupted
from podspec.pipeline.tree import Tree


def interruption(tree: Tree) -> tuple[Diagnostic, ...]:
    """A finding if a render was begun here and not brought to its end. Reads only."""
    if not interrupted(tree):
        return ()
    message = "a render was interrupted, and the files are in between"
    return (Diagnostic("PS402", Severity.ERROR, message, Label(JOURNAL, None), help="`podspec render` mends it"),)
