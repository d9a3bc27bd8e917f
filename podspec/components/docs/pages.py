"""The pages about a service, for whoever works on it or is on call."""

from __future__ import annotations

from collections.abc import Sequence

from podspec.components import names, pipeline, presence, secrets
from podspec.components.component import Context
from podspec.components.docs import alarms
from podspec.components.docs.inventory import secret_of, summary
from podspec.components.docs.page import common, from_docs, workflow
from podspec.components.docs.words import TARGETS, listed, rollout_in_words, rollout_on
from podspec.components.identity import oidc_subject
from podspec.components.places import copy_regions, in_order, registry_place
from podspec.components.signing import signer
from podspec.model.environment import Environment
from podspec.model.naming import secret_name
from podspec.model.scope import ServiceScope
from podspec.model.spec.targets import Scaling


def readme(scope: ServiceScope) -> Context:
    """What the service is, where it runs, and which page says what."""
    service = scope.spec.service
    return common(scope) | {
        "description": service.description,
        "owner": service.owner,
        "spec": {"path": scope.file, "link": from_docs(scope, scope.file)},
        "repository": scope.spec.repository.slug,
        "environments": [summary(one) for one in scope.environments],
        "has_several_regions": _has_several_regions(scope),
        "runbooks": alarms.table(scope),
    }


def _has_several_regions(scope: ServiceScope) -> bool:
    return any(len(one.regions) > 1 for one in scope.environments)


def deployment(scope: ServiceScope) -> Context:
    """How a change gets to users, and back."""
    supply = scope.spec.supply_chain
    return common(scope) | {
        "branch": scope.spec.repository.default_branch,
        "fail_on": supply.scan.fail_on,
        "probes": pipeline.synthetic(scope) is not None,
        "workflows": {
            what: workflow(scope, what)
            for what in ("ci", "release", "promote", "rollback", "drift", "synthetic", "teardown")
        },
        "environments": [_rollouts(one) | summary(one) for one in scope.environments],
    }


def _rollouts(one: Environment) -> Context:
    return {
        "rollouts": [
            {"target": TARGETS[target], "words": rollout_in_words(rollout_on(one, target))}
            for target in presence.targets(one)
        ]
    }


def monitoring(scope: ServiceScope) -> Context:
    """What is watched, who hears of it, and where to look."""
    return common(scope) | {
        "alarms": alarms.table(scope),
        "has_tickets": any(map(alarms.has_tickets, scope.environments)),
        "has_secrets": any(map(presence.has_secrets, scope.environments)),
        "environments": [_watched(one) for one in scope.environments],
    }


def _watched(one: Environment) -> Context:
    observability = one.observability
    return {
        "name": one.name,
        "notify": list(observability.notify),
        "error_rate_percent": observability.alarms.error_rate_percent,
        "latency_p95_ms": observability.alarms.latency_p95_ms,
        "unhealthy_hosts": observability.alarms.unhealthy_hosts if presence.runs_on_ec2(one) else None,
        "availability_percent": None if observability.slo is None else observability.slo.availability_percent,
        "interval_minutes": None
        if observability.synthetics is None
        else observability.synthetics.interval_minutes,
        "log_retention_days": observability.log_retention_days,
        "overview": f"{names.base_name(one.service.name, one.name)}_overview"
        if observability.dashboard and len(one.regions) > 1
        else None,
    }


def security(scope: ServiceScope) -> Context:
    """Who may do what, and what an image must carry."""
    spec, supply = scope.spec, scope.spec.supply_chain
    registry = registry_place(spec, scope.environments)
    return common(scope) | {
        "subject": oidc_subject(spec.repository),
        "branch": spec.repository.default_branch,
        "signer": signer(spec.repository),
        "fail_on": supply.scan.fail_on,
        "ignore_unfixed": supply.scan.ignore_unfixed,
        "waivers": [{"id": one.id, "reason": one.reason, "expires": one.expires} for one in supply.scan.waivers],
        "sbom": supply.sbom,
        "registry": {"account": registry.account, "region": registry.region},
        "accounts": in_order([registry.account, *(one.account for one in scope.environments)]),
        "environments": [_guarded(one) for one in scope.environments],
        "shown_secret": _shown_secret(scope),
    }


