"""Marks the output directory as generated, so that reviews fold it and line endings stay."""

from podspec.components.component import Component, Context
from podspec.model.layout import output_directory
from podspec.model.scope import ServiceScope


def gitattributes(scope: ServiceScope) -> Context:
    """The same for every service, but for the files that people have taken over: reviews must show these."""
    home = f"{output_directory(scope.spec)}/"
    ejected = sorted(path for path in scope.spec.eject if path.startswith(home))
    return {"ejected": [path.removeprefix(home) for path in ejected]}


COMPONENT = Component(name="output", service={".gitattributes": gitattributes})
