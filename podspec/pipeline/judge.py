"""Judges a spec by the policy of its organisation. Every finding points into the spec, and into the policy."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.environment import OWN, Resolved
from podspec.model.policy import Ban, Condition, OwnRule, Policy, Requirement
from podspec.model.source import Mapping, Place, dotted, locate
from podspec.model.source import Path as NodePath
from podspec.model.spec import Spec
from podspec.pipeline.field_path import EACH, Field, find_field
from podspec.pipeline.policy_questions import passes, words
from podspec.pipeline.wording import anchor, flow

_SHOWN = 40


def judge(  # noqa: PLR0913, PLR0917 - all that a policy looks at
    policy: Policy, spec: Spec, resolved: tuple[Resolved, ...], tree: Mapping, file: str, as_of: date
) -> Iterator[Diagnostic]:
    """What of a spec the policy forbids, or misses, in each of its environments."""
    values = spec.model_dump(mode="json")
    for one in resolved:
        judged = _Environment(policy, _Subject(one, values, tree))
        for index, requirement in enumerate(policy.file.required):
            if requirement.covers(file) and judged.holds(requirement.when):
                yield from judged.requirement(requirement, ("required", index, "path"))
        for index, ban in enumerate(policy.file.forbidden):
            if ban.covers(file) and judged.holds(ban.when):
                yield from judged.ban(ban, ("forbidden", index, "path"))
        for index, rule in enumerate(policy.file.rules):
            is_over = rule.expires is not None and date.fromisoformat(rule.expires) < as_of
            if not is_over and rule.covers(file) and judged.holds(rule.when) and not judged.holds(rule.must):
                yield judged.broken(rule, ("rules", index, "code"))


class _Value(NamedTuple):
    """A value of an environment or of the spec, None if there is none; and where it would stand."""

    field: Field
    path: NodePath
    value: Any


class _Subject:
    """One environment of a spec, beside the spec as a whole: their values, and where these stand."""

    def __init__(self, resolved: Resolved, spec_values: dict[str, Any], spec_tree: Mapping) -> None:
        self.name = resolved.environment.name
        self.resolved = resolved
        self.spec_values = spec_values
        self.spec_tree = spec_tree

    @cached_property
    def _values(self) -> dict[str, Any]:
        return self.resolved.environment.model_dump(mode="json")

    def values(self, path: str) -> list[_Value]:
        """The values at a path; none if it is about another environment, or about the entries of nothing."""
        field = find_field(path)
        if field.environment not in {None, self.name}:
            return []
        root = self._values if field.is_resolved else self.spec_values
        return [_Value(field, *found) for found in _expand(root, field.parts, ())]

    def place(self, one: _Value) -> Place:
        """Where a value stands, or the nearest block above it."""
        found = locate(self.resolved.tree if one.field.is_resolved else self.spec_tree, one.path)
        if found.depth:
            return found
        # A block that no environment has is missing once, in the spec as a whole.
        is_own = one.field.is_resolved and one.path[0] in OWN
        return locate(self.spec_tree, ("environments", self.name) if is_own else ())

    def is_given(self, one: _Value) -> bool:
        """True if a value is written, in the spec or in the policy's defaults: podspec's own does not count."""
        tree = self.resolved.tree if one.field.is_resolved else self.spec_tree
        return one.value is not None and locate(tree, one.path).depth == len(one.path)

    def has_no_such_target(self, one: _Value) -> bool:
        """True for what belongs to a target that the environment does not have."""
        kind, *inside = one.path
        return kind == "targets" and len(inside) > 1 and self._values["targets"][inside[0]] is None


def _expand(value: Any, parts: tuple[str, ...], path: NodePath) -> Iterator[tuple[NodePath, Any]]:  # noqa: ANN401 - any value of a spec
    if not parts:
        yield path, value
    elif parts[0] == EACH:
        entries = value.items() if isinstance(value, dict) else enumerate(value)
        for key, one in entries:
            yield from _expand(one, parts[1:], (*path, key))
    else:
        inside = value.get(parts[0]) if isinstance(value, dict) else None
        if inside is not None or EACH not in parts[1:]:
            yield from _expand(inside, parts[1:], (*path, parts[0]))


class _Environment:
    """One environment, before the questions of a policy."""

    def __init__(self, policy: Policy, subject: _Subject) -> None:
        self.policy = policy
        self.subject = subject

    def requirement(self, one: Requirement, at: NodePath) -> Iterator[Diagnostic]:
        """Values that are not given, or are others than required."""
        asked = (value for value in self.subject.values(one.path) if not self.subject.has_no_such_target(value))
        for value in asked:
            if not self.subject.is_given(value):
                message, label = f"{one.path} is required: {one.reason}", f"{dotted(value.path)} is not given"
                help_ = one.help or "give it here, or in the policy's defaults"
                yield self._found("PS270", message, value, label, at, "required here", help_)
            elif not passes(one, value.value):
                message = f"{one.path} must be {words(one)}: {one.reason}"
                label = f"found {self._shown(value)}, expected {words(one)}"
                yield self._found("PS271", message, value, label, at, "required here", one.help or "")

    def ban(self, one: Ban, at: NodePath) -> Iterator[Diagnostic]:
        """Values that are forbidden."""
        for value in self.subject.values(one.path):
            if one.asked and passes(one, value.value):
                message = f"{one.path} must not be {words(one)}: {one.reason}"
                label = f"{self._shown(value)} is forbidden"
                yield self._found("PS272", message, value, label, at, "forbidden here", one.help or "")
            elif not one.asked and self.subject.is_given(value):
                message, label = f"{one.path} is forbidden: {one.reason}", f"{dotted(value.path)} is forbidden"
                yield self._found("PS272", message, value, label, at, "forbidden here", one.help or "delete it")

    def broken(self, rule: OwnRule, at: NodePath) -> Diagnostic:
        """An own rule that does not hold."""
        value = self._culprit(rule.must)
        label = f"{dotted(value.path)} is {self._shown(value)}" if value else f"in {self.subject.name}"
        severity, because = Severity(rule.severity), f"because {rule.reason}"
        return self._found(rule.code, rule.message, value, label, at, because, rule.help or "", severity)

    def holds(self, one: Condition | None) -> bool:
        """The answer to a condition; without one it is yes."""
        if one is None:
            return True
        if one.environment is not None:
            return self.subject.name in one.environment
        if one.not_ is not None:
            return not self.holds(one.not_)
        if one.all is not None:
            return all(self.holds(each) for each in one.all)
        if one.any is not None:
            return any(self.holds(each) for each in one.any)
        return self._passes(one)

    def _passes(self, one: Condition) -> bool:
        value = next((found.value for found in self.subject.values(one.path or "")), None)
        is_there = value not in (None, "", [], {})
        wished = {one.present, None if one.absent is None else not one.absent} - {None}
        return wished <= {is_there} and (not one.asked or passes(one, value))

    def _culprit(self, one: Condition) -> _Value | None:
        """The first value that a condition failed for."""
        if one.path is not None:
            return next(iter(self.subject.values(one.path)), None)
        inside = (
            [one.not_] if one.not_ else [each for each in one.all or () if not self.holds(each)] or one.any or ()
        )
        return next((found for each in inside if (found := self._culprit(each))), None)

    def _shown(self, one: _Value) -> str:
        if one.value is None:
            return "not given"
        text = flow(one.value)
        short = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
        return short if self.subject.is_given(one) else f"{short}, podspec's default,"

    def _found(  # noqa: PLR0913, PLR0917 - all that a finding has
        self,
        code: str,
        message: str,
        value: _Value | None,
        label: str,
        at: NodePath,
        there: str,
        help_: str,
        severity: Severity = Severity.ERROR,
    ) -> Diagnostic:
        subject = self.subject
        place = subject.place(value) if value else locate(subject.spec_tree, ("environments", subject.name))
        asked = locate(self.policy.tree, at)
        related = (Label(asked.file, anchor(asked), there),)
        return Diagnostic(code, severity, message, Label(place.file, anchor(place), label), related, help_)
