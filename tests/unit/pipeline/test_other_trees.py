"""The spec with one value changed, in every way that may make a difference."""

from podspec.model.origin import Value
from podspec.model.source import Mapping, Path, Source, locate
from podspec.pipeline.other_trees import other_trees
from podspec.pipeline.parse import parse

TEXT = """\
targets: {lambda: {memory_mb: 256, rollout: {strategy: canary, percent: 10, bake_minutes: 5}}}
container: {environment: {LOG_LEVEL: info, MODE: a}}
"""


def tree() -> Mapping:
    found = parse(Source("f", TEXT)).value
    assert found is not None
    return found


def tried(path: Path) -> list[object]:
    """What stands in the whole spec, once for every other value at a path that is written."""
    spec = tree()
    node = locate(spec, path).node
    return [one.plain() for one in other_trees(spec, Value(path, node, node.span, node.plain()))]


def test_a_value_is_replaced_and_taken_away() -> None:
    lambdas = [one["targets"]["lambda"] for one in tried(("targets", "lambda", "memory_mb"))]  # type: ignore[index]
    assert any(one.get("memory_mb") == 257 for one in lambdas)
    assert any("memory_mb" not in one for one in lambdas)
    assert all(one["rollout"]["percent"] == 10 for one in lambdas)


def test_another_kind_of_block_keeps_what_fits_into_it() -> None:
    path = ("targets", "lambda", "rollout", "strategy")
    rollouts = [one["targets"]["lambda"]["rollout"] for one in tried(path)]  # type: ignore[index]
    assert {"strategy": "all_at_once", "bake_minutes": 5} in rollouts
    assert {"strategy": "linear", "percent": 10, "bake_minutes": 5} in rollouts


def test_an_entry_of_a_map_gets_another_name_too() -> None:
    entries = [one["container"]["environment"] for one in tried(("container", "environment", "LOG_LEVEL"))]  # type: ignore[index]
    assert {"AA": "info", "MODE": "a"} in entries
    assert {"MODE": "a"} in entries


def test_a_default_is_written_down_with_the_strategy_that_it_belongs_to() -> None:
    value = Value(("targets", "ec2", "rollout", "percent"), plain=10, strategy="linear")
    rollouts = [one.plain()["targets"]["ec2"]["rollout"] for one in other_trees(tree(), value)]  # type: ignore[index,call-overload]
    assert all(one["strategy"] == "linear" and one["percent"] != 10 for one in rollouts)
    assert len(rollouts) > 5
