"""Processor and memory, number and scaling."""

from typing import Any

import pytest
from manifests_of_copilot import carried, left, lines

EC2 = "targets.ec2."


@pytest.mark.parametrize(
    ("cpu", "memory", "instance"),
    [(256, 512, "t3.small"), (256, 1536, "t3.small"), (256, 1537, "t3.medium"), (4096, 8192, "t3.xlarge")],
)
def test_processor_and_memory_choose_the_smallest_type_that_holds_them(
    cpu: int, memory: int, instance: str
) -> None:
    of = carried({"cpu": cpu, "memory": memory})
    assert (lines(of)[f"{EC2}instance_type"], left(of)) == (instance, set())


def test_an_arm_image_gets_an_arm_host() -> None:
    assert lines(carried({"platform": "linux/arm64"}))[f"{EC2}instance_type"] == "t4g.small"


def test_what_no_type_holds_is_left_and_gets_the_largest() -> None:
    of = carried({"cpu": 256, "memory": 999_999})
    assert (lines(of)[f"{EC2}instance_type"], left(of)) == ("t3.2xlarge", {"cpu", "memory"})


def test_an_environment_that_names_one_of_the_two_inherits_the_other() -> None:
    of = carried({"cpu": 4096, "memory": 512, "environments": {"prod": {"memory": 1024}, "test": {}}})
    said = lines(of)
    assert said["environments.prod.targets.ec2.instance_type"] == "t3.xlarge"
    assert "environments.test.targets.ec2.instance_type" not in said


def test_memory_of_a_function_is_its_own_and_processor_is_not() -> None:
    of = carried({"cpu": 1024, "memory": 2048}, "lambda")
    assert (lines(of)["targets.lambda.memory_mb"], left(of)) == (2048, {"cpu"})


COUNTS: list[tuple[Any, dict[str, Any]]] = [
    (3, {"hosts": {"min": 3, "desired": 3, "max": 3}}),
    (0, {"hosts": {"min": 0, "desired": 0, "max": 1}}),
    ({"spot": 2}, {"hosts": {"min": 2, "desired": 2, "max": 2}, "purchase": "spot"}),
    (
        {"range": "1-10", "cpu_percentage": 70},
        {"hosts": {"min": 1, "desired": 1, "max": 10}, "scaling.cpu_percent": 70},
    ),
    (
        {"range": {"min": 1, "max": 4}, "requests": {"value": 9}},
        {
            "hosts": {"min": 1, "desired": 1, "max": 4},
            "scaling.requests_per_host": 9,
            "scaling.cpu_percent": None,
        },
    ),
]


@pytest.mark.parametrize(("count", "expected"), COUNTS)
def test_a_count_becomes_hosts_and_what_to_scale_by(count: Any, expected: dict[str, Any]) -> None:  # noqa: ANN401 - as YAML has it
    of = carried({"count": count})
    said = {key.removeprefix(EC2): value for key, value in lines(of).items() if key.startswith(EC2)}
    assert said | {"instance_type": ""} == expected | {"instance_type": ""}
    assert left(of) == set()


@pytest.mark.parametrize("count", ["many", {"range": "1 to 3"}, {"range": {"min": 1}}, {"response_time": "2s"}])
def test_a_count_that_cannot_be_read_is_left(count: Any) -> None:  # noqa: ANN401 - as YAML has it
    of = carried({"count": count})
    assert f"{EC2}hosts" not in lines(of)
    assert left(of)


def test_an_environments_count_takes_the_place_of_the_whole_one() -> None:
    said = lines(carried({"count": {"spot": 2}, "environments": {"prod": {"count": 4}}}))
    assert said["environments.prod.targets.ec2.purchase"] == "on_demand"


def test_a_function_has_no_count() -> None:
    assert left(carried({"count": 3}, "lambda")) == {"count"}
