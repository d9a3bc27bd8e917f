"""Runs the rules, turns the paths they name into places, and leaves out what the spec accepts."""

from collections.abc import Iterator
from datetime import date

from podspec.model.diagnostic import Diagnostic, Finding, Label, Severity, tidy
from podspec.model.environment import Resolved
from podspec.model.source import Mapping, locate
from podspec.model.spec import Spec
from podspec.pipeline.wording import anchor
from podspec.rules import ENVIRONMENT_RULES, SPEC_RULES, acceptable_codes
from podspec.rules.rule import LintScope


def lint(
    spec: Spec, resolved: tuple[Resolved, ...], tree: Mapping, file: str, as_of: date
) -> tuple[Diagnostic, ...]:
    """Judge a spec by every rule, as of a day."""
    scope = LintScope(spec, tuple(one.environment for one in resolved), as_of)
    found = [
        place(finding, rule.code, rule.severity, tree, file)
        for rule in SPEC_RULES
        for finding in rule.check(scope)
    ]
    found += _lint_environments(scope, resolved, file)
    accepted = _accepted(spec, as_of)
    return tuple(one for one in tidy(found) if one.code not in accepted)


def _lint_environments(scope: LintScope, resolved: tuple[Resolved, ...], file: str) -> Iterator[Diagnostic]:
    for one in resolved:
        for rule in ENVIRONMENT_RULES:
            for finding in rule.check(one.environment, scope):
                yield place(finding, rule.code, rule.severity, one.tree, file)


def _accepted(spec: Spec, as_of: date) -> frozenset[str]:
    """The codes that the spec accepts today; the last day still counts."""
    current = frozenset(one.code for one in spec.accept if date.fromisoformat(one.expires) >= as_of)
    return current & acceptable_codes()


def place(finding: Finding, code: str, severity: Severity, tree: Mapping, file: str) -> Diagnostic:
    """Turn a finding's paths into places in `file`: the one step from what a rule says to what a person sees."""
    found = locate(tree, finding.path)
    span = found.key if finding.at_key and found.key else anchor(found)
    related = tuple(Label(file, anchor(locate(tree, other.path)), other.text) for other in finding.related)
    return Diagnostic(code, severity, finding.message, Label(file, span, finding.label), related, finding.help)
