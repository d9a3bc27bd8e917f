"""The page with every variable, secret, name, account and region."""

from podspec.components import domains, names, presence
from podspec.components.component import Context
from podspec.components.docs import alarms
from podspec.components.docs.page import common
from podspec.components.docs.words import TARGETS, listed
from podspec.components.places import registry_place
from podspec.model.environment import Environment
from podspec.model.naming import secret_name
from podspec.model.scope import ServiceScope
from podspec.model.spec.environments import ExistingNetwork, NewNetwork


def environment(scope: ServiceScope) -> Context:
    """Every variable, secret, name, account and region."""
    container, registry = scope.spec.container, registry_place(scope.spec, scope.environments)
    return common(scope) | {
        "container": {
            "architecture": container.architecture,
            "port": container.port,
            "liveness": container.health.liveness,
            "readiness": container.health.readiness,
            "metrics": container.health.metrics,
            "version": container.health.version,
        },
        "image": names.repository_url(scope.spec.service.name, registry),
        "environments": [_facts_of(one) for one in scope.environments],
    }


def _facts_of(one: Environment) -> Context:
    service, base = one.service.name, names.base_name(one.service.name, one.name)
    return {
        **summary(one),
        "base": base,
        "variables": dict(one.container.environment),
        "secret_variables": {
            variable: secret_name(service, one.name, secret) for variable, secret in one.container.secrets.items()
        },
        "secrets": [secret_of(one, key) for key in one.secrets],
        "parameters": names.parameter_path(service, one.name),
        "log_groups": _log_groups(one, base),
        "log_retention_days": one.observability.log_retention_days,
        "tags": dict(one.service.tags),
        "network": _network(one),
        "regions": list(one.regions),
    }


def _log_groups(one: Environment, base: str) -> list[Context]:
    """What logs where: the names that the modules give."""
    groups = {}
    if presence.runs_on_lambda(one):
        groups[f"/aws/lambda/{base}"] = "what the function writes"
        groups[f"/aws/vendedlogs/apigateway/{base}"] = "each request to the API"
        groups[f"/aws/lambda/CodeDeployHook_{base}_pre-traffic"] = "which versions were let in"
        groups[f"/aws/lambda/CodeDeployHook_{base}_post-traffic"] = "how rollouts ended"
    if presence.runs_on_ec2(one):
        groups[f"/podspec/ec2/{base}/service"] = "what the container writes"
        groups[f"/podspec/ec2/{base}/host"] = "how hosts start, and why they refuse an image"
        groups[f"/aws/vendedlogs/states/{base}-ec2-rollout"] = "each step of the rollouts on hosts"
    if presence.builds_network(one):
        groups[f"/aws/vpc/{base}"] = "connections in the network"
    if alarms.rotates(one):
        groups[f"/aws/lambda/{base}_rotation"] = "rotations of secrets, in the first region"
    return [{"name": name, "what": what} for name, what in groups.items()]


#: NAT gateways in words.
_NAT = {
    "none": "no NAT gateway, endpoints instead",
    "single": "one NAT gateway",
    "per_az": "a NAT gateway in each zone",
}


def _network(one: Environment) -> Context | None:
    """What hosts stand in; nothing where there are none."""
    network = one.network if presence.runs_on_ec2(one) else None
    if isinstance(network, NewNetwork):
        divided = ", divided evenly among the regions" if len(one.regions) > 1 else ""
        return {"range": network.cidr, "said": f"{divided}, with {_NAT[network.nat]}"}
    return {"range": network.vpc_id, "said": ", which exists"} if isinstance(network, ExistingNetwork) else None


def summary(one: Environment) -> Context:
    """An environment in a row of a table."""
    return {
        "name": one.name,
        "account": one.account,
        "regions": listed(one.regions),
        "targets": listed([TARGETS[target] for target in presence.targets(one)]),
        "names": [name for name, _ in domains.answers(one)],
        "reviewers": list(one.approval.reviewers) if one.approval is not None else [],
    }


def secret_of(one: Environment, key: str) -> Context:
    """A secret, and who rotates it: `function` is one of the user's own."""
    secret = one.secrets[key]
    own = None if secret.rotation == "generated" else secret.rotation.lambda_arn
    return {
        "name": secret_name(one.service.name, one.name, key),
        "description": secret.description,
        "rotate_days": secret.rotate_days,
        "function": own,
    }
