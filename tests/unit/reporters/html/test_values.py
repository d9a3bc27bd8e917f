"""Environments side by side: what differs first, each value with its place."""

from compiling import AS_OF
from page_of import compiled
from specimens import with_blocks

from podspec.compiler import analyse_bytes
from podspec.model.compilation import Compilation
from podspec.reporters.html.links import Links
from podspec.reporters.html.values import Row, Values, view

_THREE = """
targets: {lambda: {memory_mb: 256}}
environments:
  dev: {account: "111111111111", regions: [us-east-1]}
  stage: {account: "111111111111", regions: [us-east-1], targets: {lambda: {memory_mb: 512}}}
  prod: {account: "111111111111", regions: [us-east-1], targets: {lambda: {memory_mb: 512}}}
"""


def _view(about: Compilation) -> Values:
    found = view(about, Links(about))
    assert found is not None
    return found


def _rows(found: Values, *, different: bool) -> dict[str, Row]:
    blocks = found.different if different else found.same
    return {row.name: row for block in blocks for row in block.rows}


def _read(blocks: str) -> Values:
    return _view(analyse_bytes(with_blocks(blocks).encode(), "service.yaml", AS_OF))


def test_what_differs_and_what_does_not_is_all_there_is() -> None:
    found = _view(compiled())
    different, same = _rows(found, different=True), _rows(found, different=False)
    assert not set(different) & set(same)
    assert found.different_count == len(different)
    assert found.same_count == len(same)
    assert {"account", "regions", "network.cidr", "domain.name"} <= set(different)
    assert all(len(row.cells) == 1 for row in same.values())
    expected = [one.environment.model_dump(mode="json", by_alias=True) for one in compiled().resolved]
    assert [cell.text for cell in different["regions"].cells] == ["[us-east-1]", "[us-east-1, eu-west-1]"]
    assert str(expected[0]["container"]["port"]) == same["container.port"].cells[0].text


def test_a_value_has_its_line_and_a_default_has_none() -> None:
    rows = _rows(_read(_THREE), different=True)
    text = with_blocks(_THREE).splitlines()
    line = next(number for number, one in enumerate(text, start=1) if "memory_mb: 256" in one)
    cell = rows["targets.lambda.memory_mb"].cells[0]
    assert (cell.text, cell.origin) == ("256", f"service.yaml:{line}")
    assert cell.address.endswith(f"/service.yaml#L{line}")
    assert _rows(_read(_THREE), different=False)["container.port"].cells[0].origin == "default"


def test_with_more_than_two_what_changes_on_the_way_is_marked() -> None:
    cells = _rows(_read(_THREE), different=True)["targets.lambda.memory_mb"].cells
    assert [one.is_news for one in cells] == [False, True, False]
    cells = _rows(_view(compiled()), different=True)["account"].cells
    assert [one.is_news for one in cells] == [False, False]


def test_what_an_environment_does_not_have_is_empty() -> None:
    assert [one.text for one in _rows(_view(compiled()), different=True)["domain.primary"].cells] == ["", "lambda"]


def test_the_blocks_are_whole_and_in_the_order_of_the_spec() -> None:
    names = [block.name for block in _view(compiled()).same]
    assert len(set(names)) == len(names)
    assert names.index("service") < names.index("container") < names.index("targets")


def test_a_name_can_be_broken_at_its_joints_and_is_still_the_name() -> None:
    row = Row("targets.lambda.memory_mb", ())
    assert row.parts == ["targets.", "lambda.", "memory_", "mb"]
    assert "".join(Row("a_.b__c[0]", ()).parts) == "a_.b__c[0]"


def test_a_spec_that_cannot_be_resolved_has_none() -> None:
    assert view(Compilation("s"), Links(Compilation("s"))) is None
