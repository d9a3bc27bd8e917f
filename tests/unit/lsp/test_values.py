"""The values of a field, one for each environment that has it."""

from pathlib import Path

import pytest
from compiling import compiled

from podspec.lsp.values import Held, held
from podspec.model.source import Path as NodePath

BLOCKS = """\
targets:
  lambda: {memory_mb: 256}
environments:
  dev: {account: "111111111111", regions: [us-east-1]}
  prod: {account: "111111111111", regions: [us-east-1], targets: {lambda: {memory_mb: 512}}}
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (
            ("targets", "lambda", "memory_mb"),
            [Held("dev", 256, 6), Held("prod", 512, 9, is_overlay=True)],
        ),
        (
            ("environments", "prod", "targets", "lambda", "memory_mb"),
            [Held("dev", 256, 6), Held("prod", 512, 9, is_overlay=True)],
        ),
        (("targets", "lambda", "timeout_seconds"), [Held("dev", 15, None), Held("prod", 15, None)]),
        (("environments", "dev", "regions", 0), [Held("dev", "us-east-1", 8)]),
        (("foundation",), [Held("", "create", None)]),
        (("service", "name"), [Held("dev", "podinfo", 3), Held("prod", "podinfo", 3)]),
        (("targets", "nothing"), []),
        (("environments", "dev", "regions", 7), []),
    ],
)
def test_each_environment_says_its_value_and_where_it_is_written(
    tmp_path: Path, path: NodePath, expected: list[Held]
) -> None:
    found = held(compiled(tmp_path, BLOCKS), path)
    assert [one._replace(value=one.value) for one in found] == expected


def test_a_spec_that_is_wrong_has_none(tmp_path: Path) -> None:
    assert held(compiled(tmp_path, "targets: 1\n"), ("targets", "lambda")) == []
