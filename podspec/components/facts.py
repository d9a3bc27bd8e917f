"""What the scripts know of each environment and region: names that the modules give, and nothing secret."""

from podspec.components import domains, ec2, names, presence, signing
from podspec.components.component import Component, Context
from podspec.components.places import Place, backend, home_region, registry_place
from podspec.model.environment import Environment
from podspec.model.scope import RegionScope, ServiceScope

# What cosign calls the formats of a bill of materials.
# Source: cosign documentation, cosign attest --type (2026-11).
_SBOM_TYPES = {"spdx-json": "spdxjson", "cyclonedx-json": "cyclonedx"}


def facts(scope: RegionScope) -> Context:
    """The facts of one environment in one region, by their names without `PODSPEC_`."""
    return {
        "facts": {
            **_place(scope),
            **_state(scope),
            **_image(scope),
            **_lambda(scope),
            **_ec2(scope),
            **_health(scope),
        }
    }


def _place(scope: RegionScope) -> dict[str, str]:
    one = scope.environment
    return {
        "SERVICE": one.service.name,
        "NAME": _base(one),
        "ENVIRONMENT": one.name,
        "ACCOUNT": one.account,
        "REGION": scope.region,
        "TARGETS": " ".join(presence.targets(one)),
        "PARAMETERS": names.parameter_path(one.service.name, one.name),
        "PREVIOUS": _before(scope),
    }


def _state(scope: RegionScope) -> dict[str, str]:
    """Where the state of this region's root is, without the name's ending."""
    one = scope.environment
    home = Place(one.account, home_region(scope.spec, scope.environments, one.account))
    settings = backend(home, f"{one.service.name}/environments/{one.name}/{scope.region}")
    place = f"s3://{settings['bucket']}/{settings['key'].removesuffix('.tfstate')}"
    return {"STATE": place, "STATE_REGION": home.region}


def _before(scope: RegionScope) -> str:
    """The environment before this one in the order of promotion; empty for the first."""
    order = [one.name for one in scope.environments]
    position = order.index(scope.environment.name)
    return order[position - 1] if position else ""


def _image(scope: RegionScope) -> dict[str, str]:
    spec = scope.spec
    registry = registry_place(spec, scope.environments)
    place = Place(registry.account, scope.region)
    return {
        "REPOSITORY": names.repository_url(spec.service.name, place),
        "SIGNER": signing.signer(spec.repository),
        "SOURCE_REPOSITORY": spec.repository.slug,
        "SOURCE_REF": signing.source_ref(spec.repository),
        "ISSUER": signing.ISSUER,
        "SBOM_TYPE": _SBOM_TYPES[spec.supply_chain.sbom],
    }


def _lambda(scope: RegionScope) -> dict[str, str]:
    if not presence.runs_on_lambda(scope.environment):
        return {}
    base = _base(scope.environment)
    return {"FUNCTION": base, "ALIAS": "live", "LAMBDA_APPLICATION": f"{base}-lambda", "LAMBDA_GROUP": "live"}


def _ec2(scope: RegionScope) -> dict[str, str]:
    one = scope.environment
    if not presence.runs_on_ec2(one):
        return {}
    place = Place(one.account, scope.region)
    base = _base(one)
    cosign = signing.COSIGN[one.container.architecture]
    return {
        "STATE_MACHINE": names.state_machine_arn(f"{base}-ec2-rollout", place),
        "ROLLOUT_TABLE": f"{base}-ec2-rollout",
        "LOAD_BALANCER": ec2.load_balancer(one),
        # Its own name, which a certificate speaks of; the domain's alone may lead to the other target.
        "EC2_HOST": next(reversed(domains.names_of(one, "ec2")), ""),
        "HOST_GROUPS": " ".join(f"{base}-{colour}" for colour in ec2.COLOURS),
        "BUNDLES": names.bucket_name(base, "bundles", place),
        "COSIGN_VERSION": cosign.version,
        "COSIGN_SHA256": cosign.sha256,
        "COSIGN_KEY": f"tools/cosign-{cosign.version}-linux-{ec2.ARCHITECTURES[one.container.architecture]}",
        "ARCHITECTURE": one.container.architecture,
    }


def _health(scope: RegionScope) -> dict[str, str]:
    one = scope.environment
    return {
        "HOST": "" if one.domain is None else one.domain.name,
        "READINESS": one.container.health.readiness,
        "VERSION": one.container.health.version,
        "LATENCY_P95_MS": str(one.observability.alarms.latency_p95_ms),
    }


def _base(environment: Environment) -> str:
    return names.base_name(environment.service.name, environment.name)


def index(scope: ServiceScope) -> Context:
    """All environments with their regions, in the order of promotion."""
    return {"environments": [{"name": one.name, "regions": " ".join(one.regions)} for one in scope.environments]}


def scan(scope: ServiceScope) -> Context:
    """What the scan's gate goes by."""
    rules = scope.spec.supply_chain.scan
    waivers = [{"id": one.id, "reason": one.reason, "expires": one.expires} for one in rules.waivers]
    return {"rules": {"fail_on": rules.fail_on, "ignore_unfixed": rules.ignore_unfixed, "waivers": waivers}}


COMPONENT = Component(
    name="facts",
    service={"scripts/lib/environments.sh": index, "scripts/scan-gate.sh": scan},
    region={"scripts/environments/{environment}/{region}.env": facts},
)
