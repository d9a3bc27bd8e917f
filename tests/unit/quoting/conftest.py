"""Terraform itself, as the judge of what podspec says about HCL."""

import itertools
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import terraform_reads


def _run_program(directory: Path, *arguments: str) -> None:
    done = subprocess.run(
        ["terraform", f"-chdir={directory}", *arguments, "-no-color"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="session")
def directories(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Fresh directories, without end: Hypothesis needs one for each example."""
    base = tmp_path_factory.mktemp("terraform")
    return (_made(base / str(number)) for number in itertools.count())


def _made(directory: Path) -> Path:
    directory.mkdir()
    return directory


@pytest.fixture(scope="session", params=["library", "program"])
def terraform_fmt(request: pytest.FixtureRequest, directories: Iterator[Path]) -> Callable[[list[str]], list[str]]:
    """Texts as `terraform fmt` leaves them; fails if it refuses one. Once by the library, once by the program."""
    if request.param == "program" and not shutil.which("terraform"):
        pytest.skip("no terraform on PATH")
    run = {"library": terraform_reads.run_library, "program": _run_program}[request.param]

    def formatted(texts: list[str]) -> list[str]:
        directory = next(directories)
        files = [directory / f"{index:05}.tf" for index in range(len(texts))]
        for file, text in zip(files, texts, strict=True):
            file.write_bytes(text.encode())
        run(directory, "fmt", "-list=false")
        return [file.read_bytes().decode() for file in files]

    return formatted


@pytest.fixture(scope="session")
def terraform_value(directories: Iterator[Path]) -> Callable[[str], object]:
    """What Terraform makes of an HCL expression, as an output that went through apply and state."""
    return lambda expression: terraform_reads.terraform_value(next(directories), expression)
