"""What is found in podspec's own files is an error; in the user's, it depends."""

from pathlib import Path

import pytest
from checking import output

from podspec.checkers.checker import Words, ending, told
from podspec.model.diagnostic import Severity


@pytest.mark.parametrize(
    ("file", "level", "severity"),
    [
        ("rendered.sh", "style", Severity.ERROR),
        ("Dockerfile", "style", Severity.WARNING),
        ("Dockerfile", "error", Severity.ERROR),
        ("Dockerfile", "High", Severity.ERROR),
    ],
)
def test_whose_file_it_is_decides_how_bad_it_is(file: str, level: str, severity: Severity, tmp_path: Path) -> None:
    over = output(tmp_path / "a", {"rendered.sh": ""}, {"Dockerfile": ""})
    (one,) = told(over, [Words("X1", level, "oh", file)])
    assert one.severity is severity


def test_files_are_picked_by_their_ending(tmp_path: Path) -> None:
    assert ending(".tf")(output(tmp_path / "a", {"a.tf": "", "a.tfvars": ""})) == ["a.tf"]
