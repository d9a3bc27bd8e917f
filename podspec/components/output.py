"""Marks the output directory as generated, so that reviews fold it and line endings stay."""

from podspec.components.component import Component, Context
from podspec.model.scope import ServiceScope


def gitattributes(_scope: ServiceScope) -> Context:
    """The same for every service."""
    return {}


COMPONENT = Component(name="output", service={".gitattributes": gitattributes})
