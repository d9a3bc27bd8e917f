"""How findings about overrides are put."""

import pytest

from podspec.model.spec.escape import Override
from podspec.pipeline.override_words import no_resource, of_another_kind, short
from podspec.quoting.hcl_blocks import Argument, blocks


def argument(text: str) -> Argument:
    (block,) = blocks(f"a {{\n  x = {text}\n}}\n")
    return block.arguments["x"]


def one(value: object = 1, resource: str = "lambda.aws_lb.this") -> Override:
    return Override(resource=resource, attribute="x", value=value, reason="y")


def test_a_value_of_several_lines_is_shown_on_one() -> None:
    assert short(argument('[\n    "a",\n    "b",\n  ]')) == '[ "a", "b", ]'


def test_a_long_value_is_cut() -> None:
    assert short(argument(f'"{"a" * 100}"')) == f'"{"a" * 59}…'


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", 2.5), ("-1", 2), ('"a"', "b"), ("true", False), ("[]", ("a",)), ("{}", {"a": 1}), ("null", "any")],
)
def test_a_value_of_the_same_kind_is_right(text: str, value: object) -> None:
    assert of_another_kind(one(value), argument(text)) is None


@pytest.mark.parametrize(
    ("text", "value"), [("1", "1"), ("1", True), ('"a"', 1), ("[]", {"a": 1}), ("{}", ("a",))]
)
def test_a_value_of_another_kind_is_told(text: str, value: object) -> None:
    assert of_another_kind(one(value), argument(text))


@pytest.mark.parametrize(
    ("resource", "cure"),
    [
        ("lambda.aws_lb.other", "did you mean lambda.aws_lb.that?"),
        ("lamda.aws_lb.that", "did you mean lambda.aws_lb.that?"),
        ("lambda.aws_sqs_queue.that", "its resources stand in terraform/modules/lambda"),
        ("nothing.aws_sqs_queue.that", "the modules are ec2, lambda"),
    ],
)
def test_a_near_miss_is_near_in_module_and_type(resource: str, cure: str) -> None:
    known = ["ec2.aws_autoscaling_group.this", "lambda.aws_lb.that"]
    assert no_resource(one(resource=resource), known).help == cure
