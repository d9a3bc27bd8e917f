"""All that one spec, or the repository itself, compiles to, with all that was found on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from podspec.model.artifact import Artifact
from podspec.model.diagnostic import Diagnostic, Label, has_errors
from podspec.model.environment import Resolved
from podspec.model.layout import DEFAULT_WORKFLOWS, POLICY_FILE, REPOSITORY, output_directory, workflows_directory
from podspec.model.source import Mapping, Place, Source, locate
from podspec.model.spec import Spec

if TYPE_CHECKING:
    from podspec.model.policy import Policy


@dataclass(frozen=True, slots=True)
class Compilation:
    """One spec, as far as it could be compiled: what could not be made is None or empty.

    The repository itself is compiled, too, from its pins of actions: it has a source and a tree, but no spec. So
    has the policy, which renders nothing. `policy` is the one that a spec was judged by, or that the file holds.
    `settled` are the paths of further artifacts, of which the right bytes are committed and were forgotten here.
    """

    file: str
    diagnostics: tuple[Diagnostic, ...] = ()
    source: Source | None = None
    tree: Mapping | None = None
    spec: Spec | None = None
    resolved: tuple[Resolved, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    values: dict[str, object] | None = None
    policy: Policy | None = None
    settled: tuple[str, ...] = ()

    @property
    def failed(self) -> bool:
        """True if there is an error among the findings."""
        return has_errors(self.diagnostics)

    @property
    def is_spec(self) -> bool:
        """True for a spec, and False for the repository itself and its policy."""
        return self.file != REPOSITORY and not self.is_policy

    @property
    def is_policy(self) -> bool:
        """True for the policy of the repository."""
        return self.file == POLICY_FILE

    @property
    def paths(self) -> tuple[str, ...]:
        """Where all of its artifacts stand, sorted: whatever is committed, the same one comes first."""
        return tuple(sorted([*(one.path for one in self.artifacts), *self.settled]))

    @property
    def sources(self) -> tuple[Source, ...]:
        """The texts that its findings point into."""
        own = (self.source,) if self.source else ()
        return (*own, self.policy.source) if self.policy else own

    def is_of_environment(self, name: str, place: Place) -> bool:
        """True if a place lies inside the spec's own block of an environment, and not in the base or a policy."""
        if self.tree is None or place.file != self.file:
            return False
        block, span = locate(self.tree, ("environments", name)).value, place.value
        return (block.line, block.column) <= (span.line, span.column) < (block.end_line, block.end_column)

    @property
    def directory(self) -> str | None:
        """The directory that belongs to it alone; None if it has none."""
        return output_directory(self.spec) if self.spec else None

    @property
    def ejected(self) -> frozenset[str]:
        """The paths that the spec hands over: podspec has nothing to say about what stands there."""
        return frozenset(self.spec.eject) if self.spec else frozenset()

    @property
    def homes(self) -> tuple[str, ...]:
        """The directories that its artifacts stand in, each with a slash at its end."""
        if self.spec is None:
            return (f"{DEFAULT_WORKFLOWS}/",)
        return f"{output_directory(self.spec)}/", f"{workflows_directory(self.spec)}/"

    def where(self, path: str) -> Label | None:
        """The place in the spec of a used value, such as `prod.targets.lambda.memory_mb`.

        A default has no place; then the nearest block that is written stands for it, and None if there is none.
        """
        first, _, rest = path.partition(".")
        for one in self.resolved:
            if one.environment.name == first and rest:
                return self._label(one.tree, rest, path)
        if self.tree is None:
            return None
        overrides = self.spec.override if self.spec else ()
        for index, override in enumerate(overrides):
            if override.used == path:
                found = locate(self.tree, ("override", index, "value"))
                return Label(found.file, found.key or found.value, path)
        return self._label(self.tree, path, path)

    def _label(self, tree: Mapping, path: str, text: str) -> Label | None:
        found = locate(tree, _parts(path))
        if not found.depth:
            return None
        is_default = found.depth < len(_parts(path))
        return Label(found.file, found.key or found.value, f"{text} (default)" if is_default else text)


def _parts(path: str) -> tuple[str | int, ...]:
    return tuple(path.split("."))


def handed_over(compilations: Iterable[Compilation]) -> list[str]:
    """The files that specs have handed over to people, sorted."""
    return sorted(path for one in compilations for path in one.ejected)
