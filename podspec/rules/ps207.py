"""PS207: an environment asks for approval, and one that comes after it does not."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.rules.rule import LintScope, SpecRule


def check(scope: LintScope) -> Iterator[Finding]:
    """Walk along the promotion; once approval is asked for, it stays so."""
    guarded: str | None = None
    for name, block in scope.spec.environments.items():
        if block.approval is not None:
            guarded = name
        elif guarded is not None:
            yield Finding(
                path=("environments", name),
                message=f"{guarded} asks for approval, and {name}, which comes after it, does not",
                label="no approval here",
                related=(Related(("environments", guarded, "approval"), "approval is asked for here"),),
                help=f"give {name} an approval, or move it before {guarded}: the order is the order of promotion",
                at_key=True,
            )


RULE = SpecRule("PS207", check)
