"""The interpreter itself: it has to be as strict as Step Functions, or it proves nothing."""

from __future__ import annotations

from typing import Any

import pytest
from proof.rollout.expression import QueryError, evaluate
from proof.rollout.interpreter import Execution, StateError


class World:
    """A clock, and one call that fails as often as it is told to."""

    def __init__(self, *failures: str, seconds: float = 0) -> None:
        self.now = 0.0
        self.failures = list(failures)
        self.seconds = seconds
        self.calls = 0

    def timestamp(self) -> str:
        """A moment."""
        return f"2026-11-23T00:00:{self.now:06.3f}Z"

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds

    def call(self, _resource: str, arguments: dict[str, Any], _execution: Execution) -> dict[str, Any]:
        """Fail, or give the arguments back."""
        self.calls += 1
        self.now += self.seconds
        if self.failures:
            raise StateError(self.failures.pop(0), "as told")
        return {"Echo": arguments}


def run(states: dict[str, Any], world: World | None = None, given: Any = None) -> Execution:  # noqa: ANN401 - JSON
    definition = {"StartAt": next(iter(states)), "TimeoutSeconds": 100, "States": states}
    return Execution("arn:1", definition, given, world or World()).run()


DONE = {"Type": "Succeed", "Output": "{% $states.input %}"}
TASK = {"Type": "Task", "Resource": "r", "Arguments": {"a": "{% 1 + 1 %}"}, "TimeoutSeconds": 9, "Next": "Done"}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("{% $x + 1 %}", 3),
        ("{% 90 / 3 * 1.0 %}", 30),
        ("{% $count([1, 2][$ > 5]) %}", 0),
        ("{% $contains('sha256:ab', /^sha256:[0-9a-f]{2}$/) %}", True),
        ("{% $filter(['a', 'b'], function($one) { $one = 'a' }) %}", "a"),
        ("{% ($y := 5; $y * $x) %}", 10),
        ("$x", "$x"),
        ([{"deep": "{% $x %}"}], [{"deep": 2}]),
    ],
)
def test_expressions_are_evaluated_wherever_they_stand(text: object, value: object) -> None:
    assert evaluate("f", text, {"x": 2}) == value


@pytest.mark.parametrize("text", ["{% $y %}", "{% $x.nothing %}", "{% $filter([], function($a) { true }) %}", "{% 1 + 'a' %}", "{% $error('no') %}"])
def test_what_comes_out_as_nothing_is_an_error(text: str) -> None:
    with pytest.raises(QueryError):
        evaluate("f", text, {"x": 2})


def test_an_expression_cannot_change_what_it_was_given() -> None:
    given = {"list": [3, 1, 2]}
    evaluate("f", "{% $sort($given.list) %}", {"given": given})
    assert given == {"list": [3, 1, 2]}


def test_output_and_assignments_see_the_variables_as_they_were() -> None:
    states = {
        "One": {"Type": "Pass", "Assign": {"x": 1}, "Next": "Two"},
        "Two": {"Type": "Pass", "Assign": {"x": "{% $x + 1 %}", "y": "{% $x %}"}, "Output": "{% $x %}", "Next": "Three"},
        "Three": {"Type": "Succeed", "Output": ["{% $states.input %}", "{% $x %}", "{% $y %}"]},
    }
    assert run(states).output == [1, 2, 1]


def test_a_choice_takes_the_first_rule_that_holds_and_looks_no_further() -> None:
    rules = [
        {"Condition": "{% $states.input > 5 %}", "Next": "Many"},
        {"Condition": "{% $states.input > 1 %}", "Next": "Some", "Assign": {"x": 1}},
        {"Condition": "{% $nobody %}", "Next": "Many"},
    ]
    states = {"Choose": {"Type": "Choice", "Choices": rules, "Default": "Many"}, "Some": DONE, "Many": DONE}
    execution = run(states, given=2)
    assert (execution.path, execution.variables) == (["Choose", "Some"], {"x": 1})


def test_a_condition_must_be_true_or_false() -> None:
    states = {"Choose": {"Type": "Choice", "Choices": [{"Condition": "{% 1 %}", "Next": "Done"}], "Default": "Done"}, "Done": DONE}
    assert run(states).error == "States.QueryEvaluationError"


def test_a_call_gives_its_result() -> None:
    assert run({"Call": TASK, "Done": DONE}).output == {"Echo": {"a": 2}}


def test_a_call_is_tried_again_and_waits_longer_each_time() -> None:
    retry = [{"ErrorEquals": ["States.TaskFailed"], "IntervalSeconds": 2, "BackoffRate": 2, "MaxAttempts": 2}]
    world = World("A.B", "A.B")
    assert run({"Call": TASK | {"Retry": retry}, "Done": DONE}, world).status == "SUCCEEDED"
    assert (world.calls, world.now) == (3, 6)


def test_the_first_rule_that_fits_an_error_decides() -> None:
    retry = [
        {"ErrorEquals": ["A.B"], "MaxAttempts": 0},
        {"ErrorEquals": ["States.ALL"], "IntervalSeconds": 1, "BackoffRate": 1, "MaxAttempts": 3},
    ]
    catch = [{"ErrorEquals": ["A.B"], "Assign": {"why": "{% $states.errorOutput.Cause %}"}, "Next": "Done"}]
    world = World("A.B")
    execution = run({"Call": TASK | {"Retry": retry, "Catch": catch}, "Done": DONE}, world)
    assert (world.calls, execution.variables) == (1, {"why": "as told"})
    assert execution.output == {"Error": "A.B", "Cause": "as told"}


def test_a_failure_that_nobody_catches_ends_the_execution() -> None:
    execution = run({"Call": TASK | {"Catch": [{"ErrorEquals": ["C.D"], "Next": "Done"}]}, "Done": DONE}, World("A.B"))
    assert (execution.status, execution.error, execution.cause) == ("FAILED", "A.B", "as told")


def test_a_field_that_cannot_be_evaluated_is_caught_like_a_failed_call() -> None:
    broken = TASK | {"Assign": {"x": "{% $states.result.nothing %}"}, "Catch": [{"ErrorEquals": ["States.ALL"], "Next": "Done"}]}
    assert run({"Call": broken, "Done": DONE}).output["Error"] == "States.QueryEvaluationError"


def test_a_call_that_takes_too_long_is_a_timeout_and_no_failed_call() -> None:
    catch = [{"ErrorEquals": ["States.TaskFailed"], "Next": "Done"}]
    assert run({"Call": TASK | {"Catch": catch}, "Done": DONE}, World(seconds=10)).error == "States.Timeout"


def test_an_execution_that_takes_too_long_ends_without_another_state() -> None:
    states = {"Wait": {"Type": "Wait", "Seconds": 101, "Next": "Done"}, "Done": DONE}
    execution = run(states)
    assert (execution.status, execution.path) == ("TIMED_OUT", ["Wait"])


def test_a_failing_state_says_why() -> None:
    execution = run({"Fail": {"Type": "Fail", "Error": "E", "Cause": "{% 'because ' & $states.input %}"}}, given="x")
    assert (execution.status, execution.error, execution.cause) == ("FAILED", "E", "because x")


@pytest.mark.parametrize("change", [{"Type": "Map"}, {"Parameters": {}}, {"ResultPath": "$.x"}])
def test_what_it_does_not_know_it_does_not_skip(change: dict[str, Any]) -> None:
    with pytest.raises((AssertionError, KeyError)):
        run({"Call": TASK | change, "Done": DONE})
