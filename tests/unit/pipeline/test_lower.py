"""Environments become render jobs, each of which knows what it read."""

from pathlib import Path

import pytest
from compiling import compiled

from podspec.components import COMPONENTS
from podspec.model.artifact import RenderJob
from podspec.model.compilation import Compilation
from podspec.pipeline.lower import Lowered, fill, lower

TWO = """
environments:
  dev: {account: "111111111111", regions: [us-east-1]}
  prod: {account: "111111111111", regions: [us-east-1, eu-west-1]}
"""


def lowered(one: Compilation) -> Lowered:
    assert one.spec is not None, one.diagnostics
    return lower(one.spec, tuple(resolved.environment for resolved in one.resolved), one.file)


@pytest.fixture
def jobs(tmp_path: Path) -> dict[str, RenderJob]:
    """The jobs of a spec with two environments, by output."""
    return {job.output: job for job in lowered(compiled(tmp_path, TWO)).jobs}


def test_jobs_come_in_the_order_of_their_outputs(jobs: dict[str, RenderJob]) -> None:
    assert list(jobs) == sorted(jobs)


def test_a_region_gets_a_root_of_its_own(jobs: dict[str, RenderJob]) -> None:
    below = [path.partition("/terraform/environments/")[2] for path in jobs]
    roots = {path.rpartition("/")[0] for path in below if path}
    assert roots == {"dev/us-east-1", "prod/us-east-1", "prod/eu-west-1"}


def test_an_account_gets_a_root_of_its_own(jobs: dict[str, RenderJob]) -> None:
    accounts = {path.split("/accounts/")[1].split("/")[0] for path in jobs if "/accounts/" in path}
    assert accounts == {"111111111111"}


def test_a_root_depends_on_its_own_environments_size_and_on_no_others(jobs: dict[str, RenderJob]) -> None:
    used = jobs["generated/podinfo/terraform/environments/dev/us-east-1/lambda.tf"].used
    assert "dev.targets.lambda.memory_mb" in used
    assert not [path for path in used if path.startswith("prod.targets")]


def test_every_value_that_a_job_used_is_on_record(tmp_path: Path) -> None:
    made = lowered(compiled(tmp_path, TWO))
    assert {path for job in made.jobs for path in job.used} == set(made.values)


def test_contexts_are_plain_data(jobs: dict[str, RenderJob]) -> None:
    for job in jobs.values():
        assert _is_plain(dict(job.context)), job.output


def _is_plain(value: object) -> bool:
    if isinstance(value, dict):
        return all(type(key) is str and _is_plain(one) for key, one in value.items())
    if isinstance(value, list | tuple):
        return all(_is_plain(one) for one in value)
    return value is None or type(value) in {str, int, float, bool}


def test_lowering_twice_gives_the_same(tmp_path: Path) -> None:
    one = compiled(tmp_path, TWO)
    assert lowered(one) == lowered(one)


def test_braces_are_filled_and_unknown_ones_are_a_bug() -> None:
    assert fill("a/{region}/{service}.tf", {"region": "us-east-1", "service": "x"}) == "a/us-east-1/x.tf"
    with pytest.raises(KeyError):
        fill("a/{nonsense}.tf", {})


def test_no_template_has_two_components() -> None:
    owned = [name for one in COMPONENTS for scope in (one.service, one.account, one.region) for name in scope]
    assert len(owned) == len(set(owned))
