"""`podspec why` misses no line: whatever a change of the spec changes, is among the lines that it names.

Each field of the full spec gets another legal value in the file, and the file is compiled as any other. The lines
that come out otherwise are what happened; `why` has to have named them all, without having seen that change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from compiling import AS_OF
from full import as_yaml, full
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from small_diffs import CHANGES

from podspec.compiler import compile_spec
from podspec.model.compilation import Compilation
from podspec.model.origin import Claim
from podspec.model.regions import PARTITIONS
from podspec.model.schema_at import arms_at
from podspec.pipeline.inputs import SpecInputs
from podspec.pipeline.origins import Origins

#: Changes that stand for all of them where there is no time: one of each kind.
SOME = (
    *("service.name", "service.owner", "repository.slug", "registry.account", "container.port"),
    *("container.secrets.API_TOKEN", "supply_chain.sbom", "targets.lambda.rollout.strategy"),
    *("targets.ec2.scaling.memory_percent", "observability.notify", "environments.prod.account"),
    *(
        "environments.prod.regions",
        "environments.prod.domain.primary",
        "environments.prod.cost.monthly_budget_usd",
    ),
)
#: Of the lines that are named, at least so many in a hundred really change when one other value is written.
PRECISE = 60


class Outcome(NamedTuple):
    """What one change did: lines that changed, lines that `why` names for the value, and what it missed."""

    changed: int
    named: int
    missed: tuple[str, ...]


@cache
def origins() -> tuple[Origins, SpecInputs]:
    inputs = SpecInputs(compiled(as_yaml(full())))
    return Origins(inputs), inputs


@pytest.fixture(scope="module", autouse=True)
def _folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    compiled.folder = tmp_path_factory.mktemp("why")  # type: ignore[attr-defined]


def compiled(text: str) -> Compilation:
    """A spec, compiled as any other from a file."""
    path: Path = compiled.folder / "service.yaml"  # type: ignore[attr-defined]
    path.write_text(text, "utf-8")
    return compile_spec(path, "service.yaml", AS_OF)


@cache
def claims(path: str) -> dict[str, Claim]:
    """What `why` names for the value at a path; for a new overlay, what it names for the base's value."""
    found, inputs = origins()
    values = {value.name: value for value in inputs.values}
    known = path if path in values else re.sub(r"^environments\.[a-z]+\.", "", path)
    return dict(found.of_value(values[known]).claims)


def outcome(path: str, after: Compilation) -> Outcome:
    """Compare what `why` names with what a change of the value at a path has done."""
    named, (found, inputs) = claims(path), origins()
    new = {_bare(one.path, after): tuple(one.content.decode().split("\n")) for one in after.artifacts}
    changed, missed = 0, []
    for job in inputs.made.jobs:
        claim, there = named.get(job.output, Claim({})), new.get(_bare(job.output))
        if there is None:
            missed += [] if claim.whole else [f"{job.output} is gone"]
            continue
        for numbers in _changed((*found.text(job.output), ""), there):
            changed += 1
            if not claim.lines.keys() & numbers:
                missed.append(f"{job.output}:{min(numbers)}")
    return Outcome(changed, sum(len(claim.lines) for claim in named.values()), tuple(missed))


def _changed(before: tuple[str, ...], after: tuple[str, ...]) -> Iterator[set[int]]:
    """Each line that a change replaced or removed; for added lines, the two that they came between."""
    for kind, start, end, _, _ in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "insert":
            yield {start, start + 1}
        elif kind == "replace":
            yield from ({index + 1} for index in range(start, end))
        elif kind == "delete":
            yield from (_alike(before, index, end - start) for index in range(start, end))


def _alike(before: tuple[str, ...], index: int, length: int) -> set[int]:
    """The numbers of a removed line and of its like: a blank line can go with the block above or below it."""
    near = (index - length, index, index + length)
    return {one + 1 for one in near if 0 <= one < len(before) and before[one] == before[index]}


def _bare(path: str, compilation: Compilation | None = None) -> str:
    """A path without what only says whose it is."""
    name = compilation.spec.service.name if compilation and compilation.spec else "podinfo"
    inside = re.sub(r"^generated/[^/]+/workflows/", ".github/workflows/", path)
    inside = re.sub(r"^generated/[^/]+/", "", inside)
    return re.sub(rf"^(\.github/workflows/){name}-", r"\1", inside)


