"""What a rollout does to the service: right colour, weights, digests and sizes, however it ends."""

from __future__ import annotations

import re

import pytest
from proof.rollout.interpreter import StateError
from proof.rollout.scenario import NEW, OLD, Machines, Service

pytestmark = pytest.mark.proof

STEPS = {"canary": [10, 100], "linear": [30, 60, 90, 100], "allatonce": [100]}
# From the first step to the end of the bake time.
MINUTES = {"canary": 15, "linear": 11, "allatonce": 5}


@pytest.fixture
def new(machines: dict[str, Machines], strategy: str) -> Service:
    """Nothing rolled out yet."""
    return Service(machines[strategy])


@pytest.fixture
def service(new: Service) -> Service:
    """The old digest is live, on blue."""
    assert new.run("rollout", OLD).status == "SUCCEEDED"
    new.serves(OLD)
    new.aws.history.clear()
    return new


def test_the_first_rollout_is_an_ordinary_one(new: Service) -> None:
    execution = new.run("rollout", OLD)
    assert execution.output == {"outcome": "rolled out", "colour": "blue", "digest": OLD}
    new.serves(OLD)


def test_a_second_rollout_takes_the_steps_of_the_strategy(service: Service, strategy: str) -> None:
    execution = service.run("rollout", NEW)
    assert execution.output == {"outcome": "rolled out", "colour": "green", "digest": NEW}
    assert [weights["green"] for _, weights in service.aws.history] == STEPS[strategy]
    service.serves(NEW)
    assert service.aws.items["last"]["Outcome"] == {"S": "rolled out"}


def test_the_bake_time_is_kept(service: Service, strategy: str) -> None:
    service.run("rollout", NEW)
    first = service.aws.history[0][0]
    end = service.aws.now
    assert 0 <= (end - first) - 60 * MINUTES[strategy] < 60


def test_what_is_live_already_is_not_rolled_out_again(service: Service) -> None:
    execution = service.run("rollout", OLD)
    assert execution.output["outcome"] == "already live"
    assert service.aws.history == []
    service.serves(OLD)


def test_an_edit_of_the_launch_template_is_rolled_out_with_the_same_digest(service: Service) -> None:
    for colour in service.aws.colours.values():
        colour.newest += 1
    assert service.run("rollout", OLD).output["outcome"] == "rolled out"
    assert service.aws.active == "green"
    assert {host.version for host in service.active.hosts} == {2}
    service.serves(OLD)
    assert service.run("rollout", OLD).output["outcome"] == "already live"


def test_new_scripts_are_rolled_out_with_the_same_digest(service: Service) -> None:
    assert service.run("rollout", OLD, bundle="v2").output["outcome"] == "rolled out"
    service.serves(OLD)


def test_the_new_colour_gets_as_many_hosts_as_scaling_has_running(service: Service) -> None:
    service.active.resize(None, None, 5)
    service.aws.wait(600)
    service.run("rollout", NEW)
    assert service.active.desired == 5
    service.serves(NEW)


def test_the_old_colour_keeps_its_size_while_it_may_have_to_take_traffic_back(service: Service) -> None:
    blue = service.active
    blue.resize(None, None, 4)
    service.aws.wait(600)
    for _ in (execution := service.begin("rollout", NEW)).states():
        if execution.path[-1:] == ["MoveTraffic"]:
            assert blue.minimum == 4
    service.serves(NEW)


def test_a_rollback_goes_in_one_step_without_a_bake_time_and_whatever_rings(service: Service) -> None:
    service.run("rollout", NEW)
    service.aws.history.clear()
    service.aws.faulty |= {NEW: 1, OLD: 1}
    service.aws.wait(300)
    assert service.run("rollback", OLD).output["outcome"] == "rolled out"
    assert [weights["blue"] for _, weights in service.aws.history] == [100]
    service.serves(OLD)


def test_a_rollback_to_a_colour_that_still_runs_builds_nothing(service: Service) -> None:
    service.run("rollout", NEW)
    old = service.idle
    old.resize(2, None, 2)
    service.aws.wait(300)
    before = len(old.deployments)
    started = service.aws.now
    assert service.run("rollback", OLD).status == "SUCCEEDED"
    assert service.aws.history[-1][0] - started < 60
    assert len(old.deployments) == before
    service.serves(OLD)


def test_a_rollback_to_what_is_live_changes_nothing(service: Service) -> None:
    assert service.run("rollback", OLD).output["outcome"] == "already live"
    service.serves(OLD)


def test_a_resize_sets_the_limits_of_the_spec_and_keeps_what_scaling_chose(service: Service) -> None:
    service.active.resize(1, 9, 5)
    service.aws.wait(300)
    assert service.run("resize").output["outcome"] == "resized"
    assert service.active.desired == 5
    service.serves(OLD)


def test_a_resize_brings_back_what_lies_outside_of_the_limits(service: Service) -> None:
    service.active.resize(0, 20, 12)
    service.aws.wait(300)
    service.run("resize")
    assert service.active.desired == 6
    service.serves(OLD)


def test_a_resize_before_the_first_rollout_does_nothing(new: Service) -> None:
    assert new.run("resize").output == {"outcome": "resized", "colour": "none", "digest": "none"}
    assert all(colour.hosts == [] for colour in new.aws.colours.values())
    new.is_quiet()


