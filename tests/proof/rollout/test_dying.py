"""An execution may die at any moment, and another may start at any moment."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from itertools import chain, zip_longest

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from proof.rollout.aws import DiedError
from proof.rollout.interpreter import Execution
from proof.rollout.scenario import NEW, OLD, Machines, Service

pytestmark = pytest.mark.proof

THIRD = "sha256:" + "c" * 64


# States that only say what has happened.
OVER = {"WriteRecord", "GiveLockBack", "End", "Done"}


def live(machines: Machines) -> Service:
    """The old digest is live, on blue."""
    service = Service(machines)
    assert service.run("rollout", OLD).status == "SUCCEEDED"
    service.serves(OLD)
    return service


class Killer:
    """Lets calls pass, and stops the execution at one of them: before it is made, or after, with its answer lost."""

    def __init__(self, number: int | None = None, moment: str = "before") -> None:
        self.number, self.moment = number, moment
        self.states: list[str] = []
        # By execution: while one waits for a nested one, that makes calls of its own.
        self.current: dict[str, int] = {}

    def __call__(self, execution: Execution, moment: str) -> None:
        if moment == "before":
            self.current[execution.arn] = len(self.states)
            self.states.append(execution.path[-1])
        if (self.current[execution.arn], moment) == (self.number, self.moment):
            raise DiedError


def moments(service: Service) -> Iterator[tuple[int, str]]:
    """Each state's first and last call in an ordinary rollout, before and after."""
    dry = copy.deepcopy(service)
    dry.aws.dies = killer = Killer()
    dry.run("rollout", NEW)
    first = {state: number for number, state in reversed(list(enumerate(killer.states)))}
    last = {state: number for number, state in enumerate(killer.states)}
    for number in sorted({*first.values(), *last.values()}):
        yield from ((number, "before"), (number, "after"))


# What may be started next, and the digests that may be live then.
FOLLOW_UPS = (("rollout", NEW, {NEW}), ("resize", "", {OLD, NEW}), ("rollback", OLD, {OLD}))


@pytest.mark.parametrize("name", ["canary", pytest.param("linear", marks=pytest.mark.long), "allatonce"])
def test_wherever_an_execution_dies_the_next_one_heals(machines: dict[str, Machines], name: str) -> None:
    stage = live(machines[name])
    for turn, (number, moment) in enumerate(moments(stage)):
        service = copy.deepcopy(stage)
        service.aws.dies = killer = Killer(number, moment)
        assert service.run("rollout", NEW).status == "ABORTED"
        service.aws.dies = Killer()
        service.aws.wait(90)
        operation, digest, possible = FOLLOW_UPS[turn % len(FOLLOW_UPS)]
        healed = service.run(operation, digest)
        assert healed.status == "SUCCEEDED", (killer.states[number], moment, operation, healed.cause)
        assert service.active.digest in possible
        service.serves(service.active.digest)


def test_an_execution_that_runs_out_of_time_is_healed_too(machines: dict[str, Machines]) -> None:
    service = live(machines["canary"])
    for state in (execution := service.begin("rollout", NEW)).states():
        if state == "Watch":
            execution.definition = execution.definition | {"TimeoutSeconds": 1}
    assert (execution.status, service.aws.weights["green"]) == ("TIMED_OUT", 10)
    assert service.run("resize").status == "SUCCEEDED"
    service.serves(OLD)


def test_whenever_another_one_starts_it_is_refused_and_changes_nothing(machines: dict[str, Machines]) -> None:
    service = live(machines["canary"])
    first = service.begin("rollout", NEW)
    tried = 0
    for state in first.states():
        if "TakeLock" in first.path and state not in {*first.path, "End", "Done"}:
            second = service.run("rollback", OLD)
            assert second.error == "RolloutInProgress"
            assert second.cause.startswith(first.arn)
            tried += 1
    assert first.status == "SUCCEEDED"
    assert tried > 30
    service.serves(NEW)


@pytest.mark.parametrize("head_start", range(12))
def test_of_two_that_start_at_once_one_works(machines: dict[str, Machines], head_start: int) -> None:
    service = live(machines["allatonce"])
    service.run("resize")
    service.aws.items["lock"] = {"Id": {"S": "lock"}, "Holder": {"S": "an execution that AWS has forgotten"}}
    both = service.begin("rollout", NEW), service.begin("rollout", THIRD)
    first, second = (one.states() for one in both)
    for _ in zip(range(head_start), first, strict=False):
        pass
    for _ in chain.from_iterable(zip_longest(first, second)):
        pass
    assert sorted(one.status for one in both) == ["FAILED", "SUCCEEDED"]
    (refused,) = (one for one in both if one.status == "FAILED")
    assert refused.error == "RolloutInProgress"
    service.serves(NEW if both[0].status == "SUCCEEDED" else THIRD)


def test_an_execution_that_is_redriven_changes_nothing_wherever_it_had_stopped(
    machines: dict[str, Machines],
) -> None:
    stage = live(machines["canary"])
    dry = copy.deepcopy(stage).begin("rollout", NEW)
    for place, name in enumerate(dry.states()):
        if name not in dry.path:
            service = copy.deepcopy(stage)
            stopped = service.begin("rollout", NEW)
            for _ in zip(range(place + 1), stopped.states(), strict=False):
                pass
            service.kill()
            assert service.run("rollout", THIRD).status == "SUCCEEDED"
            service.serves(THIRD)
            assert stopped.redrive().status == ("SUCCEEDED" if name in OVER else "FAILED"), name
            service.serves(THIRD)


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_whatever_happens_a_good_version_can_be_rolled_out_in_the_end(
    machines: dict[str, Machines], data: st.DataObject
) -> None:
    service = Service(machines[data.draw(st.sampled_from(sorted(machines)))])
    for digest in (OLD, NEW):
        trouble = data.draw(st.sampled_from(["none", "invalid", "sick", "faulty"]))
        if trouble == "faulty":
            service.aws.faulty[digest] = data.draw(st.sampled_from([1, 50, 100]))
        elif trouble != "none":
            getattr(service.aws, trouble).add(digest)
    for _ in range(data.draw(st.integers(1, 5))):
        service.aws.dies = Killer(
            data.draw(st.none() | st.integers(0, 150)), data.draw(st.sampled_from(["before", "after"]))
        )
        operation = data.draw(st.sampled_from(["rollout", "rollback", "resize"]))
        service.run(operation, data.draw(st.sampled_from([OLD, NEW])))
        service.aws.wait(data.draw(st.sampled_from([1, 45, 600])))
    service.aws.dies = Killer()
    last = service.run("rollout", THIRD)
    assert last.status == "SUCCEEDED", last.cause
    service.serves(THIRD)