def check(paths: Iterable[str]) -> Outcome:
    """Try the changes out, each by itself."""
    found = [(path, outcome(path, _legal(path, CHANGES[path]))) for path in paths]
    missed = tuple(f"{path}: {one}" for path, each in found for one in each.missed)
    return Outcome(sum(one.changed for _, one in found), sum(one.named for _, one in found), missed)


def _legal(path: str, value: Any) -> Compilation:  # noqa: ANN401 - whatever a spec may say
    made = compiled(as_yaml(full(**{path: value})))
    assert made.artifacts, (path, made.diagnostics)
    return made


def test_a_change_changes_nothing_that_why_does_not_name() -> None:
    found = check(SOME)
    assert found.missed == ()
    assert found.changed > 250


@pytest.mark.long
def test_no_field_changes_a_line_that_why_does_not_name_and_most_that_it_names_do_change() -> None:
    found = check(CHANGES)
    assert found.missed == ()
    assert found.changed > 600
    assert found.changed * 100 >= found.named * PRECISE, found


# -- values that nobody thought of -----------------------------------------------------------------------------


def values_of(path: str) -> st.SearchStrategy[Any]:
    """Any value that the schema allows at a path, drawn without a look at those that `why` tries."""
    return st.one_of(*(_kind(arm) for arm in arms_at(tuple(path.split(".")))))


def _kind(arm: dict[str, Any]) -> st.SearchStrategy[Any]:
    if "const" in arm or "enum" in arm:
        return st.sampled_from(arm.get("enum", [arm.get("const")]))
    if arm.get("type") == "boolean":
        return st.booleans()
    if arm.get("type") in {"integer", "number"}:
        return st.integers(int(arm.get("minimum", 1)), int(arm.get("maximum", 99)))
    if arm.get("type") == "string":
        return st.from_regex(arm.get("pattern", r"^[ -~]{0,80}$"), fullmatch=True)
    items = _kind(arm["items"]) if isinstance(arm.get("items"), dict) else st.nothing()
    return st.nothing() if items.is_empty else st.lists(items, max_size=4)


_regions = st.sampled_from(PARTITIONS["aws"])
#: Fields whose values have to fit others by a rule, so that hardly any that is drawn by its shape alone is legal.
RULED: dict[str, st.SearchStrategy[Any]] = {
    "environments.prod.domain.name": st.from_regex(r"[a-z]{1,30}\.example\.com", fullmatch=True),
    "environments.prod.domain.zone": st.sampled_from(["podinfo.example.com", "example.com"]),
    "environments.prod.network.cidr": st.builds("10.{}.0.0/{}".format, st.integers(20, 250), st.integers(16, 23)),
    "environments.prod.regions": st.lists(_regions, min_size=1, max_size=4, unique=True),
    "registry.region": _regions,
    "state.region": _regions,
    "targets.ec2.hosts.desired": st.integers(2, 4),
    "targets.ec2.instance_type": st.sampled_from(["t4g.micro", "m7g.large", "c7g.xlarge", "r8g.medium"]),
}
#: The one secret that is declared is the only one that a variable can carry.
SCALARS = sorted(
    path for path in CHANGES if not values_of(path).is_empty and path != "container.secrets.API_TOKEN"
)


@pytest.mark.long
@pytest.mark.parametrize("path", SCALARS)
def test_nor_does_any_other_value(path: str) -> None:
    tried = []

    @seed(20261123)
    @settings(
        max_examples=25,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(RULED.get(path, values_of(path)))
    def each(value: object) -> None:
        made = compiled(as_yaml(full(**{path: value})))
        if made.artifacts:
            tried.append(value)
            assert outcome(path, made).missed == (), value

    each()
    assert tried, path


def test_the_sample_has_a_change_of_every_part_of_the_spec() -> None:
    parts = {path.split(".")[0] for path in CHANGES} - {"state", "foundation", "secrets", "cost", "output"}
    assert {path.split(".")[0] for path in SOME} == parts
