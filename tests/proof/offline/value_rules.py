"""Limits of values which AWS's API models do not state, or state too widely: written by hand.

Limits that the models do state are in data/values.json. Sources, all read 2026-11:

    [BOTO]  botocore 1.44.5, service models          [TF]   hashicorp/terraform-provider-aws, website/docs/r
    [IAM]   IAM User Guide: quotas; policy elements  [S3]   S3 User Guide: bucket naming rules
    [LDG]   Lambda Developer Guide: quotas           [ELB]  ELB User Guide: load balancers, target groups
    [CW]    CloudWatch API Reference: PutMetricAlarm [LOGS] CloudWatch Logs API: PutRetentionPolicy
    [CD]    CodeDeploy User Guide: quotas            [VPC]  VPC User Guide: CIDR blocks
    [R53]   Route 53 API Reference                   [EC2]  EC2 User Guide: user data
    [APIG]  API Gateway Developer Guide: quotas      [SNS]  SNS API Reference: CreateTopic
    [KMS]   KMS API: ScheduleKeyDeletion             [SFN]  Amazon States Language
    [GEN]   AWS General Reference: ARNs
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from proof.offline import checks
from proof.offline.checks import between, matches, one_of, shorter_than

if TYPE_CHECKING:
    from proof.offline.checks import Check


@dataclass(frozen=True)
class Rule:
    """What one argument's value must be.

    Attributes:
        accepts: the predicate.
        expected: what it asks for, for the message.
        source: where the limit is published; a key of the list above.
    """

    accepts: Check
    expected: str
    source: str


@dataclass(frozen=True)
class Choice:
    """Arguments of which a resource takes at most one, or exactly one."""

    names: tuple[str, ...]
    source: str
    exactly_one: bool = False


# 0 is the provider's word for ever.
_RETENTION_DAYS = (0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731)
_RETENTION_YEARS = (1096, 1827, 2192, 2557, 2922, 3288, 3653)
_ALB_NAME = r"(?!-)(?!internal-)[A-Za-z0-9-]{1,32}(?<!-)"

# By name of the argument, on every type, at any depth.
BY_NAME = {
    "assume_role_policy": Rule(checks.trust_policy, "a policy with principals and without resources", "IAM"),
    "cidr_ipv4": Rule(checks.ipv4_network(0, 32), "an IPv4 network such as 10.0.0.0/16", "TF"),
    "cidr_ipv6": Rule(checks.ipv6_network, "an IPv6 network such as ::/0", "TF"),
    "destination_cidr_block": Rule(checks.ipv4_network(0, 32), "an IPv4 network such as 0.0.0.0/0", "TF"),
    "event_pattern": Rule(checks.json_text, "JSON", "TF"),
    "monitor_specification": Rule(checks.json_text, "JSON", "TF"),
    "filter_policy": Rule(checks.json_text, "JSON", "TF"),
}
# By ending of the argument's name, on every type, at any depth.
BY_ENDING = {
    "_arn": Rule(checks.arn, "an ARN", "GEN"),
    "_arns": Rule(checks.arn, "an ARN", "GEN"),
}
# By type and dotted path.
BY_PATH = {
    ("aws_apigatewayv2_integration", "payload_format_version"): Rule(one_of("1.0", "2.0"), "1.0 or 2.0", "TF"),
    ("aws_apigatewayv2_integration", "timeout_milliseconds"): Rule(between(50, 30000), "50 to 30000 ms", "APIG"),
    ("aws_apigatewayv2_route", "route_key"): Rule(
        matches(r"\$default|\$connect|\$disconnect|(ANY|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) /.*"),
        "$default or METHOD /path",
        "TF",
    ),
    ("aws_autoscaling_group", "health_check_type"): Rule(
        one_of("EC2", "ELB", "VPC_LATTICE", "EBS"), "EC2 or ELB", "TF"
    ),
    ("aws_autoscaling_group", "name"): Rule(
        matches(r"[^:]{1,255}"), "up to 255 characters without a colon", "BOTO"
    ),
    ("aws_autoscaling_lifecycle_hook", "default_result"): Rule(
        one_of("CONTINUE", "ABANDON"), "CONTINUE or ABANDON", "TF"
    ),
    ("aws_budgets_budget", "limit_amount"): Rule(matches(r"\d+(\.\d+)?"), "a number", "TF"),
    ("aws_budgets_budget", "name"): Rule(
        matches(r"(?!.*/action/)[^:\\]{1,100}"), "a name without : and \\", "BOTO"
    ),
    ("aws_cloudwatch_dashboard", "dashboard_body"): Rule(checks.json_text, "JSON", "TF"),
    ("aws_cloudwatch_log_group", "retention_in_days"): Rule(
        one_of(*_RETENTION_DAYS, *_RETENTION_YEARS), "a term that AWS offers", "LOGS"
    ),
    ("aws_cloudwatch_metric_alarm", "period"): Rule(checks.alarm_period, "10, 20, 30 or a multiple of 60", "CW"),
    ("aws_cloudwatch_metric_alarm", "extended_statistic"): Rule(
        matches(r"(p|tm|tc|ts|wm|PR|TC|TM|TS|WM).+|IQM"), "a percentile or trimmed statistic", "CW"
    ),
    ("aws_cloudwatch_metric_alarm", "metric_query.metric.period"): Rule(
        checks.alarm_period, "10, 20, 30 or a multiple of 60", "CW"
    ),
    ("aws_cloudwatch_metric_alarm", "metric_query.id"): Rule(
        matches(r"[a-z][a-zA-Z0-9_]{0,254}"), "a lower-case letter, then letters, digits, underscores", "CW"
    ),
    ("aws_cloudwatch_metric_alarm", "treat_missing_data"): Rule(
        one_of("missing", "ignore", "breaching", "notBreaching"),
        "missing, ignore, breaching or notBreaching",
        "CW",
    ),
    ("aws_codedeploy_deployment_config", "deployment_config_name"): Rule(
        matches(r"(?!CodeDeployDefault\.).*"), "a name that is not AWS's own", "CD"
    ),
    ("aws_codedeploy_deployment_config", "traffic_routing_config.time_based_canary.interval"): Rule(
        between(1, 2880), "1 to 2880 minutes", "CD"
    ),
    ("aws_codedeploy_deployment_config", "traffic_routing_config.time_based_canary.percentage"): Rule(
        between(1, 99), "1 to 99 percent", "CD"
    ),
    ("aws_codedeploy_deployment_config", "traffic_routing_config.time_based_linear.interval"): Rule(
        between(1, 2880), "1 to 2880 minutes", "CD"
    ),
    ("aws_codedeploy_deployment_config", "traffic_routing_config.time_based_linear.percentage"): Rule(
        between(1, 99), "1 to 99 percent", "CD"
    ),
    ("aws_codedeploy_deployment_group", "alarm_configuration.alarms"): Rule(
        matches(r".{1,255}"), "the name of an alarm", "CW"
    ),
    ("aws_ecr_lifecycle_policy", "policy"): Rule(checks.json_text, "JSON", "TF"),
    ("aws_ecr_registry_policy", "policy"): Rule(checks.resource_policy, "a policy with principals", "IAM"),
    ("aws_ecr_repository_creation_template", "lifecycle_policy"): Rule(checks.json_text, "JSON", "TF"),
    ("aws_ecr_repository_creation_template", "repository_policy"): Rule(
        checks.resource_policy, "a policy with principals", "IAM"
    ),
    ("aws_ecr_repository_policy", "policy"): Rule(checks.resource_policy, "a policy with principals", "IAM"),
    ("aws_iam_openid_connect_provider", "url"): Rule(matches(r"https://[^\s?]+"), "an https URL", "IAM"),
    ("aws_iam_policy", "policy"): Rule(checks.identity_policy, "a policy with resources and no principal", "IAM"),
    ("aws_iam_role_policy", "policy"): Rule(
        checks.identity_policy, "a policy with resources and no principal", "IAM"
    ),
    ("aws_kms_alias", "name"): Rule(matches(r"alias/(?!aws/).+"), "alias/ and a name", "TF"),
    ("aws_kms_key", "deletion_window_in_days"): Rule(between(7, 30), "7 to 30 days", "KMS"),
    ("aws_kms_key", "policy"): Rule(checks.resource_policy, "a policy with principals", "IAM"),
    ("aws_kms_key_policy", "policy"): Rule(checks.resource_policy, "a policy with principals", "IAM"),
    ("aws_kms_replica_key", "deletion_window_in_days"): Rule(between(7, 30), "7 to 30 days", "KMS"),
    ("aws_kms_replica_key", "policy"): Rule(checks.resource_policy, "a policy with principals", "IAM"),
    # 140 and 32768 in the models are for ARNs and for Lambda Managed Instances.
    ("aws_lambda_function", "function_name"): Rule(
        matches(r"[a-zA-Z0-9-_]{1,64}"), "a name of up to 64 characters", "LDG"
    ),
    ("aws_lambda_function", "memory_size"): Rule(between(128, 10240), "128 to 10240 MB", "LDG"),
    ("aws_lambda_function", "timeout"): Rule(between(1, 900), "1 to 900 seconds", "LDG"),
    ("aws_lambda_function", "ephemeral_storage.size"): Rule(between(512, 10240), "512 to 10240 MB", "LDG"),
    ("aws_launch_template", "user_data"): Rule(checks.user_data, "base64 of at most 16 KiB", "EC2"),
    ("aws_launch_template", "metadata_options.http_put_response_hop_limit"): Rule(
        between(1, 64), "1 to 64", "EC2"
    ),
    ("aws_lb", "load_balancer_type"): Rule(
        one_of("application", "network", "gateway"), "a type of load balancer", "ELB"
    ),
    ("aws_lb", "name"): Rule(matches(_ALB_NAME), "up to 32 letters, digits and inner hyphens", "ELB"),
    ("aws_lb", "idle_timeout"): Rule(between(1, 4000), "1 to 4000 seconds", "ELB"),
    ("aws_lb_listener", "ssl_policy"): Rule(matches(r"ELBSecurityPolicy-.+"), "an ELB security policy", "ELB"),
    ("aws_lb_listener", "default_action.forward.target_group.weight"): Rule(between(0, 999), "0 to 999", "ELB"),
    ("aws_lb_target_group", "deregistration_delay"): Rule(between(0, 3600), "0 to 3600 seconds", "ELB"),
    ("aws_lb_target_group", "health_check.healthy_threshold"): Rule(between(2, 10), "2 to 10", "ELB"),
    ("aws_lb_target_group", "health_check.interval"): Rule(between(5, 300), "5 to 300 seconds", "ELB"),
    ("aws_lb_target_group", "health_check.path"): Rule(matches(r"/\S*"), "a path from /", "ELB"),
    ("aws_lb_target_group", "health_check.timeout"): Rule(between(2, 120), "2 to 120 seconds", "ELB"),
    ("aws_lb_target_group", "health_check.unhealthy_threshold"): Rule(between(2, 10), "2 to 10", "ELB"),
    ("aws_lb_target_group", "name"): Rule(matches(_ALB_NAME), "up to 32 letters, digits and inner hyphens", "ELB"),
    ("aws_route53_health_check", "request_interval"): Rule(one_of(10, 30), "10 or 30 seconds", "R53"),
    ("aws_s3_bucket", "bucket"): Rule(checks.bucket_name, "a bucket's name", "S3"),
    ("aws_s3_bucket_policy", "policy"): Rule(checks.resource_policy, "a policy with principals", "IAM"),
    (
        "aws_s3_bucket_server_side_encryption_configuration",
        "rule.apply_server_side_encryption_by_default.sse_algorithm",
    ): Rule(one_of("AES256", "aws:kms", "aws:kms:dsse"), "AES256, aws:kms or aws:kms:dsse", "S3"),
    ("aws_secretsmanager_secret", "name"): Rule(
        matches(r"[A-Za-z0-9/_+=.@-]{1,512}(?<!-\w{6})"),
        "a secret's name that does not look like the end of an ARN",
        "BOTO",
    ),
    ("aws_secretsmanager_secret", "recovery_window_in_days"): Rule(
        one_of(0, *range(7, 31)), "0, or 7 to 30 days", "TF"
    ),
    ("aws_secretsmanager_secret_policy", "policy"): Rule(
        checks.resource_policy, "a policy with principals", "IAM"
    ),
    ("aws_security_group", "description"): Rule(
        matches(r"[A-Za-z0-9 ._\-:/()#,@\[\]+=&;{}!$*]{1,255}"), "the characters EC2 allows", "TF"
    ),
    ("aws_sfn_state_machine", "definition"): Rule(checks.state_machine, "states that exist and an end", "SFN"),
    ("aws_sns_topic", "name"): Rule(matches(r"[A-Za-z0-9_-]{1,256}(\.fifo)?"), "letters, digits, _ and -", "SNS"),
    ("aws_sns_topic_policy", "policy"): Rule(checks.resource_policy, "a policy with principals", "IAM"),
    ("aws_sns_topic_subscription", "protocol"): Rule(
        one_of("sqs", "sms", "lambda", "firehose", "application", "email", "email-json", "http", "https"),
        "a protocol",
        "TF",
    ),
    ("aws_sqs_queue_policy", "policy"): Rule(checks.resource_policy, "a policy with principals", "IAM"),
    ("aws_ssm_parameter", "name"): Rule(
        matches(r"(?!/?(aws|ssm)[./-]?)[A-Za-z0-9_.\-/]{1,1011}"), "a name that is not AWS's own", "TF"
    ),
    ("aws_subnet", "cidr_block"): Rule(checks.ipv4_network(16, 28), "an IPv4 network from /16 to /28", "VPC"),
    ("aws_vpc", "cidr_block"): Rule(checks.ipv4_network(16, 28), "an IPv4 network from /16 to /28", "VPC"),
    ("aws_vpc_endpoint", "policy"): Rule(checks.resource_policy, "a policy with principals", "IAM"),
    ("aws_vpc_security_group_egress_rule", "description"): Rule(shorter_than(256), "up to 255 characters", "TF"),
    ("aws_vpc_security_group_ingress_rule", "description"): Rule(shorter_than(256), "up to 255 characters", "TF"),
}

_NAME_OR_PREFIX = (Choice(("name", "name_prefix"), "TF"),)
_PEER = ("cidr_ipv4", "cidr_ipv6", "prefix_list_id", "referenced_security_group_id")
# By type: arguments that exclude each other.
CHOICES = {
    "aws_autoscaling_group": (
        *_NAME_OR_PREFIX,
        Choice(("launch_template", "launch_configuration", "mixed_instances_policy"), "TF", exactly_one=True),
    ),
    "aws_cloudwatch_metric_alarm": (
        Choice(("metric_name", "metric_query", "evaluation_criteria"), "TF", exactly_one=True),
        Choice(("statistic", "extended_statistic"), "TF"),
    ),
    "aws_iam_policy": _NAME_OR_PREFIX,
    "aws_iam_role": _NAME_OR_PREFIX,
    "aws_iam_role_policy": _NAME_OR_PREFIX,
    "aws_lambda_function": (Choice(("filename", "image_uri", "s3_bucket"), "TF", exactly_one=True),),
    "aws_launch_template": _NAME_OR_PREFIX,
    "aws_lb": (*_NAME_OR_PREFIX, Choice(("subnets", "subnet_mapping"), "TF", exactly_one=True)),
    "aws_lb_target_group": _NAME_OR_PREFIX,
    "aws_route53_record": (Choice(("alias", "records"), "TF", exactly_one=True), Choice(("alias", "ttl"), "TF")),
    "aws_s3_bucket": (Choice(("bucket", "bucket_prefix"), "TF"),),
    "aws_secretsmanager_secret": _NAME_OR_PREFIX,
    "aws_secretsmanager_secret_version": (
        Choice(("secret_string", "secret_binary", "secret_string_wo"), "TF", exactly_one=True),
    ),
    "aws_security_group": _NAME_OR_PREFIX,
    "aws_sns_topic": _NAME_OR_PREFIX,
    "aws_ssm_parameter": (Choice(("value", "insecure_value", "value_wo"), "TF", exactly_one=True),),
    "aws_vpc_security_group_egress_rule": (Choice(_PEER, "TF", exactly_one=True),),
    "aws_vpc_security_group_ingress_rule": (Choice(_PEER, "TF", exactly_one=True),),
}