def _shown_secret(scope: ServiceScope) -> Context | None:
    """A secret of the last environment that has any, where it is made: for commands."""
    for one in reversed(scope.environments):
        for key in one.secrets:
            return {"name": secret_name(one.service.name, one.name, key), "region": one.regions[0]}
    return None


def _guarded(one: Environment) -> Context:
    return {
        **summary(one),
        "secrets": [secret_of(one, key) for key in one.secrets],
        "role_path": names.role_path(one.service.name, one.name),
        "key": f"alias/{names.base_name(one.service.name, one.name)}",
        "own_functions": secrets.rotation_functions(one),
    }


def scalability(scope: ServiceScope) -> Context:
    """How much it takes, and what to turn where that is not enough."""
    return common(scope) | {
        "environments": [_sizes(one) for one in scope.environments],
        "led": _led(scope.environments, by_a_name=True),
        "shown_latency": scope.environments[-1].observability.alarms.latency_p95_ms,
    }


def _sizes(one: Environment) -> Context:
    function, hosts = one.targets.lambda_, one.targets.ec2
    return {
        "name": one.name,
        "regions": len(one.regions),
        "latency_p95_ms": one.observability.alarms.latency_p95_ms,
        "lambda": None
        if function is None
        else {
            "memory_mb": function.memory_mb,
            "timeout_seconds": function.timeout_seconds,
            "provisioned_concurrency": function.provisioned_concurrency,
            "reserved_concurrency": function.reserved_concurrency,
            "rate_per_second": function.throttle.rate_per_second,
            "burst": function.throttle.burst,
        },
        "ec2": None
        if hosts is None
        else {
            "instance_type": hosts.instance_type,
            "purchase": hosts.purchase,
            "min": hosts.hosts.min,
            "desired": hosts.hosts.desired,
            "max": hosts.hosts.max,
            "scales_at": _goals(hosts.scaling),
        },
    }


def _goals(scaling: Scaling) -> str:
    """What hosts are added at."""
    said = {
        "% processor": scaling.cpu_percent,
        "% memory": scaling.memory_percent,
        "requests a minute and host": scaling.requests_per_host,
    }
    goals = [f"{goal} {of}" for of, goal in said.items() if goal is not None]
    return "; ".join([*goals, "whatever comes first"] if len(goals) > 1 else goals) or "nothing: the number stays"


def _led(environments: Sequence[Environment], *, by_a_name: bool) -> str:
    """The environments of several regions whose callers a name leads to a healthy one; or those of all others."""
    names = [one.name for one in environments if len(one.regions) > 1 and presence.has_domain(one) is by_a_name]
    return listed(names) if names else ""


def multi_region(scope: ServiceScope) -> Context | None:
    """How the regions share the work; nothing where each environment has one."""
    wanted = [one for one in scope.environments if len(one.regions) > 1]
    if not wanted:
        return None
    registry = registry_place(scope.spec, scope.environments)
    copies = copy_regions(scope.spec, registry)
    return common(scope, wanted) | {
        "registry_region": registry.region,
        "copies": listed(copies) if copies else "",
        "led": _led(wanted, by_a_name=True),
        "alone": _led(wanted, by_a_name=False),
        "has_copies_of_secrets": any(map(presence.has_secrets, wanted)),
        "environments": [
            {
                **summary(one),
                "first": one.regions[0],
                "all": list(one.regions),
                "has_secrets": presence.has_secrets(one),
            }
            for one in wanted
        ],
    }


def troubleshooting(scope: ServiceScope) -> Context:
    """What goes wrong without an alarm, and what to do."""
    return common(scope) | {
        "readiness": scope.spec.container.health.readiness,
        "has_several_regions": _has_several_regions(scope),
        "has_domain": any(map(presence.has_domain, scope.environments)),
        "has_secrets": any(map(presence.has_secrets, scope.environments)),
        "has_approval": any(one.approval is not None for one in scope.environments),
        "rollback": workflow(scope, "rollback"),
        "release": workflow(scope, "release"),
    }
