"""Files are handed over, or it is said why they cannot be."""

from dataclasses import replace
from pathlib import Path

import pytest
from compiling import AS_OF, compiled, compiled_together

from podspec.compiler import compile_all
from podspec.model.compilation import Compilation
from podspec.model.diagnostic import Diagnostic
from podspec.pipeline.eject import eject

SCRIPT = "generated/podinfo/scripts/smoke-test.sh"
WORKFLOW = ".github/workflows/podinfo-ci.yml"


def ejecting(folder: Path, *paths: str) -> Compilation:
    return compiled(folder, "eject:\n" + "".join(f"  - {path}\n" for path in paths))


def sole(found: Compilation) -> Diagnostic:
    (diagnostic,) = found.diagnostics
    assert diagnostic.code == "PS403"
    return diagnostic


def test_a_file_that_is_handed_over_is_rendered_no_more_and_all_others_are(tmp_path: Path) -> None:
    before = {one.path: one.content for one in compiled(tmp_path).artifacts}
    found = ejecting(tmp_path, SCRIPT, WORKFLOW)
    assert not found.failed
    assert found.ejected == {SCRIPT, WORKFLOW}
    now = {one.path: one.content for one in found.artifacts}
    assert now.keys() == before.keys() - {SCRIPT, WORKFLOW}
    assert {path for path in now if now[path] != before[path]} == {"generated/podinfo/.gitattributes"}


@pytest.mark.parametrize(
    ("path", "cure"),
    [
        ("generated/podinfo/scripts/smoketest.sh", f"did you mean {SCRIPT}?"),
        ("scripts/smoke-test.sh", f"paths begin at the repository's root: {SCRIPT}"),
        ("generated/podinfo/scripts/deploy-lamda.sh", "did you mean generated/podinfo/scripts/deploy-lambda.sh?"),
        ("generated/other/scripts/smoke-test.sh", f"did you mean {SCRIPT}?"),
        ("generated/podinfo/scripts", "it is a folder: name its files, one by one"),
        (".github/workflows/podspec-check.yml", "it belongs to all specs of the repository"),
        ("podspec.lock.json", "the manifest is podspec's own record"),
        ("x", "name a path as `podspec check` prints it"),
    ],
)
def test_a_path_that_is_not_rendered_says_what_was_meant(path: str, cure: str, tmp_path: Path) -> None:
    found = sole(ejecting(tmp_path, path))
    assert (found.message, found.primary.text) == (f"podspec renders no {path}", "not rendered")
    assert found.help.startswith(cure)


def test_gitattributes_stay_since_bytes_depend_on_them(tmp_path: Path) -> None:
    found = sole(ejecting(tmp_path, "generated/podinfo/.gitattributes"))
    assert found.message == "generated/podinfo/.gitattributes cannot be handed over"
    assert found.primary.text == "podspec's own"
    assert found.help == "without it git may change the files beside it"


def test_a_path_that_is_named_twice_is_shown_the_second_time(tmp_path: Path) -> None:
    found = sole(ejecting(tmp_path, SCRIPT, SCRIPT))
    assert (found.message, found.primary.text) == (f"{SCRIPT} is handed over twice", "here again")
    assert found.help == "take one of them out"
    assert found.primary.span
    lines = (tmp_path / "service.yaml").read_text("utf-8").split("\n")
    assert found.primary.span.line == len(lines) - 1


def test_a_file_that_is_not_there_cannot_be_handed_over(tmp_path: Path) -> None:
    ejecting(tmp_path, SCRIPT)
    specs = ((tmp_path / "service.yaml", "service.yaml"),)
    (found,) = (one for one in compile_all(tmp_path, specs, AS_OF) if one.is_spec)
    absent = sole(found)
    assert absent.message == f"{SCRIPT} is handed over, and there is no such file"
    assert absent.primary.text == "nothing there"
    assert absent.help == "put the file back, or take the line out and let `podspec render` write it"
    script = tmp_path / SCRIPT
    script.parent.mkdir(parents=True)
    script.write_text("mine\n", "utf-8")
    assert not any(one.failed for one in compile_all(tmp_path, specs, AS_OF))


def test_a_place_is_in_the_tree_of_a_spec_that_was_compiled(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="a spec that was compiled has a tree"):
        eject(replace(ejecting(tmp_path, "x"), tree=None))


def test_two_specs_cannot_have_one_path_also_if_one_hands_it_over(tmp_path: Path) -> None:
    (tmp_path / WORKFLOW).parent.mkdir(parents=True)
    (tmp_path / WORKFLOW).write_text("mine\n", "utf-8")
    elsewhere = 'output: {directory: out}\nenvironments: {dev: {account: "222222222222", regions: [us-east-1]}}\n'
    found = compiled_together(tmp_path, f"eject: [{WORKFLOW}]\n", elsewhere)
    assert [[one.code for one in each.diagnostics] for each in found] == [[], ["PS281"]]
