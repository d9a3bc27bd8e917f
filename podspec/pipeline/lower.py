"""Environments -> render jobs: asks every component which artifacts the spec wants, and what to put in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from itertools import chain
from typing import Generic, NamedTuple, TypeVar

from podspec.components import COMPONENTS
from podspec.components.component import Component, Context
from podspec.model.artifact import RenderJob
from podspec.model.environment import Environment
from podspec.model.layout import REPOSITORY, output_path, repository_path
from podspec.model.pins import Pin
from podspec.model.scope import AccountScope, RegionScope, RepositoryScope, ServiceScope
from podspec.model.spec import Spec
from podspec.pipeline.trace import Reads

Scope = TypeVar("Scope")


class Lowered(NamedTuple):
    """The jobs of one spec, in the order of their outputs, and every spec value that any of them read."""

    jobs: tuple[RenderJob, ...]
    values: dict[str, object]


def lower(
    spec: Spec, environments: tuple[Environment, ...], file: str, only: frozenset[str] | None = None
) -> Lowered:
    """Collect the render jobs of all components, or of some templates only."""
    lowering = _Lowering(spec, environments, file)
    components = COMPONENTS if only is None else [_part(component, only) for component in COMPONENTS]
    jobs = chain.from_iterable(lowering.jobs_of(component) for component in components)
    return Lowered(tuple(sorted(jobs, key=lambda job: job.output)), lowering.values)


def _part(component: Component, only: frozenset[str]) -> Component:
    """A component as if it had these templates alone."""
    service = {template: make for template, make in component.service.items() if template in only}
    account = {template: make for template, make in component.account.items() if template in only}
    region = {template: make for template, make in component.region.items() if template in only}
    return Component(component.name, {}, service, account, region)


def lower_repository(pins: Mapping[str, Pin]) -> Lowered:
    """Collect the jobs of what the repository has once, whatever its specs say."""
    jobs, values = [], {}
    for component in COMPONENTS:
        for template, make in component.repository.items():
            noted = _NotedPins(pins)
            context = make(RepositoryScope(noted))
            if context is not None:
                values.update(noted.noted)
                used = tuple(sorted(noted.noted))
                jobs.append(RenderJob(template, repository_path(template), REPOSITORY, context, used))
    return Lowered(tuple(sorted(jobs, key=lambda job: job.output)), values)


class _NotedPins(Mapping[str, Pin]):
    """The pins, and a note of each one that was looked up."""

    def __init__(self, pins: Mapping[str, Pin]) -> None:
        self._pins = pins
        self.noted: dict[str, object] = {}

    def __getitem__(self, action: str) -> Pin:
        pin = self._pins[action]
        self.noted[action] = list(pin)
        return pin

    def __iter__(self) -> Iterator[str]:
        return iter(self._pins)

    def __len__(self) -> int:
        return len(self._pins)


class _Traced(Generic[Scope]):
    """A scope that is opened once, and what each template reads of it."""

    def __init__(self, open_scope: Callable[[Reads], Scope]) -> None:
        self._reads = Reads()
        self._scope = open_scope(self._reads)
        self._always = self._reads.values

    def ask(self, make: Callable[[Scope], Context | None]) -> tuple[Context | None, dict[str, object]]:
        """What a template is to be filled with, and the values that it depends on, by path."""
        self._reads.values = dict(self._always)
        return make(self._scope), self._reads.values


class _Lowering:
    """One spec on its way to jobs."""

    def __init__(self, spec: Spec, environments: tuple[Environment, ...], file: str) -> None:
        self.spec = spec
        self.environments = environments
        self.file = file
        self.values: dict[str, object] = {}
        self._service = _Traced(self._service_scope)
        self._accounts = {one: _Traced(self._account_scope(one)) for one in self._account_ids()}
        self._regions = {
            (environment.name, region): _Traced(self._region_scope(environment, region))
            for environment in environments
            for region in environment.regions
        }

    def jobs_of(self, component: Component) -> Iterator[RenderJob]:
        for template, make in component.service.items():
            yield from self._job(template, {}, make, self._service)
        for account, in_account in self._accounts.items():
            for template, make_account in component.account.items():
                yield from self._job(template, {"account": account}, make_account, in_account)
        for (environment, region), in_region in self._regions.items():
            for template, make_region in component.region.items():
                yield from self._job(
                    template, {"environment": environment, "region": region}, make_region, in_region
                )

    def _job(
        self,
        template: str,
        braces: dict[str, str],
        make: Callable[[Scope], Context | None],
        scope: _Traced[Scope],
    ) -> Iterator[RenderJob]:
        context, read = scope.ask(make)
        if context is None:
            return
        braces = {"service": self.spec.service.name, **braces}
        output = output_path(self.spec, fill(template, braces))
        self.values.update(read)
        yield RenderJob(template, output, self.file, context, _in_order(tuple(read)))

    # -- scopes: every read goes through a view, so that it is noted ---------------------------------

    def _account_ids(self) -> list[str]:
        """Every account that the service is in, the registry's first."""
        first = [self.spec.registry.account] if self.spec.registry else []
        return list(dict.fromkeys([*first, *(one.account for one in self.environments)]))

    def _views(self, reads: Reads) -> tuple[Spec, tuple[Environment, ...]]:
        reads.note("environments", [one.name for one in self.environments])
        environments = tuple(reads.view(one, one.name) for one in self.environments)
        return reads.view(self.spec, ""), environments

    def _service_scope(self, reads: Reads) -> ServiceScope:
        return ServiceScope(*self._views(reads), self.file)

    def _account_scope(self, account: str) -> Callable[[Reads], AccountScope]:
        def open_scope(reads: Reads) -> AccountScope:
            spec, environments = self._views(reads)
            inside = tuple(one for one in environments if one.account == account)
            return AccountScope(spec, inside, account)

        return open_scope

    def _region_scope(self, environment: Environment, region: str) -> Callable[[Reads], RegionScope]:
        def open_scope(reads: Reads) -> RegionScope:
            spec, environments = self._views(reads)
            reads.note(f"{environment.name}.regions", list(environment.regions))
            return RegionScope(spec, environments, reads.view(environment, environment.name), region)

        return open_scope


@cache
def _in_order(read: tuple[str, ...]) -> tuple[str, ...]:
    """Paths, sorted, as one object: a template reads the same ones of most services, and in the same order."""
    return tuple(sorted(read))


def fill(template: str, braces: dict[str, str]) -> str:
    """Fill the braces of a template's path.

    Raises:
        KeyError: if the path has braces that its scope does not fill; that is a bug of the component.
    """
    return re.sub(r"\{(\w+)\}", lambda match: braces[match[1]], template)
