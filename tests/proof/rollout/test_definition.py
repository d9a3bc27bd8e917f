"""The definitions are legal, and nothing in them waits for ever, or fails without being caught."""

from __future__ import annotations

import re
from typing import Any

import pytest
from proof.rollout.scenario import NEW, OLD, Machines, Service
from statelint.config import Config
from statelint.linter import Linter
from statelint.problem import ProblemType

pytestmark = pytest.mark.proof

# AWS keeps no more events of an execution, and ends it there.
MOST_EVENTS = 25_000
# HCL has one kind of number; the linter wants 2 to be written 2.0.
RULES = Config(ignored_problem_types={ProblemType.FLOAT})


# It does not know that a timeout may be an expression.
# Source: AWS Step Functions developer guide, transforming data with JSONata (2026-11).
NOT_SO = re.compile(r'TimeoutSeconds is "\{%.*%\}" but should be an Integer$')


def findings(definition: dict[str, Any]) -> list[str]:
    return [one for one in Linter.validate(definition, RULES) if not NOT_SO.search(one)]


def test_a_linter_of_the_language_accepts_them(machines: dict[str, Machines]) -> None:
    for pair in machines.values():
        for definition in pair.definitions.values():
            assert findings(definition) == []


def test_the_linter_would_find_a_mistake(machines: dict[str, Machines]) -> None:
    definition = machines["canary"].definition
    assert findings(definition | {"StartAt": "Nowhere"})
    unfinished = {name: state for name, state in definition["States"].items() if name != "Done"}
    assert findings(definition | {"States": unfinished})


def test_every_call_ends_in_time_is_tried_again_and_its_failure_caught(machines: dict[str, Machines]) -> None:
    for name, state in machines["canary"].definition["States"].items():
        if state["Type"] == "Task":
            assert state["TimeoutSeconds"].endswith(": 29400 %}" if name == "Watch" else ": 60 %}"), name
            assert state["Catch"][-1]["ErrorEquals"] == ["States.ALL"], name
            assert state["Retry"][-1]["MaxAttempts"] == (0 if name == "Watch" else 4), name


def test_alarms_and_hosts_are_looked_at_every_thirty_seconds(machines: dict[str, Machines]) -> None:
    watch = machines["canary"].definitions[machines["canary"].watch]["States"]
    assert watch["Pause"]["Seconds"] <= 25
    assert all(state["TimeoutSeconds"] <= 20 for state in watch.values() if state["Type"] == "Task")


def test_the_longest_watch_has_room_in_the_history(machines: dict[str, Machines]) -> None:
    service = Service(machines["canary"])
    assert service.run("rollout", OLD).status == "SUCCEEDED"
    (watch,) = (one for one in service.aws.executions.values() if "-ec2-watch:" in one.arn)
    rounds = watch.path.count("Pause")
    longest = 8 * 60 * 60
    assert f", {longest}])" in machines["canary"].definition["States"]["Watch"]["Arguments"]["Input"]["seconds"]
    assert longest / watch.definition["States"]["Pause"]["Seconds"] * watch.events / rounds < MOST_EVENTS


def test_the_slowest_rollout_of_a_hundred_steps_has_room_in_the_history(machines: dict[str, Machines]) -> None:
    definition = machines["linear"].definition
    waits = sum(polls(state) for name, state in definition["States"].items() if name.startswith("Judge"))
    steps = [Service(machines[strategy]) for strategy in ("allatonce", "linear")]
    for service in steps:
        service.run("rollout", OLD)
    one, four = (service.run("rollout", NEW).events for service in steps)
    # Both colours have at most 14 events in each round of a wait: two calls, a choice and a pause.
    assert one + 100 * (four - one) / 3 + 14 * waits < MOST_EVENTS


def polls(state: dict[str, Any]) -> int:
    """How often a wait looks before it gives up."""
    found = [re.search(r"\$polls > (\d+)", rule["Condition"]) for rule in state["Choices"]]
    return sum(int(one.group(1)) for one in found if one)


def test_no_wait_is_longer_than_the_whole(machines: dict[str, Machines], strategy: str) -> None:
    definition = machines[strategy].definition
    waits = 10 * sum(polls(state) for name, state in definition["States"].items() if name.startswith("Judge"))
    minutes = {"canary": 2 * 5 + 10, "linear": 4 * 2 + 5, "allatonce": 5}[strategy]
    # Traffic may have to be returned twice, and a deployment waits its turn for 20 minutes.
    assert definition["TimeoutSeconds"] > waits + 10 * 60 + 20 * 60 + 60 * minutes + 30 * 60
