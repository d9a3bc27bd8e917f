"""The fields that the EC2 target runs with."""

from __future__ import annotations

from proof.edits.edit import Step, Target, edit

_SPEC = """
repository: {slug: acme/early, owner_id: 1001, repository_id: 2002, default_branch: early-main}
container:
  port: 8080
  health: {readiness: /before}
  environment: {LOG_LEVEL: before}
  secrets: {TOKEN: before-token}
  architecture: arm64
targets:
  ec2:
    instance_type: t4g.small
    hosts: {min: 2, desired: 3, max: 6}
    scaling: {cpu_percent: 60, memory_percent: 70, requests_per_host: 1000}
    purchase: on_demand
    rollout: {strategy: canary, percent: 7, interval_minutes: 9, bake_minutes: 5}
secrets: {before-token: {}, after-token: {}}
observability:
  log_retention_days: 30
  alarms: {error_rate_percent: 1, latency_p95_ms: 500, unhealthy_hosts: 1}
environments:
  dev:
    account: "111111111111"
    regions: [us-east-1]
    network: {cidr: 10.10.0.0/16}
    domain: {name: web.example.com, zone: example.com, primary: ec2}
"""

_HOSTS = "module.ec2.aws_launch_template.colour"
_GROUPS = "module.ec2.aws_autoscaling_group.colour"
_ROLLOUT = "module.ec2.aws_sfn_state_machine.rollout"
_WATCH = "module.ec2.aws_sfn_state_machine.watch"
_ALARM = "module.ec2.aws_cloudwatch_metric_alarm"
_SCALING = "module.ec2.aws_autoscaling_policy"

_EDITS = (
    # Another processor needs other hosts, so the two change together.
    edit(
        "container.architecture",
        "arm64\ntargets:\n  ec2:\n    instance_type: t4g",
        "amd64\ntargets:\n  ec2:\n    instance_type: t3",
        Step.ROLLOUT,
        _HOSTS,
    ),
    edit("container.environment", "LOG_LEVEL: before", "LOG_LEVEL: after", Step.ROLLOUT, _HOSTS),
    edit("container.port", "port: 8080", "port: 9090", Step.ROLLOUT, _HOSTS),
    edit(
        "container.secrets",
        "TOKEN: before-token",
        "TOKEN: after-token",
        Step.ROLLOUT,
        _HOSTS,
        # The right to read the secret, which is there before the hosts that need it.
        "module.ec2.aws_iam_role_policy.host",
    ),
    # Whoever asks whether a host is ready asks at once; the host's own check comes with the host.
    edit(
        "container.health.readiness",
        "/before",
        "/after",
        Step.ROLLOUT,
        _HOSTS,
        "module.ec2.aws_lb_target_group.colour",
        "module.dns.aws_route53_health_check.target",
    ),
    # Whose signatures a host accepts.
    edit("repository.slug", "acme/early", "acme/late", Step.ROLLOUT, _HOSTS),
    edit("repository.default_branch", "early-main", "late-main", Step.ROLLOUT, _HOSTS),
    edit("targets.ec2.instance_type", "t4g.small", "t4g.medium", Step.ROLLOUT, _HOSTS),
    edit("targets.ec2.purchase", "on_demand", "spot", Step.NEXT, _GROUPS),
    edit("targets.ec2.hosts.min", "min: 2", "min: 1", Step.NEXT, _ROLLOUT, _WATCH),
    edit("targets.ec2.hosts.desired", "desired: 3", "desired: 4", Step.NEXT, _ROLLOUT),
    edit("targets.ec2.hosts.max", "max: 6", "max: 7", Step.NEXT, _ROLLOUT),
    edit("targets.ec2.scaling.cpu_percent", "cpu_percent: 60", "cpu_percent: 50", Step.APPLY, f"{_SCALING}.cpu"),
    edit("targets.ec2.scaling.memory_percent", "percent: 70", "percent: 80", Step.APPLY, f"{_SCALING}.memory"),
    edit("targets.ec2.scaling.requests_per_host", "host: 1000", "host: 900", Step.APPLY, f"{_SCALING}.requests"),
    edit("targets.ec2.rollout.strategy", "canary", "linear", Step.NEXT, _ROLLOUT),
    edit("targets.ec2.rollout.percent", "percent: 7,", "percent: 8,", Step.NEXT, _ROLLOUT),
    edit("targets.ec2.rollout.interval_minutes", "minutes: 9", "minutes: 11", Step.NEXT, _ROLLOUT),
    edit("targets.ec2.rollout.bake_minutes", "bake_minutes: 5", "bake_minutes: 6", Step.NEXT, _ROLLOUT),
    edit("observability.alarms.error_rate_percent", "percent: 1,", "percent: 2,", Step.APPLY, f"{_ALARM}.errors"),
    edit("observability.alarms.latency_p95_ms", "ms: 500", "ms: 600", Step.APPLY, f"{_ALARM}.latency"),
    edit(
        "observability.alarms.unhealthy_hosts",
        "unhealthy_hosts: 1",
        "unhealthy_hosts: 2",
        Step.APPLY,
        f"{_ALARM}.unhealthy_hosts",
    ),
    edit(
        "observability.log_retention_days",
        "days: 30",
        "days: 60",
        Step.APPLY,
        "module.ec2.aws_cloudwatch_log_group.rollout",
        "module.ec2.aws_cloudwatch_log_group.this",
        "module.ec2.aws_s3_bucket_lifecycle_configuration.access_logs",
    ),
    # Where people approve releases, nobody deletes by mistake what holds the traffic and its history.
    edit(
        "approval",
        "primary: ec2}\n",
        "primary: ec2}\n    approval: {reviewers: [acme/release-managers]}\n",
        Step.APPLY,
        "module.ec2.aws_dynamodb_table.rollout",
        "module.ec2.aws_lb.this",
        "module.ec2.aws_s3_bucket.access_logs",
        "module.ec2.aws_s3_bucket.bundles",
    ),
)

EC2 = Target("ec2", _SPEC, (_HOSTS, "latest_version"), _EDITS)
