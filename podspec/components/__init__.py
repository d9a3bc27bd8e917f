"""The pieces of the delivery system, one module each, all of the same shape, in one explicit table."""

from podspec.components import (
    accounts,
    budget,
    dns,
    ec2,
    encryption,
    facts,
    identity,
    lambda_,
    network,
    notifications,
    observability,
    output,
    pipeline,
    registry,
    root,
    scripts,
    secrets,
    zone,
)

#: Every component, in the order in which a reader meets them.
COMPONENTS = (
    output.COMPONENT,
    accounts.COMPONENT,
    identity.COMPONENT,
    budget.COMPONENT,
    zone.COMPONENT,
    registry.COMPONENT,
    scripts.COMPONENT,
    root.COMPONENT,
    encryption.COMPONENT,
    secrets.COMPONENT,
    notifications.COMPONENT,
    observability.COMPONENT,
    network.COMPONENT,
    lambda_.COMPONENT,
    ec2.COMPONENT,
    dns.COMPONENT,
    facts.COMPONENT,
    pipeline.COMPONENT,
)
