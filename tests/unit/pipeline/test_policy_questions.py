"""What a policy can ask, what it cannot, and how tests are answered."""

import re
from time import process_time

import pytest
from governed import read
from hypothesis import given
from hypothesis import strategies as st

from podspec.model.policy import Question
from podspec.pipeline.policy_questions import PatternError, passes, pattern, words


def faults(entry: str) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in read(f"forbidden: [{{reason: r, {entry}}}]").diagnostics]


def faults_of_condition(condition: str) -> list[str]:
    rule = f"{{code: ACME001, message: m, reason: r, must: {condition}}}"
    return [one.message for one in read(f"rules: [{rule}]").diagnostics]


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        ("path: targets.lambda, equals: 3", "targets.lambda is a block, never 3"),
        ("path: container.architecture, equals: arm46", "container.architecture is never arm46"),
        (
            "path: targets.lambda.memory_mb, equals: '512'",
            'targets.lambda.memory_mb is a whole number, never "512"',
        ),
        (
            "path: observability.log_retention_days, one_of: [90, 91]",
            "observability.log_retention_days is never 91",
        ),
        ("path: environments.*.regions, equals: a", "environments.*.regions is a list, never a"),
        ("path: foundation, equals: true", "foundation is text, never true"),
        ("path: service.name, at_least: 3", "service.name is no number"),
        ("path: container.port, matches: '80.*'", "container.port is no text"),
        ("path: service.name, matches: '(a'", "this is no pattern: unclosed group"),
        ("path: container.port, at_least: 3, at_most: 2", "at_least is greater than at_most"),
    ],
)
def test_what_can_never_hold_is_no_test(entry: str, message: str) -> None:
    assert faults(entry) == [("PS110", message)]


def test_a_wrong_entry_of_a_list_is_shown_itself() -> None:
    text = "forbidden: [{path: container.architecture, reason: r, one_of: [arm64, x86]}]"
    (found,) = read(text).diagnostics
    assert found.primary.span
    assert f"version: 1\n{text}".splitlines()[1][found.primary.span.column - 1 :].startswith("x86")


def test_a_path_to_no_field_says_what_was_meant() -> None:
    (found,) = read("forbidden: [{path: targets.lambda.memry_mb, reason: r}]").diagnostics
    assert (found.code, found.help) == ("PS109", "did you mean targets.lambda.memory_mb?")


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ("{}", "a condition asks a question, this one asks none"),
        ("{at_most: 3}", "tests ask about a path, and there is none"),
        ("{path: service.owner}", "nothing is asked of service.owner"),
        (
            "{path: service.owner, present: true, environment: dev}",
            "a condition asks one question, this one asks several",
        ),
        ("{not: {any: [{all: [{}]}]}}", "a condition asks a question, this one asks none"),
        ("{path: secrets.*, present: true}", "`secrets.*` leads to many values, and a condition asks about one"),
    ],
)
def test_a_condition_asks_one_question(condition: str, message: str) -> None:
    assert faults_of_condition(condition) == [message]


def test_two_rules_of_one_code_are_one_too_many() -> None:
    rule = "{code: ACME001, message: m, reason: r, must: {environment: dev}}"
    assert [one.message for one in read(f"rules: [{rule}, {rule}]").diagnostics] == ["there are two rules ACME001"]


@pytest.mark.parametrize("code", ["PS001", "PS9999", "acme001", "ACME1", "A001", "ACME-001"])
def test_an_own_code_is_never_one_of_podspecs(code: str) -> None:
    found = read(f"rules: [{{code: {code}, message: m, reason: r, must: {{environment: dev}}}}]")
    assert [one.code for one in found.diagnostics] == ["PS106"]


@pytest.mark.parametrize(
    ("tests", "value", "holds"),
    [
        ({"equals": "a"}, "a", True),
        ({"equals": ("a", "b")}, ["a", "b"], True),
        ({"equals": 0}, 0, True),
        ({"one_of": ("a", "b")}, "c", False),
        ({"at_least": 2.0}, 2, True),
        ({"at_least": 2.0}, 1.9, False),
        ({"at_most": 2.0}, 2.1, False),
        ({"at_least": 1.0, "at_most": 2.0}, 3, False),
        ({"matches": "a.*"}, "abc", True),
        ({"matches": "b"}, "abc", False),
        ({"matches": "a|abc"}, "abc", True),
        ({"matches": "a"}, "a\n", False),
        ({"matches": "a"}, 3, False),
        ({"equals": "a"}, None, False),
        ({}, None, False),
    ],
)
def test_a_test_holds_or_not(tests: dict[str, object], value: object, holds: bool) -> None:  # noqa: FBT001 - an expectation
    assert passes(Question.model_validate(tests), value) is holds


def test_tests_are_put_into_words() -> None:
    asked = Question(one_of=("a", "b c"), at_least=1000.0, at_most=2.5, matches="x+")
    assert words(asked) == 'one of a, "b c" and at least 1,000 and at most 2.5 and like `x+`'


@pytest.mark.parametrize("text", ["(?=a)", r"(a)\1", "(a", "a)(b", "[z-a]", "(?:a{1000}){1000}", "(?x) a #"])
def test_what_could_take_long_or_means_nothing_is_no_pattern(text: str) -> None:
    with pytest.raises(PatternError):
        pattern(text)


def test_no_pattern_makes_a_run_hang() -> None:
    """Each takes Python's own engine longer than anybody waits."""
    started = process_time()
    for text in ("(a+)+b", "(a|aa)+b", "(a*)*b", "(?:a?){50}a{50}b"):
        assert not pattern(text).isinstance_python("a" * 4096)
    assert process_time() - started < 1


#: Patterns that mean the same to both engines.
_PIECES = st.recursive(
    st.sampled_from(["a", "b", "[ab]", "[^a]", "."]),
    lambda inner: st.one_of(
        st.tuples(inner, inner).map("".join),
        st.tuples(inner, inner).map(lambda two: f"(?:{two[0]}|{two[1]})"),
        st.tuples(inner, st.sampled_from(["*", "+", "?", "{1,2}"])).map(lambda two: f"(?:{two[0]}){two[1]}"),
    ),
    max_leaves=5,
)


@given(_PIECES, st.text("ab", max_size=6))
def test_a_pattern_means_what_it_means_elsewhere(text: str, value: str) -> None:
    assert pattern(text).isinstance_python(value) is (re.fullmatch(text, value) is not None)
