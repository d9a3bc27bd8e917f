"""All that one spec, or the repository itself, compiles to, with all that was found on the way."""

from __future__ import annotations

from dataclasses import dataclass

from podspec.model.artifact import Artifact
from podspec.model.diagnostic import Diagnostic, Label, has_errors
from podspec.model.environment import Resolved
from podspec.model.layout import DEFAULT_WORKFLOWS, REPOSITORY, output_directory, workflows_directory
from podspec.model.source import Mapping, Source, locate
from podspec.model.spec import Spec


@dataclass(frozen=True, slots=True)
class Compilation:
    """One spec, as far as it could be compiled: what could not be made is None or empty.

    The repository itself is compiled, too, from its pins of actions: it has a source and a tree, but no spec.
    """

    file: str
    diagnostics: tuple[Diagnostic, ...] = ()
    source: Source | None = None
    tree: Mapping | None = None
    spec: Spec | None = None
    resolved: tuple[Resolved, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    values: dict[str, object] | None = None

    @property
    def failed(self) -> bool:
        """True if there is an error among the findings."""
        return has_errors(self.diagnostics)

    @property
    def is_spec(self) -> bool:
        """True for a spec, and False for the repository itself."""
        return self.file != REPOSITORY

    @property
    def directory(self) -> str | None:
        """The directory that belongs to it alone; None if it has none."""
        return output_directory(self.spec) if self.spec else None

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
        return self._label(self.tree, path, path) if self.tree else None

    def _label(self, tree: Mapping, path: str, text: str) -> Label | None:
        found = locate(tree, _parts(path))
        if not found.depth:
            return None
        is_default = found.depth < len(_parts(path))
        file = self.source.path if self.source else self.file
        return Label(file, found.key or found.value, f"{text} (default)" if is_default else text)


def _parts(path: str) -> tuple[str | int, ...]:
    return tuple(path.split("."))