@pytest.mark.parametrize(
    ("trouble", "cause"),
    [
        ("invalid", "deployment d-.* is Failed. hook ValidateService failed"),
        ("sick", "0 of 2 hosts of green are healthy; in alarm: none, after 15 minutes"),
        ("stillborn", "0 of 2 hosts of green are in service, after 20 minutes"),
    ],
)
def test_a_version_that_does_not_come_up_gets_no_traffic(service: Service, trouble: str, cause: str) -> None:
    if trouble == "stillborn":
        service.aws.stillborn = True
    else:
        getattr(service.aws, trouble).add(NEW)
    execution = service.run("rollout", NEW)
    assert (execution.status, execution.error) == ("FAILED", "RolloutFailed")
    assert re.search(cause, execution.cause), execution.cause
    assert service.aws.history == []
    assert service.idle.digest == "none"
    service.serves(OLD)


@pytest.mark.parametrize("least", [1, 10, 60, 100])
def test_an_alarm_brings_the_traffic_back_at_once(service: Service, least: int) -> None:
    service.aws.faulty = {NEW: least}
    execution = service.run("rollout", NEW)
    assert execution.error == "RolloutFailed"
    assert "in alarm: podinfo" in execution.cause
    shifted, back = service.aws.history[-2:]
    assert shifted[1]["green"] >= least
    # The alarm needs a minute, the watch 30 seconds at most.
    assert back[0] - shifted[0] <= 60 + 30
    assert back[1] == {"blue": 100, "green": 0}
    assert service.idle.digest == "none"
    service.serves(OLD)


def test_an_alarm_that_nobody_knows_watches_nothing(service: Service) -> None:
    service.aws.missing_alarms = set(service.machines.facts["green"]["alarms"])
    execution = service.run("rollout", NEW)
    assert "in alarm: podinfo" in execution.cause
    assert service.aws.history == []
    service.serves(OLD)


def test_an_alarm_of_the_old_colour_does_not_keep_a_fix_from_being_rolled_out(service: Service) -> None:
    service.aws.faulty = {OLD: 1}
    service.aws.wait(300)
    assert service.run("rollout", NEW).status == "SUCCEEDED"
    service.serves(NEW)


@pytest.mark.parametrize("after", [30, 250])
def test_hosts_that_die_while_they_serve_bring_the_traffic_back(service: Service, after: int) -> None:
    service.aws.excused = True
    execution = service.begin("rollout", NEW)
    hurt = False
    for state in execution.states():
        if state == "Watch" and not hurt:
            hurt = True
            service.aws.later(after, lambda: setattr(service.idle.hosts[0], "broken", True))
    assert execution.cause == "only 1 hosts of green are healthy"
    assert service.aws.history[-1][1] == {"blue": 100, "green": 0}
    service.serves(OLD)


def test_traffic_is_not_returned_to_a_colour_that_is_worse_off(service: Service) -> None:
    blue = service.active
    service.aws.excused = True
    service.aws.faulty = {NEW: 1}
    execution = service.begin("rollout", NEW)
    for state in execution.states():
        if state == "Watch":
            for host in blue.hosts:
                host.broken = True
    assert "only 0 hosts of blue are healthy" in execution.cause
    assert "Tidying up failed, too" in execution.cause
    assert service.aws.history[-1][1]["green"] > 0
    assert service.idle.healthy == 2
    service.is_quiet()


def test_then_a_rollback_to_the_colour_that_is_left_is_the_way_out(service: Service) -> None:
    test_traffic_is_not_returned_to_a_colour_that_is_worse_off(service)
    assert service.run("rollback", NEW).status == "SUCCEEDED"
    service.serves(NEW)


def test_a_first_rollout_that_fails_leaves_no_hosts(new: Service) -> None:
    new.aws.faulty = {OLD: 1}
    assert "in alarm: podinfo" in new.run("rollout", OLD).cause
    assert (new.aws.active, new.idle.desired, new.idle.digest) == ("none", 0, "none")
    assert new.aws.weights == {"blue": 100, "green": 0}
    new.is_quiet()
    assert new.run("rollout", NEW).status == "SUCCEEDED"
    new.serves(NEW)


@pytest.mark.parametrize(
    "change",
    [
        {"operation": "deploy"},
        {"digest": "latest"},
        {"digest": 7},
        {"digest": NEW + "0"},
        {"bundle": {"bucket": "elsewhere", "key": "k", "version": "v", "etag": "e"}},
        {"bundle": {}},
        {"bundle": "b"},
    ],
)
def test_a_request_that_makes_no_sense_is_refused_before_anything_happens(
    service: Service, change: dict[str, object]
) -> None:
    execution = service.begin("rollout", NEW)
    execution.input |= change
    assert execution.run().error == "InvalidRequest"
    service.serves(OLD)


def test_a_call_that_fails_now_and_then_is_made_again(service: Service) -> None:
    calls: dict[str, int] = {}

    def every_third(resource: str) -> StateError | None:
        calls[resource] = calls.get(resource, 0) + 1
        throttled = calls[resource] % 3 == 0 and "startExecution" not in resource
        return StateError("Service.ThrottlingException", "Rate exceeded") if throttled else None

    service.aws.failing = every_third
    assert service.run("rollout", NEW).status == "SUCCEEDED"
    service.serves(NEW)
