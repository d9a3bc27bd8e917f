"""What two specs cannot both have."""

from pathlib import Path

import pytest
from compiling import compiled_together

from podspec.model.compilation import Compilation
from podspec.pipeline.collide import Neighbour, collide

OTHER = 'service: {name: other}\nenvironments:\n  dev: {account: "222222222222", regions: [us-east-1]}\n'


def codes(found: list[Compilation]) -> list[list[str]]:
    return [[one.code for one in compilation.diagnostics] for compilation in found]


def test_two_services_in_two_accounts_do_not_collide(tmp_path: Path) -> None:
    assert codes(compiled_together(tmp_path, "", OTHER)) == [[], []]


def test_one_account_has_one_maker_of_its_singletons(tmp_path: Path) -> None:
    found = compiled_together(tmp_path, "", "service: {name: other}\n")
    assert codes(found) == [[], ["PS280"]]
    assert "111111111111" in found[1].diagnostics[0].message


def test_a_second_service_of_an_account_finds_what_is_there(tmp_path: Path) -> None:
    found = compiled_together(tmp_path, "", "service: {name: other}\nfoundation: existing\n")
    assert codes(found) == [[], []]


def test_two_specs_cannot_write_one_path(tmp_path: Path) -> None:
    other = OTHER.replace("other", "podinfo")
    found = compiled_together(tmp_path, "", other)
    assert codes(found) == [[], ["PS281"]]
    (diagnostic,) = found[1].diagnostics
    assert diagnostic.primary.file == "specs/1/service.yaml"
    assert [label.file for label in diagnostic.related] == ["specs/0/service.yaml"]


def test_another_output_directory_parts_them(tmp_path: Path) -> None:
    elsewhere = "output: {directory: generated/second, workflows: generated/second/workflows}\n"
    other = OTHER.replace("other", "podinfo") + elsewhere
    assert codes(compiled_together(tmp_path, "", other)) == [[], []]


def test_a_collision_leaves_no_artifact_to_write(tmp_path: Path) -> None:
    found = compiled_together(tmp_path, "", "service: {name: other}\n")
    assert [one.failed for one in found] == [False, True]


def test_three_of_a_kind_are_two_collisions(tmp_path: Path) -> None:
    found = compiled_together(tmp_path, "", "service: {name: second}\n", "service: {name: third}\n")
    assert codes(found) == [[], ["PS280"], ["PS280"]]


def test_a_directory_in_another_spec_s_directory_is_a_collision(tmp_path: Path) -> None:
    inner = f"{OTHER}output: {{directory: generated/podinfo/inner}}\n"
    assert codes(compiled_together(tmp_path, "", inner)) == [[], ["PS281"]]


def test_directories_that_differ_in_case_are_one_on_some_file_systems(tmp_path: Path) -> None:
    upper = f"{OTHER}output: {{directory: Generated/PODINFO}}\n"
    found = compiled_together(tmp_path, "", upper)
    assert sorted(code for one in codes(found) for code in one) == ["PS281"]


def test_a_directory_with_a_name_that_goes_on_is_another(tmp_path: Path) -> None:
    longer = f"{OTHER}output: {{directory: generated/podinfo-two}}\n"
    assert codes(compiled_together(tmp_path, "", longer)) == [[], []]


def test_a_spec_cannot_stand_in_its_own_output(tmp_path: Path) -> None:
    assert codes(compiled_together(tmp_path, "output: {directory: specs/0}\n")) == [["PS282"]]


# -- beside specs that are not compiled ------------------------------------------------------------------------


def beside(folder: Path, *paths: str, blocks: str = "") -> list[str]:
    """The codes of one spec beside a neighbour whose manifest names some paths."""
    (one,) = collide(compiled_together(folder, blocks), [Neighbour("specs/near/service.yaml", paths)])
    for diagnostic in one.diagnostics:
        assert [label.file for label in diagnostic.related] == ["specs/near/service.yaml"]
    return [diagnostic.code for diagnostic in one.diagnostics]


def test_a_neighbour_with_a_directory_of_its_own_is_no_hindrance(tmp_path: Path) -> None:
    assert beside(tmp_path, "generated/near/README.md", "generated/podinfo-near/x", "podinfo/x") == []


@pytest.mark.parametrize(
    "path", ["generated/podinfo/anything", "Generated/Podinfo/deep/er", ".github/workflows/podinfo-ci.yml"]
)
def test_a_neighbour_that_writes_where_the_spec_does_collides(tmp_path: Path, path: str) -> None:
    assert beside(tmp_path, "generated/near/README.md", path) == ["PS281"]


def test_a_neighbour_that_makes_an_accounts_singletons_leaves_none_to_make(tmp_path: Path) -> None:
    made = "generated/near/terraform/accounts/111111111111/state.tf"
    assert beside(tmp_path, made) == ["PS280"]
    assert beside(tmp_path, made, blocks="foundation: existing\n") == []
    assert beside(tmp_path, made.replace("1" * 12, "2" * 12)) == []
