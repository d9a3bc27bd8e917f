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

#: What each command may bring in, beside what the one above it does: packages of others, and modules of podspec's.
#: Whoever adds to it makes each run of that command slower.
_FOREIGN = {
    "--help": "click",
    "validate": "annotated_types pydantic pydantic_core ruamel typing_extensions typing_inspection",
    "check": "jinja2 markupsafe",
    "render": "",
}
_OURS = {
    "--help": "cli model",
    "validate": """
        commands commands.options commands.validate compiler pipeline pipeline.discover pipeline.lint
        pipeline.misfit pipeline.parse pipeline.read pipeline.resolve pipeline.scalars pipeline.shape
        pipeline.shape_words pipeline.validate pipeline.wording pipeline.yaml_events
        reporters reporters.excerpt reporters.style reporters.text reporters.wrap rules
    """,
    "check": """
        commands.check commands.selecting components cost pipeline.collide pipeline.compare pipeline.compiled
        pipeline.cosmetic pipeline.diff pipeline.earlier pipeline.git pipeline.gone pipeline.header
        pipeline.interruption pipeline.journal pipeline.lock pipeline.lower pipeline.own pipeline.parallel
        pipeline.pins pipeline.render pipeline.saved pipeline.selection pipeline.steady pipeline.templates
        pipeline.trace pipeline.transaction pipeline.tree pipeline.way quoting quoting.comment quoting.graphemes
        quoting.hcl quoting.hcl_format quoting.hcl_legacy quoting.hcl_spacing quoting.hcl_tokens quoting.json_text
        quoting.markdown quoting.markdown_link quoting.mermaid quoting.plain quoting.shell quoting.word
        quoting.xml_text quoting.yaml
    """,
    "render": "commands.render commands.writing pipeline.write",
}
#: Packages of podspec's whose modules come together: all of the spec, all rules, all components.
_WHOLE = ("model", "rules", "components", "cost")

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


def _up_to(command: str, allowed: dict[str, str]) -> set[str]:
    """What a command may bring in, with all that those above it may."""
    commands = list(allowed)
    return {word for one in commands[: commands.index(command) + 1] for word in allowed[one].split()}


@pytest.mark.parametrize("command", _OURS)
def test_each_command_imports_what_is_allowed_to_it_and_nothing_else(command: str, repository: Repository) -> None:
    found = modules_of(repository, command)
    packages = {name.partition(".")[0] for name in found} - sys.stdlib_module_names - {"podspec", "cython_runtime"}
    assert {name for name in packages if not name.startswith("_")} <= _up_to(command, _FOREIGN)
    ours = {name.removeprefix("podspec.") for name in found if name.startswith("podspec.")}
    assert {name for name in ours if not name.startswith(tuple(f"{one}." for one in _WHOLE))} <= _up_to(
        command, _OURS
    )


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
