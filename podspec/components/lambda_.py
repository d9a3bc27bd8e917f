"""The service as a Lambda function behind an HTTP API."""

from podspec.components import domains
from podspec.components.component import Component, Context
from podspec.model.scope import RegionScope, ServiceScope
from podspec.model.spec.rollout import Rollout

# What Lambda calls the processors.
# Source: botocore 1.43.11, lambda Architecture (read 2026-11).
_ARCHITECTURES = {"amd64": "x86_64", "arm64": "arm64"}


def root(scope: RegionScope) -> Context | None:
    """The call of the module in one environment and region."""
    one, target = scope.environment, scope.environment.targets.lambda_
    if target is None:
        return None
    alarms = one.observability.alarms
    return {
        "description": one.service.description or one.service.name,
        "architecture": _ARCHITECTURES[one.container.architecture],
        "memory_mb": target.memory_mb,
        "timeout_seconds": target.timeout_seconds,
        "provisioned_concurrency": target.provisioned_concurrency,
        "reserved_concurrency": target.reserved_concurrency,
        "environment_variables": one.container.environment,
        "secrets": one.container.secrets,
        "throttle": {"rate_per_second": target.throttle.rate_per_second, "burst": target.throttle.burst},
        "rollout": _rollout(target.rollout),
        "alarms": {
            "error_rate_percent": alarms.error_rate_percent,
            "latency_p95_ms": alarms.latency_p95_ms,
        },
        "domain_names": domains.names_of(one, "lambda"),
        "log_retention_days": one.observability.log_retention_days,
    }


def _rollout(rollout: Rollout) -> Context:
    bake = {"bake_minutes": rollout.bake_minutes}
    if rollout.strategy == "all_at_once":
        return {"strategy": rollout.strategy} | bake
    steps = {"percent": rollout.percent, "interval_minutes": rollout.interval_minutes}
    return {"strategy": rollout.strategy} | steps | bake


def module(scope: ServiceScope) -> Context | None:
    """The module is the same for every service that runs on Lambda anywhere."""
    anywhere = any(one.targets.lambda_ is not None for one in scope.environments)
    return {} if anywhere else None


_FILES = (
    "alarms.tf",
    "alarms_function.tf",
    "alarms_version.tf",
    "api.tf",
    "approval.tf",
    "bake.tf",
    "domain.tf",
    "function.tf",
    "hooks.tf",
    "hooks/lifecycle.py",
    "hooks/post_traffic.py",
    "hooks/pre_traffic.py",
    "hooks_iam.tf",
    "iam.tf",
    "locals.tf",
    "outputs.tf",
    "rollout.tf",
    "rollout_iam.tf",
    "variables.tf",
    "variables_domain.tf",
    "variables_function.tf",
    "variables_rollout.tf",
    "versions.tf",
)

# What the target adds to the roles of the pipeline.
_PERMISSIONS = ("lambda.tf", "lambda_api.tf", "lambda_deploy.tf", "lambda_plan.tf", "lambda_runtime.tf")

COMPONENT = Component(
    name="lambda",
    service={f"terraform/modules/lambda/{file}": module for file in _FILES}
    | {f"terraform/modules/identity/{file}": module for file in _PERMISSIONS},
    region={"terraform/environments/{environment}/{region}/lambda.tf": root},
)
