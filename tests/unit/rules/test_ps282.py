"""PS282: output among the files of others."""

import pytest
from specimens import silent, sole

HELP = "choose a directory that nothing else writes to"


@pytest.mark.parametrize(
    ("directory", "owner"),
    [
        (".github/workflows", ".github/workflows"),
        (".github/workflows/podinfo", ".github/workflows"),
        (".github", ".github/workflows"),
        (".podspec/out", ".podspec"),
    ],
)
def test_a_directory_that_others_write_to_is_an_error(directory: str, owner: str) -> None:
    found = sole(f"output: {{directory: «{directory}»}}", "PS282")
    assert found.message == f"output.directory mixes with {owner}"
    assert found.primary.text == f"{owner} is not podspec's own"
    assert found.help == HELP


@pytest.mark.parametrize("directory", ["out", "out/podinfo"])
def test_a_directory_in_the_workflows_is_an_error(directory: str) -> None:
    found = sole(f"output: {{directory: «{directory}», workflows: ⟦out⟧}}", "PS282")
    assert found.message == "output.directory lies in output.workflows"
    assert (found.primary.text, found.related[0].text) == ("lies in the workflows", "the workflows")
    assert found.help == HELP


def test_workflows_over_the_default_directory_are_an_error() -> None:
    sole("output: «{workflows: ⟦generated⟧}»", "PS282")


def test_workflows_in_podspec_s_journal_are_an_error() -> None:
    found = sole("output: {workflows: «.podspec/workflows»}", "PS282")
    assert found.message == "output.workflows lies in .podspec"


@pytest.mark.parametrize(
    "output",
    [
        "{}",
        "{directory: generated/podinfo, workflows: generated/podinfo/workflows}",
        "{directory: .gitlab, workflows: .github/workflows}",
        "{directory: .github/podinfo, workflows: .github/workflows}",
        "{directory: out, workflows: outer}",
    ],
)
def test_a_directory_of_its_own_is_allowed(output: str) -> None:
    assert silent(f"output: {output}")
