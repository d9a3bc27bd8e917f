"""PS209: a tag that is podspec's own, or that differs from another one only in case."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.model.environment import Environment
from podspec.rules.rule import EnvironmentRule, LintScope

# What every resource carries anyway; podspec/components/tags.py sets them.
_OWN = {key.lower(): key for key in ("Service", "Environment", "Owner", "ManagedBy")}

_PATH = ("service", "tags")


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """IAM compares tag keys without regard to case, and refuses a second one.

    Source: AWS IAM user guide, rules for tagging in IAM (read 2026-11).
    """
    seen: dict[str, str] = {}
    for key in environment.service.tags:
        lower = key.lower()
        if lower in _OWN:
            message = f"tag {key} is one of podspec's own"
            yield Finding(
                (*_PATH, key), message, f"podspec sets {_OWN[lower]}", help="rename the tag", at_key=True
            )
        elif lower in seen:
            first = Related((*_PATH, seen[lower]), "the other one")
            message = f"tags {seen[lower]} and {key} differ only in case"
            yield Finding(
                (*_PATH, key), message, "IAM takes it for the same", (first,), "keep one of them", at_key=True
            )
        seen.setdefault(lower, key)


RULE = EnvironmentRule("PS209", check)
