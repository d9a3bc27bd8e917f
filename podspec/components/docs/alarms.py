"""The alarms of a service, and the runbook of each: one page for alarms that mean the same and want the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from podspec.components import presence
from podspec.components.component import Context
from podspec.components.docs.page import common, places
from podspec.components.docs.words import rollout_in_words, rollout_on
from podspec.model.environment import Environment
from podspec.model.scope import ServiceScope


class Runbook(NamedTuple):
    """A page for whoever is on call.

    Attributes:
        file: its name, without `.md`.
        alarms: how the names of its alarms end, behind `<name>_`.
        is_there: whether an environment has them.
        means: what has happened, in a few words.
        tells: `page` or `ticket`, or empty for alarms that tell nobody by themselves.
        rolls_back: whether a rollout that runs goes back.
    """

    file: str
    alarms: tuple[str, ...]
    is_there: Callable[[Environment], bool]
    means: str
    tells: str = "page"
    rolls_back: bool = False


def _always(_environment: Environment) -> bool:
    return True


def has_objective(environment: Environment) -> bool:
    """True if there is a service level objective."""
    return environment.observability.slo is not None


def rotates(environment: Environment) -> bool:
    """True if podspec's own function rotates a secret."""
    return any(secret.rotation == "generated" for secret in environment.secrets.values())


def has_tickets(environment: Environment) -> bool:
    """True if there is anything that can wait until the morning."""
    return has_objective(environment) or rotates(environment)


def _of_colours(what: str) -> tuple[str, ...]:
    return (f"ec2-blue-{what}", f"ec2-green-{what}")


_BURNS = ("slo-fast-1h", "slo-fast-5m", "slo-medium-6h", "slo-medium-30m", "slo-creeping-3d", "slo-creeping-6h")

#: Every runbook, in the order in which one looks for them.
RUNBOOKS = (
    Runbook("page", ("page",), _always, "users notice something now"),
    Runbook("ticket", ("ticket",), has_tickets, "something can wait until the morning", "ticket"),
    Runbook(
        "lambda-api-errors",
        ("lambda-api-errors",),
        presence.runs_on_lambda,
        "the API answers with a 5xx",
        rolls_back=True,
    ),
    Runbook(
        "lambda-function-errors",
        ("lambda-function-errors",),
        presence.runs_on_lambda,
        "the function crashes or times out",
        rolls_back=True,
    ),
    Runbook(
        "lambda-latency", ("lambda-latency",), presence.runs_on_lambda, "the API answers slowly", rolls_back=True
    ),
    Runbook(
        "lambda-version-errors",
        ("lambda-version-errors",),
        presence.runs_on_lambda,
        "one version crashes or times out during a rollout",
        "",
        rolls_back=True,
    ),
    Runbook(
        "ec2-errors", _of_colours("errors"), presence.runs_on_ec2, "requests to the hosts fail", rolls_back=True
    ),
    Runbook(
        "ec2-latency", _of_colours("latency"), presence.runs_on_ec2, "the hosts answer slowly", rolls_back=True
    ),
    Runbook(
        "ec2-unhealthy-hosts",
        _of_colours("unhealthy-hosts"),
        presence.runs_on_ec2,
        "hosts fail their health check, and new ones do, too",
    ),
    Runbook("canary", ("canary-lambda", "canary-ec2"), presence.has_canaries, "nobody outside gets an answer"),
    Runbook("slo", _BURNS, has_objective, "the error budget burns", "page or ticket"),
    Runbook("rotation", ("rotation",), rotates, "a secret could not be rotated", "ticket"),
)


def runbook(one: Runbook) -> Callable[[ServiceScope], Context | None]:
    """What makes the context of a runbook; nothing where no environment has its alarms."""

    def context(scope: ServiceScope) -> Context | None:
        wanted = [environment for environment in scope.environments if one.is_there(environment)]
        if not wanted:
            return None
        known = [_thresholds(environment) | {"regions": list(places(environment))} for environment in wanted]
        return common(scope, wanted) | {
            "alarms": [name for name in one.alarms if any(_has(environment, name) for environment in wanted)],
            "environments": known,
            "others": [
                other.file for other in RUNBOOKS if other.file not in {"page", "ticket"} and _is_made(scope, other)
            ],
        }

    return context


def _is_made(scope: ServiceScope, one: Runbook) -> bool:
    return any(one.is_there(environment) for environment in scope.environments)


def _has(environment: Environment, alarm: str) -> bool:
    """False for the canary of a target that is not there."""
    return not alarm.startswith("canary-") or alarm.removeprefix("canary-") in presence.targets(environment)


def _thresholds(environment: Environment) -> Context:
    alarms, observability = environment.observability.alarms, environment.observability
    return {
        "name": environment.name,
        "error_rate_percent": alarms.error_rate_percent,
        "latency_p95_ms": alarms.latency_p95_ms,
        "unhealthy_hosts": alarms.unhealthy_hosts,
        "availability_percent": None if observability.slo is None else observability.slo.availability_percent,
        "budget": None if observability.slo is None else round(100 - observability.slo.availability_percent, 6),
        "interval_minutes": None
        if observability.synthetics is None
        else observability.synthetics.interval_minutes,
        "rollouts": {
            target: rollout_in_words(rollout_on(environment, target)) for target in presence.targets(environment)
        },
    }


def table(scope: ServiceScope) -> list[Context]:
    """Every runbook that is made, for a table."""
    return [
        {
            "file": one.file,
            "alarms": [
                name for name in one.alarms if any(_has(environment, name) for environment in scope.environments)
            ],
            "means": one.means,
            "tells": one.tells or "nobody",
            "rolls_back": one.rolls_back,
        }
        for one in RUNBOOKS
        if _is_made(scope, one)
    ]
