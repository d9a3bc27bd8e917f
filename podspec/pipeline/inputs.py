"""What output is made from, as something that can be changed: the values of a spec, or the pins of actions.

Each value can be tried out: the same compilation once more, with another value in its place.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple, Protocol

from podspec.model.artifact import Artifact, RenderJob
from podspec.model.compilation import Compilation
from podspec.model.origin import Value
from podspec.model.pins import Pin
from podspec.model.policy import Policy
from podspec.model.source import Mapping, Path, Plain, dotted
from podspec.model.spec.escape import Override
from podspec.pipeline.defaults import Underlay
from podspec.pipeline.lower import lower, lower_repository
from podspec.pipeline.other_trees import other_policies, other_trees
from podspec.pipeline.override import override
from podspec.pipeline.parse import parse
from podspec.pipeline.pins import Pins
from podspec.pipeline.render import render
from podspec.pipeline.resolve import resolve
from podspec.pipeline.spec_values import as_seen, spec_values
from podspec.pipeline.trace import GIVEN
from podspec.pipeline.validate import validate

#: Parts of a path that lead to an environment.
_OF_ENVIRONMENT = 2

Jobs = tuple[RenderJob, ...]
Lines = tuple[str, ...]


class Made(NamedTuple):
    """Render jobs, and the compilation whose overrides are written into their artifacts."""

    jobs: Jobs
    compiled: Compilation | None = None

    def text(self, job: RenderJob) -> Lines:
        """The lines of the job's artifact."""
        compiled = self.compiled
        if compiled is None or not self.overrides:
            return self.plain_text(job)
        return _lines(override(replace(compiled, artifacts=tuple(render([job])))).artifacts[0])

    @staticmethod
    def plain_text(job: RenderJob) -> Lines:
        """The lines of the job's artifact before any override."""
        (artifact,) = render([job])
        return _lines(artifact)

    @property
    def overrides(self) -> tuple[Override, ...]:
        """What the spec overrides."""
        return self.compiled.spec.override if self.compiled and self.compiled.spec else ()


def _lines(artifact: Artifact) -> Lines:
    lines = artifact.content.decode().split("\n")
    return tuple(lines if lines[-1] else lines[:-1])


class Inputs(Protocol):
    """The values behind some render jobs."""

    made: Made
    values: tuple[Value, ...]

    def uses(self, job: RenderJob, value: Value) -> bool:
        """True if the value may decide something of the job's artifact."""

    def tried(self, value: Value, only: frozenset[str]) -> Iterator[Made]:
        """What becomes of the jobs of these templates, once for every other value that can be compiled."""


class SpecInputs:
    """A spec that compiled without errors."""

    def __init__(self, compiled: Compilation) -> None:
        tree = parse(compiled.source).value if compiled.source else None
        if compiled.spec is None or compiled.tree is None or tree is None:
            raise ValueError("only what compiled can be tried out")
        self._compiled, self._tree = compiled, tree
        self._names = tuple(one.environment.name for one in compiled.resolved)
        self.made = _made(compiled)
        values = compiled.values or {}
        self._given = {path for path, value in values.items() if value == GIVEN}
        self.values = spec_values(compiled.spec, compiled.tree, compiled.resolved)

    def uses(self, job: RenderJob, value: Value) -> bool:
        """True if the job read the value, something in it, or a collection that it stands in."""
        if _places(value.path) or _overrides(value.path, job):
            return True
        seen = [dotted(path) for path in as_seen(value.path, self._names)]
        return any(self._touches(path, used) for used in job.used for path in seen)

    def _touches(self, path: str, used: str) -> bool:
        """True if a value is one that was read, or around it, or in it if more was read than that it is given."""
        return path == used or _is_inside(used, path) or (used not in self._given and _is_inside(path, used))

    def tried(self, value: Value, only: frozenset[str]) -> Iterator[Made]:
        """What comes of each legal shape of the spec with another value; what the rules say of it is no matter."""
        policy = self._compiled.policy
        if policy and value.node and value.node.file == policy.source.path:
            found = (self._compile(self._tree, other, only) for other in other_policies(policy, value))
        else:
            found = (self._compile(tree, policy, only) for tree in other_trees(self._tree, value))
        yield from filter(None, found)

    def _compile(self, tree: Mapping, policy: Policy | None, only: frozenset[str]) -> Made | None:
        underlay = Underlay(policy) if policy else None
        whole = underlay.spec(tree) if underlay else tree
        spec, _ = validate(whole)
        resolved, _ = resolve(tree, (), underlay.environment if underlay else None)
        if spec is None or resolved is None:
            return None
        try:
            return _made(Compilation(self._compiled.file, (), None, whole, spec, resolved), only)
        except Exception:  # noqa: BLE001 - components rely on the rules; a value that breaks one is passed over
            return None


def _made(compiled: Compilation, only: frozenset[str] | None = None) -> Made:
    if compiled.spec is None:
        raise ValueError("nothing comes of a spec that could not be read")
    environments = tuple(one.environment for one in compiled.resolved)
    return Made(lower(compiled.spec, environments, compiled.file, only).jobs, compiled)


class PinInputs:
    """The pins of actions, which the repository's own workflows are made from."""

    def __init__(self, pins: Pins) -> None:
        self._table = pins.table
        self.made = Made(lower_repository(pins.table).jobs)
        self.values = tuple(self._value(pins, action) for action in pins.table)

    @staticmethod
    def _value(pins: Pins, action: str) -> Value:
        plain: Plain = dict(pins.table[action]._asdict())
        if pins.tree is None or action not in pins.tree.entries:
            return Value((action,), plain=plain)
        entry = pins.tree.entries[action]
        return Value((action,), entry.value, entry.key.span, plain)

    def uses(self, job: RenderJob, value: Value) -> bool:
        """True if the job looked the pin up."""
        return value.path[0] in job.used

    def tried(self, value: Value, only: frozenset[str]) -> Iterator[Made]:
        """What comes of another version, and of another commit."""
        action = str(value.path[0])
        pin = self._table[action]
        for other in (Pin("v0.0.1-another", pin.sha), Pin(pin.version, "0123456789" * 4)):
            jobs = lower_repository({**self._table, action: other}).jobs
            yield Made(tuple(job for job in jobs if job.template in only))


# -- paths -------------------------------------------------------------------------------------------


def _places(path: Path) -> bool:
    """True for a value that decides which artifacts there are, and where: components are not asked about it."""
    if path[0] == "environments":
        return len(path) <= _OF_ENVIRONMENT or path[_OF_ENVIRONMENT] in {"account", "regions"}
    return path[0] in {"registry", "output"} or path in {("service",), ("service", "name")}


def _overrides(path: Path, job: RenderJob) -> bool:
    """True for an override's value, if the job's artifact may be the one that it is written into."""
    return path[0] == "override" and job.template.startswith("terraform/modules/")


def _is_inside(path: str, block: str) -> bool:
    return path.startswith((f"{block}.", f"{block}["))
