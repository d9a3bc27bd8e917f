"""Runs the rules, turns the paths they name into places, and leaves out what the spec accepts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from podspec.model.diagnostic import Diagnostic, Finding, Label, Severity, tidy
from podspec.model.environment import Resolved
from podspec.model.source import Mapping, Place, locate
from podspec.model.spec import Spec
from podspec.pipeline.wording import anchor
from podspec.rules import ENVIRONMENT_RULES, SPEC_RULES, acceptable_codes
from podspec.rules.rule import LintScope

if TYPE_CHECKING:
    from podspec.model.policy import Policy


def lint(  # noqa: PLR0913, PLR0917 - all that rules look at
    spec: Spec,
    resolved: tuple[Resolved, ...],
    tree: Mapping,
    file: str,
    as_of: date,
    policy: Policy | None = None,
) -> tuple[Diagnostic, ...]:
    """Judge a spec by every rule, and by the policy of its repository, as of a day."""
    own = policy.acceptable() if policy else frozenset()
    scope = LintScope(spec, tuple(one.environment for one in resolved), as_of, own)
    found = [
        place(finding, rule.code, rule.severity, tree) for rule in SPEC_RULES for finding in rule.check(scope)
    ]
    found += _lint_environments(scope, resolved)
    if policy:
        from podspec.pipeline.judge import judge

        found += judge(policy, spec, resolved, tree, file, as_of)
    accepted = _accepted(spec, as_of) & (acceptable_codes() | own)
    return tuple(one for one in tidy(found) if one.code not in accepted)


def _lint_environments(scope: LintScope, resolved: tuple[Resolved, ...]) -> Iterator[Diagnostic]:
    for one in resolved:
        for rule in ENVIRONMENT_RULES:
            for finding in rule.check(one.environment, scope):
                yield place(finding, rule.code, rule.severity, one.tree)


def _accepted(spec: Spec, as_of: date) -> frozenset[str]:
    """The codes that the spec means to accept today; the last day still counts."""
    return frozenset(one.code for one in spec.accept if date.fromisoformat(one.expires) >= as_of)


def place(finding: Finding, code: str, severity: Severity, tree: Mapping) -> Diagnostic:
    """Turn a finding's paths into places: the one step from what a rule says to what a person sees."""
    found = locate(tree, finding.path)
    span = found.key if finding.at_key and found.key else anchor(found)
    related = tuple(_label(locate(tree, other.path), other.text) for other in finding.related)
    label = Label(found.file, span, finding.label)
    return Diagnostic(code, severity, finding.message, label, related, finding.help)


def _label(place: Place, text: str) -> Label:
    return Label(place.file, anchor(place), text)
