"""`podspec target`: what a person types and sees."""

from __future__ import annotations

from pathlib import Path

import pytest
from drift.repository import SPEC, TEXT, Repository, new_repository

from podspec.cli import run

Output = pytest.CaptureFixture[str]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with one spec."""
    made = new_repository(tmp_path / "repository")
    monkeypatch.chdir(made.root)
    monkeypatch.setenv("NO_COLOR", "1")
    return made


def test_every_target_is_listed_with_where_it_runs(repository: Repository, capsys: Output) -> None:
    del repository
    assert run(["target", "list"]) == 0
    assert capsys.readouterr().out == (
        "lambda  dev, prod\n"
        "        Run as a Lambda function behind an HTTP API\n"
        "ec2     nowhere; `podspec target add ec2` adds it\n"
        "        Run on EC2 hosts behind a load balancer\n"
    )


def test_a_target_that_is_added_is_right_and_renders(repository: Repository, capsys: Output) -> None:
    assert run(["target", "add", "ec2"]) == 0
    said = capsys.readouterr().out
    assert "+  # Run on EC2 hosts behind a load balancer." in said
    assert "network: {cidr: 10.10.0.0/16, nat: single}" in said
    assert "network: {cidr: 10.20.0.0/16, nat: single}" in said
    assert "Cost a month, estimated" in said
    assert run(["validate", "--strict"]) == 0
    assert run(["render"]) == 0
    assert (repository.root / "generated/hello/terraform/environments/dev/us-east-1/ec2.tf").exists()


def test_a_target_that_is_removed_shows_what_is_lost(repository: Repository, capsys: Output) -> None:
    assert run(["target", "add", "ec2", "--env", "prod"]) == 0
    capsys.readouterr()
    assert run(["target", "remove", "ec2", "--env", "prod", "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert "resources DESTROYED" in said
    assert said.endswith("nothing was written: a dry run\n")
    assert run(["target", "remove", "ec2"]) == 0
    assert repository.read(SPEC).replace(", network: {cidr: 10.10.0.0/16, nat: single}", "") == TEXT


def test_the_last_target_stays(repository: Repository, capsys: Output) -> None:
    assert run(["target", "remove", "lambda"]) == 1
    assert "error[PS201]" in capsys.readouterr().out
    assert repository.read(SPEC) == TEXT


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["add", "lamda"], "'lamda' is no target; did you mean lambda?"),
        (["add", "lambda"], "lambda runs here already"),
        (["add", "ec2", "--env", "pord"], "'pord' is no environment of this spec; did you mean prod?"),
        (["remove", "ec2"], "ec2 does not run here"),
        (["remove", "ec2", "--env", "dev"], "ec2 does not run in dev"),
        (["list", "nobody"], "nobody: No such file or directory"),
    ],
)
def test_misuse_is_answered_in_one_line(
    repository: Repository, capsys: Output, arguments: list[str], said: str
) -> None:
    assert run(["target", *arguments]) == 2
    assert capsys.readouterr().err.strip().splitlines()[-1].endswith(said)
    assert repository.read(SPEC) == TEXT


@pytest.mark.parametrize("verb", ["list", "add"])
def test_a_spec_that_is_no_yaml_says_why(repository: Repository, capsys: Output, verb: str) -> None:
    repository.write(SPEC, "a: [")
    assert run(["target", verb, *(["ec2"] if verb == "add" else [])]) == 1
    assert "error[PS004]" in capsys.readouterr().out
