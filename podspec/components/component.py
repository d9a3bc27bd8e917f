"""The shape that all components have."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from podspec.model.scope import AccountScope, RegionScope, RepositoryScope, ServiceScope

#: Plain data for a template: str, int, float, bool, None, and lists and dicts of them. Nothing else ever.
Context: TypeAlias = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Component:
    """One piece of the delivery system: which templates it owns, and what each is given.

    Keys are paths below `templates/` without `.j2`; the braces in them (`{account}`, `{environment}`,
    `{region}`) are filled from the scope. A function gives the template's context, or None where the
    artifact is not wanted. It must be pure, and read all it needs from the scope it is given: these reads
    are what the manifest records as the spec values that the artifact depends on. What stands in `repository`
    is rendered once for all specs, and knows none of them.
    """

    name: str
    repository: Mapping[str, Callable[[RepositoryScope], Context | None]] = field(default_factory=dict)
    service: Mapping[str, Callable[[ServiceScope], Context | None]] = field(default_factory=dict)
    account: Mapping[str, Callable[[AccountScope], Context | None]] = field(default_factory=dict)
    region: Mapping[str, Callable[[RegionScope], Context | None]] = field(default_factory=dict)
