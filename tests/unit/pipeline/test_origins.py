"""What decides each line of an artifact, found by trying it out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from compiling import compiled

from podspec.model.origin import Bond, FileOrigin, Reach
from podspec.pipeline.inputs import PinInputs, SpecInputs
from podspec.pipeline.origins import Origins
from podspec.pipeline.pins import Pins

BLOCKS = """
targets:
  lambda: {memory_mb: 256, timeout_seconds: 10}
container: {environment: {LOG_LEVEL: info}}
override:
  - resource: lambda.aws_apigatewayv2_integration.live
    attribute: timeout_milliseconds
    value: 10000
    reason: it answers within ten seconds or never
environments:
  dev: {account: "111111111111", regions: [us-east-1]}
  prod:
    account: "111111111111"
    regions: [us-east-1]
    targets: {lambda: {memory_mb: 512}}
"""
OUTPUT = "generated/podinfo/terraform"
DEV, PROD = (f"{OUTPUT}/environments/{name}/us-east-1/lambda.tf" for name in ("dev", "prod"))


@pytest.fixture(scope="module", name="inputs")
def _inputs(tmp_path_factory: pytest.TempPathFactory) -> SpecInputs:
    return SpecInputs(compiled(tmp_path_factory.mktemp("spec"), BLOCKS))


@pytest.fixture(scope="module", name="origins")
def _origins(inputs: SpecInputs) -> Origins:
    made = Origins(inputs)
    made.of_file = cache(made.of_file)  # type: ignore[method-assign] # asked for often, and slow
    return made


def causes(origin: FileOrigin, text: str) -> dict[str, Bond]:
    """What decides the first line of a file that has a text in it."""
    number = next(index for index, line in enumerate(origin.text) if text in line)
    return {cause.value.name: cause.bond for cause in origin.lines[number].causes}


def reach(origins: Origins, inputs: SpecInputs, name: str) -> Reach:
    return origins.of_value(next(value for value in inputs.values if value.name == name))


def test_a_value_that_is_printed_decides_its_line(origins: Origins) -> None:
    assert causes(origins.of_file(DEV), "timeout_seconds") == {"targets.lambda.timeout_seconds": Bond.TEXT}


def test_an_overlay_decides_where_it_hides_the_base(origins: Origins) -> None:
    assert causes(origins.of_file(DEV), "memory_mb") == {"targets.lambda.memory_mb": Bond.TEXT}
    assert causes(origins.of_file(PROD), "memory_mb") == {"environments.prod.targets.lambda.memory_mb": Bond.TEXT}


def test_a_default_decides_like_any_other_value(origins: Origins) -> None:
    found = origins.of_file(DEV)
    assert causes(found, "architecture") == {"container.architecture": Bond.TEXT}
    (value,) = {cause.value for line in found.lines for cause in line.causes if "architecture" in cause.value.name}
    assert value.is_default


def test_a_value_decides_lines_that_it_does_not_stand_in(origins: Origins) -> None:
    """The rollout of a strategy has lines that another has not."""
    assert causes(origins.of_file(DEV), "interval_minutes")["targets.lambda.rollout.strategy"] is Bond.TEXT


def test_lines_that_come_and_go_are_told_by_their_neighbours(origins: Origins) -> None:
    assert (
        causes(origins.of_file(DEV), "provisioned_concurrency")["targets.lambda.reserved_concurrency"]
        is Bond.BESIDE
    )


def test_what_is_only_aligned_by_a_value_hangs_on_it_loosely(origins: Origins, inputs: SpecInputs) -> None:
    tags = reach(origins, inputs, "container.environment.LOG_LEVEL")
    assert {claim.lines[line] for claim in tags.claims.values() for line in claim.lines} <= set(Bond)
    assert tags.count(Bond.TEXT) > 0


def test_a_line_of_the_templates_own_has_no_cause(origins: Origins) -> None:
    found = origins.of_file(DEV)
    assert causes(found, 'module "lambda"') == {}


def test_a_file_stands_where_it_is_because_of_some_values(origins: Origins) -> None:
    whole = {value.name for value in origins.of_file(DEV).whole}
    assert whole == {"service.name", "targets.lambda", "environments.dev.regions[0]", "output.directory"}


def test_the_block_around_a_cause_is_none_by_itself(origins: Origins) -> None:
    for line in origins.of_file(PROD).lines:
        paths = [cause.value.path for cause in line.causes if cause.bond is Bond.TEXT]
        assert not [one for one in paths for other in paths if one != other and other[: len(one)] == one]


def test_both_directions_say_the_same(origins: Origins) -> None:
    """Whatever a line names as its cause names that line, too."""
    found = origins.of_file(DEV)
    values = {cause.value for line in found.lines for cause in line.causes}
    claims = {value: origins.of_value(value).claims[DEV].lines for value in values}
    for line in found.lines:
        for cause in line.causes:
            assert line.line in claims[cause.value]


def test_the_values_of_a_block_decide_for_the_block(origins: Origins, inputs: SpecInputs) -> None:
    block, inside = (reach(origins, inputs, name) for name in ("targets.lambda", "targets.lambda.timeout_seconds"))
    for path, claim in inside.claims.items():
        assert claim.lines.keys() <= block.claims[path].lines.keys()


def test_a_base_that_is_hidden_says_by_what(origins: Origins, inputs: SpecInputs) -> None:
    found = reach(origins, inputs, "targets.lambda.memory_mb")
    assert [value.name for value in found.hidden_by] == ["environments.prod.targets.lambda.memory_mb"]
    assert PROD not in found.claims


def test_an_override_decides_its_line_and_the_comment_above_it(origins: Origins) -> None:
    found = origins.of_file(f"{OUTPUT}/modules/lambda/api.tf")
    assert causes(found, "timeout_milliseconds = 10000")["override[0].value"] is Bond.TEXT
    assert causes(found, "Overridden by")["override[0].reason"] is Bond.TEXT
    number = next(index for index, line in enumerate(found.text) if "= 10000" in line)
    (template,) = found.lines[number].templates
    assert template.template == "terraform/modules/lambda/api.tf.j2"
    assert found.lines[number - 1].templates == ()


def test_a_value_that_nothing_reads_decides_nothing(origins: Origins, inputs: SpecInputs) -> None:
    assert reach(origins, inputs, "version").claims == {}


def test_a_pin_decides_the_lines_that_use_it(tmp_path: Path) -> None:
    inputs = PinInputs(Pins(tmp_path))
    (checkout,) = [value for value in inputs.values if value.name == "actions/checkout"]
    found = Origins(inputs).of_value(checkout)
    assert found.count(Bond.TEXT) > 5
    for path, claim in found.claims.items():
        assert all("actions/checkout@" in found.texts[path][line - 1] for line in claim.lines)


def test_there_is_no_origin_of_a_file_that_is_not_rendered(origins: Origins) -> None:
    with pytest.raises(KeyError):
        origins.of_file("README.md")
