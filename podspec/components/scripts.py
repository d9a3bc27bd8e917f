"""What people and workflows run: the first run in an account, builds, rollouts, and ways back."""

from collections.abc import Iterable, Iterator

from podspec.components import presence
from podspec.components.component import Component, Context
from podspec.components.placeholders import placeholders
from podspec.components.places import (
    Place,
    copy_regions,
    home_region,
    in_order,
    partition,
    registry_place,
    state_bucket,
)
from podspec.components.roots import Root, account_of, roots
from podspec.model.environment import Environment
from podspec.model.regions import has_budgets
from podspec.model.scope import ServiceScope
from podspec.model.spec import Spec


def bootstrap(scope: ServiceScope) -> Context:
    """The first run: who and where everything is."""
    spec, environments = scope.spec, scope.environments
    registry = registry_place(spec, environments)
    accounts = in_order([registry.account, *(one.account for one in environments)])
    return {
        "service": spec.service.name,
        "placeholders": "\n".join(f"{one.path}: {one.value}" for one in placeholders(spec, environments)),
        "repository": spec.repository.slug,
        "repository_facts": _repository_facts(spec),
        "default_branch": spec.repository.default_branch,
        "accounts": [_account(scope, account, registry) for account in accounts],
        "environments": [_environment(one) for one in environments],
    }


def _repository_facts(spec: Spec) -> list[str]:
    """What GitHub must say of the repository: branch, owner's id, its own; a dash for what the spec leaves out."""
    repository = spec.repository
    ids = (repository.owner_id, repository.repository_id)
    return [repository.default_branch, *("-" if one is None else str(one) for one in ids)]


def _account(scope: ServiceScope, account: str, registry: Place) -> Context:
    home = Place(account, home_region(scope.spec, scope.environments, account))
    return {
        "id": account,
        "region": home.region,
        "partition": partition(home.region),
        "bucket": state_bucket(home),
        "parts": [part for part, is_there in _parts(scope.spec, home, registry) if is_there],
    }


def _parts(spec: Spec, home: Place, registry: Place) -> Iterator[tuple[str, bool]]:
    """What is made in an account, and whether it is: roots, and those things in them that an account has once."""
    has_registry = home.account == registry.account
    creates = spec.foundation == "create"
    yield "foundation", creates
    yield "anomalies", creates and has_budgets(home.region)
    yield "replication", creates and has_registry and bool(copy_regions(spec, registry))
    yield "registry", has_registry


def _environment(environment: Environment) -> Context:
    reviewers = () if environment.approval is None else environment.approval.reviewers
    return {"name": environment.name, "reviewers": list(_who(reviewers))}


def _who(reviewers: Iterable[str]) -> Iterable[str]:
    """Where GitHub's API knows each reviewer, behind what kind of one it is."""
    for reviewer in reviewers:
        organisation, _, team = reviewer.partition("/")
        yield f"Team:orgs/{organisation}/teams/{team}" if team else f"User:users/{reviewer}"


def fixed(_scope: ServiceScope) -> Context:
    """What is the same for every service."""
    return {}


_FIXED = (
    "build-image.sh",
    "check-promotion.sh",
    "check-protection.sh",
    "drift-issue.sh",
    "drift.sh",
    "find-image.sh",
    "lib/address.sh",
    "lib/common.sh",
    "lib/history.sh",
    "lib/images.sh",
    "lib/lambda.sh",
    "lib/leftovers.sh",
    "lib/live.sh",
    "lib/promotion.sh",
    "lib/registry.sh",
    "lib/release.sh",
    "lib/reviewed.sh",
    "lib/rollback.sh",
    "lib/teardown.sh",
    "lib/terraform.sh",
    "live-digest.sh",
    "load-test.sh",
    "plan-root.sh",
    "publish-image.sh",
    "record-release.sh",
    "release.sh",
    "rollback.sh",
    "smoke-test.sh",
    "teardown.sh",
    "verify-image.sh",
)


def on_lambda(scope: ServiceScope) -> Context | None:
    """What the Lambda target alone needs."""
    return {} if any(presence.runs_on_lambda(one) for one in scope.environments) else None


def index(scope: ServiceScope) -> Context:
    """All Terraform roots in the order in which they are applied, with the account and the region of each."""
    return {"service": scope.spec.service.name, "roots": [_root(one) for one in roots(scope)]}


def _root(root: Root) -> Context:
    return {"name": root.name, "account": account_of(root), "region": root.region}


def on_ec2(scope: ServiceScope) -> Context | None:
    """What the EC2 target alone needs."""
    return {} if any(presence.runs_on_ec2(one) for one in scope.environments) else None


COMPONENT = Component(
    name="scripts",
    service={
        "scripts/bootstrap.sh": bootstrap,
        "scripts/bootstrap/aws.sh": fixed,
        "scripts/bootstrap/github.sh": fixed,
        **{f"scripts/{file}": fixed for file in _FIXED},
        "scripts/lib/roots.sh": index,
        "scripts/deploy-lambda.sh": on_lambda,
        "scripts/rollback-lambda.sh": on_lambda,
        "scripts/deploy-ec2.sh": on_ec2,
        "scripts/lib/bundle.sh": on_ec2,
        "scripts/lib/rollout.sh": on_ec2,
        "scripts/lib/codedeploy.sh": on_lambda,
        "codedeploy/lambda/appspec.yml": on_lambda,
    },
)
