"""What two specs cannot both have."""

from dataclasses import replace
from pathlib import Path

import pytest
from compiling import compiled_together

from podspec.model.artifact import Artifact
from podspec.model.compilation import Compilation
from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.layout import REPOSITORY
from podspec.pipeline.collide import Neighbour, collide

OTHER = 'service: {name: other}\nenvironments:\n  dev: {account: "222222222222", regions: [us-east-1]}\n'


def codes(found: list[Compilation]) -> list[list[str]]:
    return [[one.code for one in compilation.diagnostics] for compilation in found]


def pointed(one: Compilation, label: Label) -> str:
    """The text of a spec that a label points at."""
    assert one.source
    assert (label.file, bool(label.span)) == (one.file, True)
    assert label.span
    return one.source.text.split("\n")[label.span.line - 1][label.span.column - 1 : label.span.end_column - 1]


def test_two_services_in_two_accounts_do_not_collide(tmp_path: Path) -> None:
    assert codes(compiled_together(tmp_path, "", OTHER)) == [[], []]


def test_one_account_has_one_maker_of_its_singletons(tmp_path: Path) -> None:
    found = compiled_together(tmp_path, "foundation: create\n", "service: {name: other}\n")
    assert codes(found) == [[], ["PS280"]]
    (told,) = found[1].diagnostics
    assert told.message == "two specs create the singletons of account 111111111111"
    assert told.help == "write `foundation: existing` in one of them"
    assert [told.primary.text, told.related[0].text] == ["this spec and", "this one create them"]
    assert [pointed(found[1], told.primary), pointed(found[0], told.related[0])] == ["other", "create"]
    (told,) = collide([found[1], found[0]])[1].diagnostics
    assert [pointed(found[0], told.primary), pointed(found[1], told.related[0])] == ["create", "other"]


def test_specs_that_share_several_accounts_are_told_of_the_first(tmp_path: Path) -> None:
    accounts = "".join(
        f'  {name}: {{account: "{digit * 12}", regions: [us-east-1]}}\n'
        for name, digit in (("dev", "3"), ("prod", "4"))
    )
    more = f'registry: {{account: "333333333333", region: us-east-1}}\nenvironments:\n{accounts}'
    found = compiled_together(tmp_path, more, f"service: {{name: other}}\n{more}")
    assert codes(found) == [[], ["PS280"]]
    assert found[1].diagnostics[0].message.endswith("account 333333333333")


def test_a_second_service_of_an_account_finds_what_is_there(tmp_path: Path) -> None:
    found = compiled_together(tmp_path, "", "service: {name: other}\nfoundation: existing\n")
    assert codes(found) == [[], []]


def test_two_specs_cannot_write_one_path(tmp_path: Path) -> None:
    other = OTHER.replace("other", "podinfo")
    found = compiled_together(tmp_path, "", other)
    assert codes(found) == [[], ["PS281"]]
    (told,) = found[1].diagnostics
    assert [pointed(found[1], told.primary), pointed(found[0], told.related[0])] == ["podinfo", "podinfo"]


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


@pytest.mark.parametrize("inner", [0, 1])
def test_specs_in_one_directory_are_told_so_and_nothing_more(tmp_path: Path, inner: int) -> None:
    blocks = ["", OTHER.replace("other", "podinfo")]
    blocks[inner] += "output: {directory: generated/podinfo/inner}\n"
    found = compiled_together(tmp_path, *blocks)
    assert sorted(codes(found)) == [[], ["PS281"]]
    (told,) = (one for each in found for one in each.diagnostics)
    assert told.message == "two specs write to generated/podinfo/inner"


def test_two_directories_are_both_shown_where_they_are_written(tmp_path: Path) -> None:
    found = compiled_together(tmp_path, "output: {directory: a}\n", f"{OTHER}output: {{directory: a/b}}\n")
    (told,) = found[1].diagnostics
    assert [pointed(found[1], told.primary), pointed(found[0], told.related[0])] == ["a/b", "a"]


def test_specs_in_directories_of_their_own_cannot_have_one_workflow(tmp_path: Path) -> None:
    other = OTHER.replace("other", "podinfo") + "output: {directory: elsewhere}\n"
    found = compiled_together(tmp_path, "", other)
    assert codes(found) == [[], ["PS281"]]
    (told,) = found[1].diagnostics
    assert told.message.startswith("two specs write to .github/workflows/podinfo")
    assert told.help == "give one of them another service.name, or another output.directory"
    assert [told.primary.text, told.related[0].text] == ["this spec and", "this one write there"]
    assert [pointed(found[1], told.primary), pointed(found[0], told.related[0])] == ["elsewhere", "podinfo"]


def _workflow(path: str) -> Artifact:
    return Artifact(path, b"x\n", 0o644, "x", "x", ())


def test_a_spec_that_takes_a_path_of_the_repository_itself_is_told(tmp_path: Path) -> None:
    (one,) = compiled_together(tmp_path, "output: {directory: none}\n")
    path = next(path for path in one.paths if path.startswith(".github/"))
    ours = Compilation(REPOSITORY, artifacts=(_workflow(path),))
    assert codes(collide([one, ours])) == [["PS281"], []]
    assert codes(collide([one, replace(ours, artifacts=(_workflow(".github/other.yml"),))])) == [[], []]


def test_what_one_hands_over_no_other_renders_unless_it_failed_anyway(tmp_path: Path) -> None:
    one, other = compiled_together(tmp_path, "", OTHER)
    assert other.spec
    taken = next(path for path in one.paths if path.startswith(".github/"))
    taker = replace(other, spec=other.spec.model_copy(update={"eject": (taken,)}))
    assert codes(collide([one, taker])) == [[], ["PS281"]]
    failed = replace(taker, diagnostics=(Diagnostic("PS101", Severity.ERROR, "m", Label(taker.file, None)),))
    assert codes(collide([one, failed])) == [[], ["PS101"]]


def test_a_directory_with_a_name_that_goes_on_is_another(tmp_path: Path) -> None:
    longer = f"{OTHER}output: {{directory: generated/podinfo-two}}\n"
    assert codes(compiled_together(tmp_path, "", longer)) == [[], []]


def test_a_spec_cannot_stand_in_its_own_output(tmp_path: Path) -> None:
    (one,) = compiled_together(tmp_path, "output: {directory: specs/0}\n")
    (told,) = one.diagnostics
    assert (told.code, told.message) == ("PS282", "output.directory holds the spec itself")
    assert (told.primary.text, told.help) == ("podspec owns this directory whole", "choose a directory of its own")
    assert pointed(one, told.primary) == "specs/0"


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


def test_a_neighbour_is_named_once_however_many_paths_it_has(tmp_path: Path) -> None:
    assert beside(tmp_path, "generated/podinfo/a", "generated/podinfo/b") == ["PS281"]


def test_every_spec_that_a_neighbour_hinders_is_told_so(tmp_path: Path) -> None:
    near = Neighbour(
        "specs/near/service.yaml", ("generated/other/a", "generated/podinfo/a", "generated/podinfo/b")
    )
    assert codes(collide(compiled_together(tmp_path, "", OTHER), [near])) == [["PS281"], ["PS281"]]


def test_a_neighbour_that_makes_an_accounts_singletons_leaves_none_to_make(tmp_path: Path) -> None:
    made = "generated/near/terraform/accounts/111111111111/state.tf"
    assert beside(tmp_path, made) == ["PS280"]
    assert beside(tmp_path, made, blocks="foundation: existing\n") == []
    assert beside(tmp_path, made.replace("1" * 12, "2" * 12)) == []
