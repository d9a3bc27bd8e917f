"""PS202: an environment is named like a block of the spec."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding
from podspec.model.spec import Spec
from podspec.rules.rule import LintScope, SpecRule


def check(scope: LintScope) -> Iterator[Finding]:
    """Compare the environments' names with the keys of the spec's root."""
    for name in scope.spec.environments:
        if name in Spec.model_fields:
            yield Finding(
                path=("environments", name),
                message=f"environment {name} is named like a block of the spec",
                label=f"`{name}` is a top-level key, too",
                help=f"rename the environment: a path that starts with `{name}.` would mean two things",
                at_key=True,
            )


RULE = SpecRule("PS202", check)
