"""The service as a container on EC2 hosts behind an Application Load Balancer."""

from podspec.components import domains, presence
from podspec.components.component import Component, Context
from podspec.components.names import base_name, bucket_name
from podspec.components.places import Place
from podspec.components.rollouts import rollout_of
from podspec.components.signing import COSIGN, ISSUER, signer, source_ref
from podspec.model.environment import Environment
from podspec.model.naming import aws_name
from podspec.model.scope import RegionScope, ServiceScope
from podspec.model.spec.container import Container
from podspec.model.spec.service import Repository
from podspec.model.spec.targets import Ec2Target

#: What EC2 calls the processors.
#: Source: botocore 1.43.11, ec2 ArchitectureType (read 2026-11).
ARCHITECTURES = {"amd64": "x86_64", "arm64": "arm64"}

#: One serves, the other waits for the next rollout.
COLOURS = ("blue", "green")


def root(scope: RegionScope) -> Context | None:
    """The call of the module in one environment and region."""
    one, target = scope.environment, scope.environment.targets.ec2
    if target is None:
        return None
    return (
        _names(one, Place(one.account, scope.region))
        | _hosts(target)
        | _container(one.container)
        | _operations(one)
        | {
            "rollout": rollout_of(target.rollout),
            "signature": _signature(scope.spec.repository),
            "domain_names": domains.names_of(one, "ec2"),
            # Where people have to approve a release, nobody deletes the load balancer by mistake.
            "protected": one.approval is not None,
        }
    )


def _signature(repository: Repository) -> Context:
    return {
        "identity": signer(repository),
        "issuer": ISSUER,
        "repository": repository.slug,
        "ref": source_ref(repository),
    }


def _names(environment: Environment, place: Place) -> Context:
    """Names that AWS cuts shorter than the rest."""
    parts = environment.service.name, environment.name
    return {
        "load_balancer": load_balancer(environment),
        "target_groups": {colour: aws_name("target_group", *parts, colour) for colour in COLOURS},
        "buckets": {
            purpose: bucket_name(base_name(*parts), purpose, place) for purpose in ("bundles", "access-logs")
        },
    }


def load_balancer(environment: Environment) -> str:
    """Name of the load balancer before the hosts."""
    parts = environment.service.name, environment.name
    name = aws_name("alb", *parts)
    # AWS keeps names that begin so for itself, and a service may be called so.
    return aws_name("alb", "alb", *parts) if name.startswith("internal-") else name


def _hosts(target: Ec2Target) -> Context:
    hosts, scaling = target.hosts, target.scaling
    goals = {
        "cpu_percent": scaling.cpu_percent,
        "memory_percent": scaling.memory_percent,
        "requests_per_host": scaling.requests_per_host,
    }
    return {
        "instance_type": target.instance_type,
        "purchase": target.purchase,
        "hosts": {"min": hosts.min, "desired": hosts.desired, "max": hosts.max},
        "scaling": {name: goal for name, goal in goals.items() if goal is not None},
    }


def _container(container: Container) -> Context:
    cosign = COSIGN[container.architecture]
    return {
        "architecture": ARCHITECTURES[container.architecture],
        "cosign": {"version": cosign.version, "sha256": cosign.sha256},
        "port": container.port,
        "readiness_path": container.health.readiness,
        "environment_variables": container.environment,
        "secrets": container.secrets,
    }


def _operations(environment: Environment) -> Context:
    alarms = environment.observability.alarms
    return {
        "alarms": {
            "error_rate_percent": alarms.error_rate_percent,
            "latency_p95_ms": alarms.latency_p95_ms,
            "unhealthy_hosts": alarms.unhealthy_hosts,
        },
        "log_retention_days": environment.observability.log_retention_days,
    }


def module(scope: ServiceScope) -> Context | None:
    """The module is the same for every service that runs on EC2 anywhere."""
    anywhere = any(presence.runs_on_ec2(one) for one in scope.environments)
    return {} if anywhere else None


_FILES = (
    "access_logs.tf",
    "alarms.tf",
    "bundles.tf",
    "codedeploy.tf",
    "codedeploy_iam.tf",
    "host/podspec-host.sh",
    "host/podspec-install.sh",
    "host/podspec-trust.service",
    "host/podspec-trust.timer",
    "host/podspec.service",
    "host_agent.tf",
    "host_agent_iam.tf",
    "host_files.tf",
    "host_iam.tf",
    "hosts.tf",
    "listener.tf",
    "load_balancer.tf",
    "locals.tf",
    "logs.tf",
    "outputs.tf",
    "parameters.tf",
    "scaling.tf",
    "security_groups.tf",
    "variables.tf",
    "variables_container.tf",
    "variables_hosts.tf",
    "variables_network.tf",
    "variables_operations.tf",
    "versions.tf",
)

# The state machine, which does the rollouts.
_ROLLOUT = (
    "rollout.tf",
    "rollout_end.tf",
    "rollout_hold.tf",
    "rollout_iam.tf",
    "rollout_iam_machine.tf",
    "rollout_iam_rights.tf",
    "rollout_lock.tf",
    "rollout_look.tf",
    "rollout_prepare.tf",
    "rollout_shift.tf",
    "rollout_table.tf",
    "rollout_tidy.tf",
    "rollout_wait.tf",
    "rollout_watch.tf",
    "variables_rollout.tf",
)

# What the target adds to the roles of the pipeline.
_PERMISSIONS = ("ec2.tf", "ec2_deploy.tf", "ec2_plan.tf", "ec2_runtime.tf", "ec2_tags.tf")

# What CodeDeploy brings to the hosts.
_BUNDLE = (
    "appspec.yml",
    "hooks/after-install.sh",
    "hooks/application-start.sh",
    "hooks/application-stop.sh",
    "hooks/before-install.sh",
    "hooks/hook.sh",
    "hooks/validate-service.sh",
)

COMPONENT = Component(
    name="ec2",
    service={f"terraform/modules/ec2/{file}": module for file in (*_FILES, *_ROLLOUT)}
    | {f"terraform/modules/identity/{file}": module for file in _PERMISSIONS}
    | {f"codedeploy/ec2/{file}": module for file in _BUNDLE},
    region={"terraform/environments/{environment}/{region}/ec2.tf": root},
)
