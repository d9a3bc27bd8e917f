"""PS282: the output lies where it would mix with files of somebody else."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.model.layout import DEFAULT_WORKFLOWS, output_directory, workflows_directory
from podspec.rules.rule import LintScope, SpecRule

_JOURNAL = ".podspec"

#: Directories that GitHub and podspec's own journal write; git's own cannot be named at all.
_OWNED = (DEFAULT_WORKFLOWS, _JOURNAL)


def check(scope: LintScope) -> Iterator[Finding]:
    """Keep the directory, which podspec owns whole, apart from what others write."""
    directory, workflows = output_directory(scope.spec), workflows_directory(scope.spec)
    owned = next((one for one in _OWNED if _inside(directory, one) or _inside(one, directory)), None)
    if owned:
        yield _finding("directory", f"output.directory mixes with {owned}", f"{owned} is not podspec's own")
    elif _inside(directory, workflows):
        finding = _finding("directory", "output.directory lies in output.workflows", "lies in the workflows")
        yield finding._replace(related=(Related(("output", "workflows"), "the workflows"),))
    if _inside(workflows, _JOURNAL):
        yield _finding(
            "workflows", f"output.workflows lies in {_JOURNAL}", f"{_JOURNAL} is no place for workflows"
        )


def _finding(key: str, message: str, label: str) -> Finding:
    return Finding(("output", key), message, label, help="choose a directory that nothing else writes to")


def _inside(path: str, directory: str) -> bool:
    """True if a path is a directory or lies below it, on file systems that ignore case, too."""
    inner, outer = _parts(path), _parts(directory)
    return inner[: len(outer)] == outer


def _parts(path: str) -> list[str]:
    return path.casefold().split("/")


RULE = SpecRule("PS282", check)
