"""The targets that an environment has."""

import pytest

from podspec.model.environment import Environment
from podspec.rules.targets import present


def environment(targets: dict[str, object]) -> Environment:
    return Environment.model_validate(
        {
            "name": "dev",
            "account": "111111111111",
            "regions": ("us-east-1",),
            "service": {"name": "podinfo"},
            "targets": targets,
        }
    )


@pytest.mark.parametrize(
    ("given", "names"),
    [
        ({}, []),
        ({"lambda": {}}, ["lambda"]),
        ({"ec2": {}}, ["ec2"]),
        ({"ec2": {}, "lambda": {}}, ["lambda", "ec2"]),
        ({"lambda": None, "ec2": {}}, ["ec2"]),
    ],
)
def test_targets_are_named_as_in_the_spec_and_come_in_the_model_s_order(
    given: dict[str, object], names: list[str]
) -> None:
    assert list(present(environment(given))) == names


def test_a_target_comes_with_its_values() -> None:
    dev = environment({"lambda": {"memory_mb": 1024}})
    assert present(dev)["lambda"] is dev.targets.lambda_
