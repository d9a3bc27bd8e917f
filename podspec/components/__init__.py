"""The pieces of the delivery system, one module each, all of the same shape, in one explicit table."""

from podspec.components import accounts, identity, lambda_, output, pipeline, registry, root

#: Every component, in the order in which a reader meets them.
COMPONENTS = (
    output.COMPONENT,
    accounts.COMPONENT,
    identity.COMPONENT,
    registry.COMPONENT,
    root.COMPONENT,
    lambda_.COMPONENT,
    pipeline.COMPONENT,
)
