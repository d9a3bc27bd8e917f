"""The table of what replaces a resource, and what nobody knows."""

import pytest

from podspec.impact.replacement import UNKNOWN, kind


@pytest.mark.parametrize(
    ("name", "path", "forces"),
    [
        ("aws_vpc", "cidr_block", True),
        ("aws_vpc", "enable_dns_support", False),
        ("aws_vpc", "tags.Name", False),
        ("aws_vpc", "region", True),
        ("aws_lambda_function", "memory_size", False),
        ("aws_lambda_function", "environment.variables.LOG_LEVEL", False),
        ("aws_lambda_function", "no_such_argument", None),
        ("aws_lb_listener", "load_balancer_arn", True),
        ("aws_sfn_state_machine", "definition", False),
        ("aws_s3_bucket", "timeouts.create", False),
        ("aws_no_such_thing", "name", None),
    ],
)
def test_what_a_change_does(name: str, path: str, *, forces: bool | None) -> None:
    assert kind(name).forces(path) is forces


def test_the_source_of_a_rule_may_change_but_not_become_another_kind_of_source() -> None:
    rule = kind("aws_vpc_security_group_ingress_rule")
    assert rule.forces("cidr_ipv4") is False
    assert rule.forces("cidr_ipv4", toggled=True) is True


def test_what_depends_on_another_argument_is_doubtful_where_that_says_so() -> None:
    balancer = kind("aws_lb")
    assert balancer.given({"load_balancer_type": "application"}).forces("subnets") is False
    assert balancer.given({"load_balancer_type": "network"}).forces("subnets") is None


def test_a_type_that_is_not_in_the_table_is_unknown() -> None:
    assert kind("random_password") is UNKNOWN
    assert not UNKNOWN.has_region


def test_an_update_of_a_function_publishes_a_version() -> None:
    assert "version" in kind("aws_lambda_function").renews
