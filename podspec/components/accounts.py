"""What an account needs once, for all its services: state, GitHub's OIDC provider, replication, an eye on cost."""

from podspec.components.component import Component, Context
from podspec.components.names import repository_name
from podspec.components.places import (
    Place,
    backend,
    copy_regions,
    home_region,
    in_order,
    registry_place,
    state_bucket,
)
from podspec.components.tags import account_tags
from podspec.model.regions import has_budgets
from podspec.model.scope import AccountScope


def main(scope: AccountScope) -> Context | None:
    """Backend and provider of the account's root."""
    if scope.spec.foundation != "create":
        return None
    home = _home(scope)
    return {
        "backend": backend(home, "account"),
        "provider": {"account": home.account, "region": home.region, "tags": account_tags()},
    }


def state(scope: AccountScope) -> Context | None:
    """The state bucket."""
    return {"bucket": state_bucket(_home(scope))} if scope.spec.foundation == "create" else None


def fixed(scope: AccountScope) -> Context | None:
    """What is the same in every account."""
    return {} if scope.spec.foundation == "create" else None


def anomalies(scope: AccountScope) -> Context | None:
    """The monitor of unusual cost, and whom it tells: whoever is notified in any environment of the account."""
    if scope.spec.foundation != "create" or not has_budgets(_home(scope).region):
        return None
    return {"subscribers": in_order(address for one in scope.environments for address in one.observability.notify)}


def replication(scope: AccountScope) -> Context | None:
    """Copies of this service's images, in the registry's account, where environments pull from other regions."""
    if scope.spec.foundation != "create":
        return None
    place = registry_place(scope.spec, scope.environments)
    copies = copy_regions(scope.spec, place)
    if place.account != scope.account or not copies:
        return None
    return {"account": place.account, "regions": copies, "repository": repository_name(scope.spec.service.name)}


def _home(scope: AccountScope) -> Place:
    return Place(scope.account, home_region(scope.spec, scope.environments, scope.account))


COMPONENT = Component(
    name="accounts",
    account={
        "terraform/accounts/{account}/main.tf": main,
        "terraform/accounts/{account}/state.tf": state,
        "terraform/accounts/{account}/oidc.tf": fixed,
        "terraform/accounts/{account}/anomalies.tf": anomalies,
        "terraform/accounts/{account}/replication.tf": replication,
        "terraform/accounts/{account}/outputs.tf": fixed,
    },
)
