"""What no override may touch."""

from pathlib import Path

import pytest

from podspec.model.protected import PROTECTIONS, protection
from podspec.quoting.hcl_blocks import Block, blocks

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize(
    ("resource", "attribute", "reason"),
    [
        ("lambda.aws_lambda_function.this", "image_uri", "the image that was signed"),
        ("lambda.aws_lambda_function.hook", "environment", "the image that was signed"),
        ("lambda.aws_lambda_function.this", "image_config.command", "the image that was signed"),
        ("lambda.aws_lambda_alias.live", "routing_config", "the rollout owns it"),
        ("lambda.aws_codedeploy_deployment_group.live", "alarm_configuration.enabled", "the rollout owns it"),
        ("lambda.aws_cloudwatch_metric_alarm.latency", "evaluation_periods", "rolls a bad version back"),
        ("ec2.aws_autoscaling_group.colour", "max_size", "the rollout owns it"),
        ("ec2.aws_launch_template.colour", "metadata_options.http_tokens", "closed to the public"),
        ("identity.aws_iam_role.ci", "max_session_duration", "rights"),
        ("registry.aws_ecr_repository.this", "image_tag_mutability", "the image that was signed"),
        ("registry.aws_ecr_repository.this", "policy", "rights"),
        ("ec2.aws_s3_bucket_public_access_block.bundles", "block_public_acls", "closed to the public"),
        ("observability.aws_s3_bucket.canary", "bucket", "by their names"),
        ("observability.aws_s3_bucket.canary", "tags", "service.tags"),
        ("secrets.aws_secretsmanager_secret_version.this", "secret_string", "no secret's value"),
        ("lambda.aws_apigatewayv2_integration.live", "lifecycle", "Terraform's own"),
        ("lambda.aws_apigatewayv2_integration.live", "provider", "Terraform's own"),
        ("lambda.aws_apigatewayv2_integration.live", "region", "environments"),
    ],
)
def test_a_promise_is_kept_and_the_reason_is_said(resource: str, attribute: str, reason: str) -> None:
    assert reason in protection(resource, attribute)


@pytest.mark.parametrize(
    ("resource", "attribute"),
    [
        ("lambda.aws_apigatewayv2_integration.live", "timeout_milliseconds"),
        ("lambda.aws_lambda_function.this", "ephemeral_storage.size"),
        ("ec2.aws_lb.this", "idle_timeout"),
        ("ec2.aws_launch_template.colour", "block_device_mappings.ebs.volume_size"),
        ("ec2.aws_vpc_security_group_ingress_rule.web", "cidr_ipv4"),
        ("observability.aws_cloudwatch_metric_alarm.canary", "evaluation_periods"),
    ],
)
def test_what_breaks_no_promise_is_free(resource: str, attribute: str) -> None:
    assert protection(resource, attribute) == ""


def test_every_attribute_that_terraform_is_told_to_ignore_is_named_where_it_is_written() -> None:
    """Those are not in the table: the modules themselves say what the rollout owns."""
    owned = {name for one in _resources() for name in _ignored(one)}
    assert {"image_uri", "routing_config", "default_action", "desired_capacity"} <= owned


def test_no_protection_is_of_a_type_that_podspec_never_makes() -> None:
    made = {one.labels[0] for one in _resources()}
    named = {one.resources.split(".")[1] for one in PROTECTIONS if one.resources != "*"}
    unmade = {one for one in named if "*" not in one and one not in made}
    assert unmade <= {"aws_lb_listener_rule"}


def _resources() -> list[Block]:
    files = (ROOT / "generated").rglob("*.tf")
    return [one for path in files for one in blocks(path.read_text("utf-8")) if one.kind == "resource"]


def _ignored(block: Block) -> list[str]:
    from podspec.pipeline.rewrite import ignored

    return sorted(ignored(block))
