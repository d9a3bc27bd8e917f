"""What each command brings into memory: start-up time is made of imports."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from drift.repository import Repository, new_repository

#: Off the path of validate, render and check, whatever they find.
NEVER = {"rich", "hcl2", "lark", "jsonschema", "filelock", "asyncio", "http"}
#: What a right spec does not need.
WHEN_WRONG = {"difflib", "traceback"}

_PROGRAM = """
import json, sys
from podspec.cli import run
code = run(sys.argv[1:])
print("\\n" + json.dumps({"code": code, "modules": sorted(sys.modules)}))
"""


def modules_of(repository: Repository, *arguments: str) -> set[str]:
    """All modules that are in memory after a command that went well."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, *arguments],
        cwd=repository.root,
        capture_output=True,
        text=True,
        check=True,
    )
    said = json.loads(done.stdout.splitlines()[-1])
    assert said["code"] == 0, done.stdout
    return set(said["modules"])


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    """A rendered repository."""
    made = new_repository(tmp_path_factory.mktemp("imports") / "repository")
    assert made.podspec("render") == 0
    return made


@pytest.mark.parametrize("command", ["validate", "render", "check"])
def test_the_hot_commands_import_nothing_that_is_slow_and_not_needed(command: str, repository: Repository) -> None:
    found = modules_of(repository, command)
    assert not found & NEVER
    assert not found & WHEN_WRONG


def test_judging_a_spec_needs_no_templates(repository: Repository) -> None:
    found = modules_of(repository, "validate")
    assert "pydantic" in found
    assert not {name for name in found if name.split(".")[0] in {"jinja2", "markupsafe"}}
    assert not {"podspec.pipeline.render", "podspec.pipeline.write", "podspec.components"} & found


def test_a_clean_check_asks_nobody_else(repository: Repository) -> None:
    assert "subprocess" not in modules_of(repository, "check") - modules_of(repository, "validate")


@pytest.mark.parametrize("command", ["render", "check"])
def test_a_spec_that_takes_nothing_over_needs_nothing_for_it(command: str, repository: Repository) -> None:
    found = modules_of(repository, command)
    assert not {"podspec.pipeline.eject", "podspec.pipeline.override", "podspec.quoting.hcl_blocks"} & found


def test_help_imports_no_command(tmp_path: Path) -> None:
    found = modules_of(Repository(tmp_path), "--help")
    assert not {name for name in found if name.startswith("podspec.commands.")}
    assert "pydantic" not in found


def test_a_repository_without_a_policy_pays_nothing_for_policies(repository: Repository) -> None:
    found = modules_of(repository, "check")
    assert not {"podspec.model.policy", "podspec.pipeline.policy", "podspec.pipeline.judge"} & found
