"""PS262: the spec accepts a code that cannot be accepted."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding
from podspec.model.nearest import nearest
from podspec.rules.rule import LintScope, SpecRule


def check(scope: LintScope) -> Iterator[Finding]:
    """Look up each accepted code among those of rules."""
    # Imported late: the tables import this file.
    from podspec.rules import acceptable_codes

    known = acceptable_codes() | scope.own_acceptable
    for index, accept in enumerate(scope.spec.accept):
        if accept.code not in known:
            yield Finding(
                path=("accept", index, "code"),
                message=f"{accept.code} cannot be accepted",
                label="not the code of a rule that may be broken",
                help=_help(accept.code, known),
            )


def _help(code: str, known: frozenset[str]) -> str:
    meant = None if code[:2] == "PS" and code[2] != "2" else nearest(code, known)
    advice = "`podspec rules` lists the codes; errors of shape, drift and acceptance itself must be mended"
    return f"did you mean {meant}? {advice}" if meant else advice


RULE = SpecRule("PS262", check)
