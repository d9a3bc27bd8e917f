"""The workflows: reusable ones once per repository, and for each service thin callers of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256

from podspec import __version__
from podspec.components import names
from podspec.components.component import Component, Context
from podspec.components.places import Place, in_order, registry_place
from podspec.components.roots import Root, environment_roots, roots
from podspec.model.environment import Environment
from podspec.model.layout import output_directory
from podspec.model.pins import Pin
from podspec.model.scope import RepositoryScope, ServiceScope

# The actions that each reusable workflow runs.
_ACTIONS = {
    "build": (
        "actions/checkout",
        "actions/download-artifact",
        "aws-actions/configure-aws-credentials",
        "sigstore/cosign-installer",
    ),
    "check": ("actions/checkout", "astral-sh/setup-uv"),
    "comment": ("actions/download-artifact",),
    "diff": ("actions/checkout", "actions/upload-artifact", "astral-sh/setup-uv"),
    "deploy": (
        "actions/checkout",
        "aws-actions/configure-aws-credentials",
        "hashicorp/setup-terraform",
        "sigstore/cosign-installer",
    ),
    "drift": (
        "actions/checkout",
        "actions/download-artifact",
        "actions/upload-artifact",
        "aws-actions/configure-aws-credentials",
        "hashicorp/setup-terraform",
        "sigstore/cosign-installer",
    ),
    "image": (
        "actions/checkout",
        "actions/upload-artifact",
        "anchore/sbom-action",
        "anchore/scan-action",
        "docker/setup-buildx-action",
    ),
    "plan": (
        "actions/checkout",
        "actions/download-artifact",
        "actions/upload-artifact",
        "aws-actions/configure-aws-credentials",
        "hashicorp/setup-terraform",
    ),
    "record": ("actions/checkout", "aws-actions/configure-aws-credentials"),
    "synthetic": ("actions/checkout",),
    "teardown": ("actions/checkout", "aws-actions/configure-aws-credentials", "hashicorp/setup-terraform"),
}


_PODSPEC = f"podspec=={__version__}"


def _reusable(actions: Sequence[str]) -> Callable[[RepositoryScope], Context]:
    """What a reusable workflow is given: the pins of its actions, and the podspec that made it."""

    def context(scope: RepositoryScope) -> Context:
        return {"pins": {action: _pinned(action, scope.pins[action]) for action in actions}, "podspec": _PODSPEC}

    return context


def _fixed(_scope: RepositoryScope) -> Context:
    return {}


def _pinned(action: str, pin: Pin) -> Context:
    return {"uses": f"{action}@{pin.sha}", "version": pin.version}


# -- the callers -------------------------------------------------------------------------------------------


def ci(scope: ServiceScope) -> Context:
    """What a pull request is judged by."""
    return {
        **_service(scope),
        "spec": scope.file,
        "paths": _paths(scope),
        "image": _image(scope),
        "roots": [_root(one) for one in roots(scope)],
    }


def release(scope: ServiceScope) -> Context:
    """From a commit on the default branch to every environment."""
    return {
        **_service(scope),
        "branch": scope.spec.repository.default_branch,
        "recorded_after": ["build", _job(scope.environments[0])],
        "paths": _paths(scope),
        "image": _image(scope),
        "environments": _environments(scope),
    }


def by_hand(scope: ServiceScope) -> Context:
    """What a person starts, for one environment."""
    environments = _environments(scope)
    return {**_service(scope), "environments": environments, "choices": [one["name"] for one in environments]}


def drift(scope: ServiceScope) -> Context:
    """The daily look at what is live."""
    found = [_root(one) for one in roots(scope)]
    return {**_service(scope), "roots": found, "cron": _daily(scope.spec.service.name)}


def synthetic(scope: ServiceScope) -> Context | None:
    """Probes of the public names; without a domain, nobody knows a service's address before it is applied."""
    probed = [
        one for one in scope.environments if one.domain is not None and one.observability.synthetics is not None
    ]
    if not probed:
        return None
    readiness = scope.spec.container.health.readiness
    return {
        **_service(scope),
        "urls": [f"https://{one.domain.name}{readiness}" for one in probed if one.domain is not None],
        "latency_p95_ms": min(one.observability.alarms.latency_p95_ms for one in probed),
        "cron": _daily(scope.spec.service.name),
    }


