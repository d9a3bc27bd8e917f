"""The architecture as text: the same facts as in the picture, for Mermaid, and in words."""

from podspec.components import domains, presence
from podspec.components.component import Context
from podspec.components.docs.page import common
from podspec.components.docs.words import TARGETS, listed, rollout_in_words, rollout_on, weights
from podspec.components.names import repository_name
from podspec.components.places import registry_place
from podspec.model.environment import Environment
from podspec.model.scope import ServiceScope


def page(scope: ServiceScope) -> Context:
    """Everything that the diagram names."""
    place = registry_place(scope.spec, scope.environments)
    return common(scope) | {
        "repository": scope.spec.repository.slug,
        "registry": {
            "name": repository_name(scope.spec.service.name),
            "account": place.account,
            "region": place.region,
        },
        "environments": [_environment(one) for one in scope.environments],
    }


def _environment(one: Environment) -> Context:
    return {
        "name": one.name,
        "title": f"{one.name}, account {one.account}, in {listed(one.regions)}",
        "role": f"{one.service.name}-ci-deploy-{one.name}",
        "has_secrets": presence.has_secrets(one),
        "names": {
            target: [name for name, to in domains.answers(one) if to == target] for target in presence.targets(one)
        },
        "targets": [_target(one, target) for target in presence.targets(one)],
    }


def _target(one: Environment, target: str) -> Context:
    rollout = rollout_on(one, target)
    new, old = weights(rollout)
    return {
        "key": target,
        "name": TARGETS[target],
        "front": "HTTP API" if target == "lambda" else "load balancer",
        "runs": "version" if target == "lambda" else "colour",
        "rollout": rollout_in_words(rollout),
        "new": new,
        "old": old,
    }
