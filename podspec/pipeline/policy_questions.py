"""The questions of a policy: whether each can be asked of a spec at all, and how its tests are answered."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from datetime import date
from functools import cache
from typing import Any

from pydantic_core import SchemaError, SchemaValidator, core_schema

from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.nearest import nearest
from podspec.model.policy import Condition, PolicyFile, Question
from podspec.model.source import Mapping, locate
from podspec.model.source import Path as NodePath
from podspec.pipeline.field_path import Field, UnknownError, find_field
from podspec.pipeline.wording import anchor, flow

_KINDS = {
    str: "text",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
    tuple: "a list",
    dict: "a block",
}
_QUESTIONS = ("environment", "path", "not_", "all", "any")
_QUESTION_WORDS = "environment, path, not, all, any"


def faults(file: PolicyFile, tree: Mapping, as_of: date) -> Iterator[Diagnostic]:
    """Whatever of a policy can never be answered, or is over."""
    judged = _Faults(tree)
    for index, requirement in enumerate(file.required):
        yield from judged.tests(requirement, requirement.path, ("required", index))
        yield from judged.condition(requirement.when, ("required", index, "when"))
    for index, ban in enumerate(file.forbidden):
        yield from judged.tests(ban, ban.path, ("forbidden", index))
        yield from judged.condition(ban.when, ("forbidden", index, "when"))
    for index, rule in enumerate(file.rules):
        yield from judged.condition(rule.when, ("rules", index, "when"))
        yield from judged.condition(rule.must, ("rules", index, "must"))
        if rule.code in {other.code for other in file.rules[:index]}:
            message, help_ = f"there are two rules {rule.code}", "give one of them another code"
            yield judged.fault(("rules", index, "code"), message, "again here", help_)
        if rule.expires and date.fromisoformat(rule.expires) < as_of:
            message, label = f"rule {rule.code} has expired, and judges nothing", f"passed, as of {as_of}"
            found = judged.fault(("rules", index, "expires"), message, label, "delete it, or set a later day")
            yield Diagnostic("PS273", Severity.WARNING, found.message, found.primary, help=found.help)


class _Faults:
    """Looks for faults, and shows them in the tree of the policy."""

    def __init__(self, tree: Mapping) -> None:
        self.tree = tree

    def fault(self, at: NodePath, message: str, label: str, help_: str = "", code: str = "PS110") -> Diagnostic:
        place = locate(self.tree, at)
        return Diagnostic(code, Severity.ERROR, message, Label(place.file, anchor(place), label), help=help_)

    def condition(self, one: Condition | None, at: NodePath) -> Iterator[Diagnostic]:
        """The faults of a condition, and of those in it."""
        if one is None:
            return
        questions = sum(getattr(one, name) is not None for name in _QUESTIONS)
        if questions > 1:
            message = "a condition asks one question, this one asks several"
            yield self.fault(at, message, f"expected one of {_QUESTION_WORDS}", "join several with `all` or `any`")
        elif one.path is not None:
            yield from self._path(one, one.path, at)
        elif _has_tests(one):
            yield self.fault(at, "tests ask about a path, and there is none", "needs `path`", "add `path`")
        elif not questions:
            yield self.fault(
                at, "a condition asks a question, this one asks none", f"expected one of {_QUESTION_WORDS}"
            )
        yield from self.condition(one.not_, (*at, "not"))
        for name, inside in (("all", one.all), ("any", one.any)):
            for index, each in enumerate(inside or ()):
                yield from self.condition(each, (*at, name, index))

    def _path(self, one: Condition, path: str, at: NodePath) -> Iterator[Diagnostic]:
        if not _has_tests(one):
            names = ", ".join([*Question.model_fields, "present", "absent"])
            yield self.fault(
                (*at, "path"), f"nothing is asked of {path}", f"expected one of {names}", "add `present: true`"
            )
        field = yield from self.tests(one, path, at)
        if field and field.is_many:
            message = f"`{path}` leads to many values, and a condition asks about one"
            yield self.fault((*at, "path"), message, "`*` here", "ask it under `required` or `forbidden`")

    def tests(self, tests: Question, path: str, at: NodePath) -> Generator[Diagnostic, None, Field | None]:
        """The faults of tests that are made of the field at a path; gives the field back."""
        try:
            field = find_field(path)
        except UnknownError as error:
            yield self.fault((*at, "path"), str(error), "no field of the spec", error.help, "PS109")
            return None
        for where, can_be_asked, value in _each(tests):
            message, help_ = can_be_asked(field, value)
            if message:
                yield self.fault((*at, *where), message, "can never hold", help_)
        if tests.at_least is not None and tests.at_most is not None and tests.at_least > tests.at_most:
            yield self.fault((*at, "at_least"), "at_least is greater than at_most", "can never hold", "swap them")
        return field


def _has_tests(one: Condition) -> bool:
    return bool(one.asked) or (one.present, one.absent) != (None, None)


def _each(tests: Question) -> Iterator[tuple[NodePath, Callable[[Field, Any], _Fault], object]]:
    """Every value that is asked for: where it stands in the tests, and who knows whether it can be asked."""
    for name, value in tests.asked.items():
        if name == "one_of":
            yield from (((name, index), _can_equal, one) for index, one in enumerate(value))
        else:
            yield (name,), _ASKABLE[name], value


# -- what can be asked of a field ------------------------------------------------------------------------

_Fault = tuple[str, str]
_FINE: _Fault = ("", "")


def _can_equal(field: Field, value: object) -> _Fault:
    kind = type(value)
    if not (field.takes(kind) or (kind is int and field.takes(float))):
        takes = " or ".join(word for kind, word in _KINDS.items() if field.takes(kind))
        return f"{field.text} is {takes}, never {_shown(value)}", _instead(field, value)
    if field.choices and value not in field.choices:
        meant = nearest(str(value), [str(one) for one in field.choices])
        known = f"it is one of {', '.join(str(one) for one in field.choices)}"
        return f"{field.text} is never {_shown(value)}", f"did you mean {meant}?" if meant else known
    return _FINE


def _instead(field: Field, value: object) -> str:
    if field.takes(dict):
        return "ask whether it is `present`, or ask about a field in it"
    if field.takes(tuple):
        return f"ask about its entries: {field.text}.*"
    return "quote it" if field.takes(str) and isinstance(value, int | float) else ""


def _can_be_compared(field: Field, _bound: float) -> _Fault:
    if field.takes(int) or field.takes(float):
        return _FINE
    return f"{field.text} is no number", "ask `equals`, `one_of` or `matches`"


def _can_match(field: Field, text: str) -> _Fault:
    if not field.takes(str):
        return f"{field.text} is no text", f"ask about its entries: {field.text}.*" if field.takes(tuple) else ""
    try:
        pattern(text)
    except PatternError as error:
        return f"this is no pattern: {error}", "write a regular expression without look-around and back-references"
    return _FINE


_ASKABLE: dict[str, Callable[[Field, Any], _Fault]] = {
    "equals": _can_equal,
    "at_least": _can_be_compared,
    "at_most": _can_be_compared,
    "matches": _can_match,
}


# -- answers ---------------------------------------------------------------------------------------------


class PatternError(ValueError):
    """A text that is no pattern, or one that is too large."""


@cache
def pattern(text: str) -> SchemaValidator:
    """A pattern that a whole text must match.

    It is Rust's, which pydantic brings along, and not Python's: it takes linear time on every text, and refuses
    patterns that grow over 10 MiB, so that nobody's pattern can hang a run.
    Source: docs.rs, regex 1.12.2; pydantic-core 2.46 (2026-11).

    Raises:
        PatternError: if the text is no such pattern.
    """
    try:
        for whole in (text, rf"\A(?:{text})\z"):
            made = SchemaValidator(core_schema.str_schema(pattern=whole, regex_engine="rust-regex"))
    except SchemaError as error:
        raise PatternError(str(error).strip().split("\n")[-1].removeprefix("error: ").strip()) from error
    return made


def passes(tests: Question, value: object) -> bool:
    """True if a value is there and all tests hold of it."""
    return value is not None and all(_HOLDS[name](value, asked) for name, asked in tests.asked.items())


_HOLDS: dict[str, Callable[[Any, Any], bool]] = {
    "equals": lambda value, asked: value == _plain(asked),
    "one_of": lambda value, asked: value in _plain(asked),
    "at_least": lambda value, bound: isinstance(value, int | float) and value >= bound,
    "at_most": lambda value, bound: isinstance(value, int | float) and value <= bound,
    "matches": lambda value, text: pattern(text).isinstance_python(value),
}


def _plain(value: Any) -> Any:  # noqa: ANN401 - any value of YAML
    """A value of the policy as a spec's values are dumped: with lists for tuples."""
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


# -- words -----------------------------------------------------------------------------------------------


def words(tests: Question) -> str:
    """What the tests ask, for a sentence that begins with `must be`."""
    return " and ".join(_SAID[name](value) for name, value in tests.asked.items())


_SAID: dict[str, Callable[[Any], str]] = {
    "equals": lambda value: _shown(value),  # noqa: PLW0108 - it stands further down
    "one_of": lambda values: f"one of {', '.join(_shown(one) for one in values)}",
    "at_least": lambda bound: f"at least {bound:,.10g}",
    "at_most": lambda bound: f"at most {bound:,.10g}",
    "matches": lambda text: f"like `{text}`",
}


def _shown(value: object) -> str:
    """A value as people write it: text without quotes if it is one word."""
    return value if isinstance(value, str) and value.isascii() and value.isidentifier() else flow(value)