def _service(scope: ServiceScope) -> Context:
    return {"service": scope.spec.service.name, "scripts": f"{output_directory(scope.spec)}/scripts"}


def _paths(scope: ServiceScope) -> list[str]:
    """What a change must touch to concern this service."""
    spec = scope.spec
    folder = scope.file.rpartition("/")[0]
    context = spec.container.context
    workflows = f".github/workflows/{spec.service.name}-*.yml"
    return in_order(
        [
            "**" if context == "." else f"{context}/**",
            f"{folder}/**" if folder else scope.file,
            f"{output_directory(spec)}/**",
            workflows,
            ".github/workflows/podspec-*.yml",
        ]
    )


def _image(scope: ServiceScope) -> Context:
    spec = scope.spec
    place = registry_place(spec, scope.environments)
    return {
        "context": spec.container.context,
        "dockerfile": spec.container.dockerfile,
        "architecture": spec.container.architecture,
        "sbom": spec.supply_chain.sbom,
        "repository": names.repository_url(spec.service.name, place),
        "region": place.region,
        "role": names.ci_role_arn(spec.service.name, "build", place),
    }


def _environments(scope: ServiceScope) -> list[Context]:
    """Every environment in the order of promotion, each after the one before it."""
    found: list[Context] = []
    for one in scope.environments:
        after = found[-1]["job"] if found else "build"
        found.append({**_environment(scope, one, after), "before": _before(scope, len(found))})
    return found


def _before(scope: ServiceScope, position: int) -> str:
    """The role that reads the environment before the one at this position; empty for the first."""
    if position == 0:
        return ""
    one = scope.environments[position - 1]
    return names.ci_role_arn(scope.spec.service.name, "plan", Place(one.account, one.regions[0]))


def _job(environment: Environment) -> str:
    return f"deploy-{environment.name}"


def _environment(scope: ServiceScope, one: Environment, after: str) -> Context:
    place = Place(one.account, one.regions[0])
    reviewers = [] if one.approval is None else list(one.approval.reviewers)
    reviewed = [f"plan-{one.name}"] if reviewers else []
    return {
        "name": one.name,
        "title": f"Plan {one.name}",
        "review": f"plan-{one.name}",
        "is_chosen": f"inputs.environment == '{one.name}'",
        # An environment may be called like another job, such as `build`.
        "job": _job(one),
        "review_needs": in_order(["build", after]),
        "needs": in_order(["build", after, *reviewed]),
        "reviewers": reviewers,
        "region": place.region,
        "role": names.ci_role_arn(scope.spec.service.name, f"deploy-{one.name}", place),
        "roots": [_root(root) for root in environment_roots(scope, one)],
    }


def _root(root: Root) -> Context:
    return root._asdict()


def _daily(service: str) -> str:
    """A time of the night for the schedule of a service: spread by its name, so that not all ask at once."""
    number = int.from_bytes(sha256(service.encode()).digest()[:2])
    return f"{number % 60} {number // 60 % 5} * * *"


COMPONENT = Component(
    name="pipeline",
    repository={"repository/workflows/.gitattributes": _fixed}
    | {f"repository/workflows/podspec-{name}.yml": _reusable(used) for name, used in _ACTIONS.items()},
    service={
        "workflows/{service}-ci.yml": ci,
        "workflows/{service}-release.yml": release,
        "workflows/{service}-promote.yml": by_hand,
        "workflows/{service}-rollback.yml": by_hand,
        "workflows/{service}-drift.yml": drift,
        "workflows/{service}-synthetic.yml": synthetic,
        "workflows/{service}-teardown.yml": by_hand,
    },
)
