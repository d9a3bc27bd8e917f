"""The DNS zones that the spec creates; others are looked up where they are used."""

from podspec.components.component import Component, Context
from podspec.components.places import in_order
from podspec.model.scope import AccountScope


def root(scope: AccountScope) -> Context | None:
    """The zones of the account's environments that are to be created."""
    domains = [one.domain for one in scope.environments if one.domain is not None]
    zones = in_order(domain.zone for domain in domains if domain.create_zone)
    return {"service": scope.spec.service.name, "zones": zones} if zones else None


COMPONENT = Component(name="zone", account={"terraform/bootstrap/{account}/zone.tf": root})
