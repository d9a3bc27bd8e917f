"""What output is made from can be tried out, one value at a time."""

from pathlib import Path

import pytest
from compiling import AS_OF, compiled

from podspec.compiler import compile_spec
from podspec.model.layout import PINS_FILE
from podspec.pipeline.inputs import PinInputs, SpecInputs
from podspec.pipeline.pins import Pins

LAMBDA = "terraform/environments/{environment}/{region}/lambda.tf"
ALONE = frozenset({LAMBDA})


def test_trying_a_value_lowers_the_wanted_templates_alone(tmp_path: Path) -> None:
    inputs = SpecInputs(compiled(tmp_path))
    value = next(one for one in inputs.values if one.name == "targets.lambda.memory_mb")
    tried = [job for made in inputs.tried(value, ALONE) for job in made.jobs]
    assert {job.template for job in tried} == {LAMBDA}
    assert len({job.context["memory_mb"] for job in tried}) > 5


def test_an_artifact_uses_what_its_component_read_and_what_places_it(tmp_path: Path) -> None:
    inputs = SpecInputs(compiled(tmp_path))
    (job,) = [one for one in inputs.made.jobs if one.template == LAMBDA]
    used = {value.name for value in inputs.values if inputs.uses(job, value)}
    assert {"targets.lambda.memory_mb", "service.name", "environments.dev.regions[0]", "targets"} <= used
    assert used.isdisjoint({"supply_chain.sbom", "accept", "repository.slug"})


def test_every_value_of_a_full_spec_has_another_that_can_be_compiled() -> None:
    """So no value is ever said to decide everything for want of an alternative; the version is what it is."""
    path = Path(__file__).parents[2] / "specs" / "full.yaml"
    inputs = SpecInputs(compile_spec(path, "full.yaml", AS_OF))
    left = [value.name for value in inputs.values if next(inputs.tried(value, ALONE), None) is None]
    assert left == ["version"]


def test_only_what_compiled_can_be_tried_out(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="compiled"):
        SpecInputs(compiled(tmp_path, "targets: {lambda: {memory_mb: a}}"))


def test_a_pin_is_the_repositorys_own_or_podspecs(tmp_path: Path) -> None:
    sha = "3d3c42e5aac5ba805825da76410c181273ba90b2"
    (tmp_path / PINS_FILE).write_text(f'{{"actions/checkout": {{"version": "v6.0.0", "sha": "{sha}"}}}}', "utf-8")
    inputs = PinInputs(Pins(tmp_path))
    own = {value.name for value in inputs.values if not value.is_default}
    assert own == {"actions/checkout"}
    (checkout,) = [value for value in inputs.values if not value.is_default]
    using = frozenset(job.template for job in inputs.made.jobs if inputs.uses(job, checkout))
    assert using
    tried = list(inputs.tried(checkout, using))
    assert {job.template for made in tried for job in made.jobs} == using
    assert all(sha not in str(made.jobs) or "v0.0.1-another" in str(made.jobs) for made in tried)
