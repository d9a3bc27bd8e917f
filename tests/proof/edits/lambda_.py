"""The fields that the Lambda target runs with."""

from __future__ import annotations

from proof.edits.edit import Step, Target, edit

_SPEC = """
service: {name: podinfo, description: before}
container:
  architecture: arm64
  health: {readiness: /before}
  environment: {LOG_LEVEL: before}
  secrets: {TOKEN: before-token}
secrets: {before-token: {}, after-token: {}}
observability: {log_retention_days: 30, alarms: {error_rate_percent: 1, latency_p95_ms: 500}}
targets:
  lambda:
    memory_mb: 512
    timeout_seconds: 15
    provisioned_concurrency: 1
    reserved_concurrency: 50
    throttle: {rate_per_second: 100, burst: 200}
    rollout: {strategy: canary, percent: 7, interval_minutes: 9, bake_minutes: 5}
environments:
  dev:
    account: "111111111111"
    regions: [us-east-1]
    domain: {name: before.example.com, zone: example.com, primary: lambda}
"""

_FUNCTION = "module.lambda.aws_lambda_function.this"
_STAGE = "module.lambda.aws_apigatewayv2_stage.default"
_GROUP = "module.lambda.aws_codedeploy_deployment_group.live"
_SHAPE = "module.lambda.aws_codedeploy_deployment_config.own"
_HOOKS = "module.lambda.aws_lambda_function.hook"

_EDITS = (
    edit("container.architecture", "arm64", "amd64", Step.ROLLOUT, _FUNCTION),
    edit("container.environment", "LOG_LEVEL: before", "LOG_LEVEL: after", Step.ROLLOUT, _FUNCTION),
    edit(
        "container.secrets",
        "TOKEN: before-token",
        "TOKEN: after-token",
        Step.ROLLOUT,
        _FUNCTION,
        # The right to read the secret, which is there before the version that needs it.
        "module.lambda.aws_iam_role_policy.function",
    ),
    edit(
        "service.description",
        "description: before",
        "description: after",
        Step.ROLLOUT,
        _FUNCTION,
        "module.lambda.aws_apigatewayv2_api.this",
    ),
    edit("targets.lambda.memory_mb", "memory_mb: 512", "memory_mb: 1024", Step.ROLLOUT, _FUNCTION),
    edit("targets.lambda.timeout_seconds", "seconds: 15", "seconds: 20", Step.ROLLOUT, _FUNCTION),
    # It belongs to the function, not to a version, and so holds for the live one, too.
    # Source: AWS Lambda API reference, PutFunctionConcurrency (2026-11).
    edit(
        "targets.lambda.reserved_concurrency",
        "reserved_concurrency: 50",
        "reserved_concurrency: 60",
        Step.APPLY,
        _FUNCTION,
    ),
    edit(
        "targets.lambda.provisioned_concurrency",
        "provisioned_concurrency: 1",
        "provisioned_concurrency: 2",
        Step.APPLY,
        "module.lambda.aws_lambda_provisioned_concurrency_config.live",
    ),
    edit("targets.lambda.throttle.rate_per_second", "second: 100", "second: 110", Step.APPLY, _STAGE),
    edit("targets.lambda.throttle.burst", "burst: 200", "burst: 210", Step.APPLY, _STAGE),
    edit("targets.lambda.rollout.strategy", "canary", "linear", Step.NEXT, _GROUP, _SHAPE),
    edit("targets.lambda.rollout.percent", "percent: 7", "percent: 8", Step.NEXT, _GROUP, _SHAPE),
    edit("targets.lambda.rollout.interval_minutes", "minutes: 9", "minutes: 11", Step.NEXT, _GROUP, _SHAPE),
    edit("targets.lambda.rollout.bake_minutes", "bake_minutes: 5", "bake_minutes: 6", Step.NEXT, _HOOKS),
    edit(
        "observability.alarms.error_rate_percent",
        "percent: 1,",
        "percent: 2,",
        Step.APPLY,
        "module.lambda.aws_cloudwatch_metric_alarm.api_errors",
        "module.lambda.aws_cloudwatch_metric_alarm.function_errors",
        "module.lambda.aws_cloudwatch_metric_alarm.version_errors",
    ),
    edit(
        "observability.alarms.latency_p95_ms",
        "ms: 500",
        "ms: 600",
        Step.APPLY,
        "module.lambda.aws_cloudwatch_metric_alarm.latency",
    ),
    edit(
        "observability.log_retention_days",
        "days: 30",
        "days: 60",
        Step.APPLY,
        "module.lambda.aws_cloudwatch_log_group.access",
        "module.lambda.aws_cloudwatch_log_group.function",
        "module.lambda.aws_cloudwatch_log_group.hook",
    ),
    edit(
        "container.health.readiness",
        "/before",
        "/after",
        Step.APPLY,
        "module.dns.aws_route53_health_check.target",
    ),
)

LAMBDA = Target("lambda", _SPEC, (_FUNCTION, "version"), _EDITS)
