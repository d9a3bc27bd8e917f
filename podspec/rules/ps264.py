"""PS264: one thing is waived or accepted twice."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.model.source import Path
from podspec.model.spec import Spec
from podspec.rules.rule import LintScope, SpecRule


def check(scope: LintScope) -> Iterator[Finding]:
    """Look for each vulnerability and each code further up."""
    seen: dict[str, Path] = {}
    for path, name in _named(scope.spec):
        first = seen.setdefault(name, path)
        if first != path:
            verb = "accepted" if path[0] == "accept" else "waived"
            yield Finding(
                path=path,
                message=f"{name} is {verb} twice",
                label="again here",
                related=(Related(first, "first here"),),
                help="keep one entry, with one reason and one last day",
            )


def _named(spec: Spec) -> Iterator[tuple[Path, str]]:
    for index, waiver in enumerate(spec.supply_chain.scan.waivers):
        yield ("supply_chain", "scan", "waivers", index, "id"), waiver.id
    for index, accept in enumerate(spec.accept):
        yield ("accept", index, "code"), accept.code


RULE = SpecRule("PS264", check)
