"""Where the value of an artifact stands in the spec."""

from dataclasses import replace
from pathlib import Path

import pytest
from compiling import compiled

from podspec.model.compilation import Compilation, handed_over

BLOCKS = """
targets:
  lambda: {memory_mb: 256}
environments:
  dev: {account: "111111111111", regions: [us-east-1], targets: {lambda: {memory_mb: 512}}}
  prod: {account: "111111111111", regions: [us-east-1]}
"""


@pytest.fixture
def compilation(tmp_path: Path) -> Compilation:
    """A compiled spec with an overlay."""
    return compiled(tmp_path, BLOCKS)


def line(compilation: Compilation, path: str) -> str:
    """The text of the line that a path leads to, up to what it says."""
    label = compilation.where(path)
    assert label is not None
    assert label.span is not None
    assert compilation.source is not None
    return compilation.source.lines[label.span.line - 1].strip()


def test_a_value_of_an_overlay_stands_in_the_overlay(compilation: Compilation) -> None:
    assert line(compilation, "dev.targets.lambda.memory_mb").startswith("dev:")


def test_an_inherited_value_stands_in_the_base(compilation: Compilation) -> None:
    assert line(compilation, "prod.targets.lambda.memory_mb") == "lambda: {memory_mb: 256}"


def test_a_value_of_the_base_stands_there(compilation: Compilation) -> None:
    assert line(compilation, "service.name") == "name: podinfo"


def test_a_default_stands_at_the_nearest_block_that_is_written(compilation: Compilation) -> None:
    label = compilation.where("prod.targets.lambda.timeout_seconds")
    assert label is not None
    assert label.text == "prod.targets.lambda.timeout_seconds (default)"
    assert line(compilation, "prod.targets.lambda.timeout_seconds") == "lambda: {memory_mb: 256}"


def test_a_value_of_which_nothing_is_written_has_no_place(compilation: Compilation) -> None:
    assert compilation.where("observability.log_retention_days") is None


def test_the_label_points_at_the_key(compilation: Compilation) -> None:
    label = compilation.where("service.name")
    assert label is not None
    assert label.span is not None
    assert label.span.end_column - label.span.column == len("name")


def test_a_spec_that_was_not_read_has_no_places() -> None:
    assert Compilation("f").where("service.name") is None


def test_a_spec_that_went_nowhere_has_failed_only_with_an_error() -> None:
    assert not Compilation("f").failed


@pytest.mark.parametrize("first", [0, 1])
def test_its_paths_are_in_one_order_whatever_of_it_is_settled(first: int, compilation: Compilation) -> None:
    kept, others = (compilation.artifacts[start::2] for start in (first, 1 - first))
    assert len(kept) > 10
    light = replace(compilation, artifacts=kept, settled=tuple(one.path for one in others))
    assert light.paths == compilation.paths == tuple(one.path for one in compilation.artifacts)


def test_what_several_specs_have_handed_over_is_sorted(compilation: Compilation) -> None:
    assert compilation.spec is not None
    some = [
        replace(compilation, spec=compilation.spec.model_copy(update={"eject": paths}))
        for paths in (("z", "a"), ("m",))
    ]
    assert handed_over([*some, Compilation("failed", ())]) == ["a", "m", "z"]
