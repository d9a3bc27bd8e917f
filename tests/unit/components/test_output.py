"""The mark on the output directory."""

from pathlib import Path

from compiling import compiled
from scopes import service

from podspec.components.output import gitattributes


def test_the_output_directory_is_marked_as_generated(tmp_path: Path) -> None:
    assert rules(tmp_path, "") == ["* linguist-generated=true text eol=lf"]


def test_a_file_that_a_person_has_taken_over_is_shown_in_reviews(tmp_path: Path) -> None:
    script = "generated/podinfo/scripts/smoke-test.sh"
    (_, rule) = rules(tmp_path, f"eject: [{script}]\n")
    assert rule == '"/scripts/smoke-test.sh" linguist-generated=false'


def test_a_file_outside_of_the_directory_is_not_its_matter() -> None:
    assert gitattributes(service("eject: [.github/workflows/podinfo-ci.yml]\n")) == {"ejected": []}


def rules(folder: Path, blocks: str) -> list[str]:
    artifacts = {one.path: one.content.decode() for one in compiled(folder, blocks).artifacts}
    text = artifacts["generated/podinfo/.gitattributes"]
    return [line for line in text.splitlines() if line and not line.startswith("#")]
