"""What other repositories use as it stands here: the action, the hooks for pre-commit and the problem matcher."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from drift.repository import DEV, SPEC, Repository, new_repository
from runner import command, lines

from podspec.model.pins import DEFAULT_PINS

pytestmark = pytest.mark.proof

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
ACTION = ROOT / "action.yml"
HOOKS = ROOT / ".pre-commit-hooks.yaml"
MATCHER = ROOT / ".github" / "matchers" / "podspec.json"
GUIDES = sorted((ROOT / "docs" / "how-to").glob("*.md"))


def _run(*words: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(word) for word in words], cwd=cwd, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository in which `podspec render` has run; not to be changed."""
    made = new_repository(tmp_path_factory.mktemp("rendered") / "repository")
    assert made.podspec("render") == 0
    return made.root


@pytest.fixture
def repository(rendered: Path, tmp_path: Path) -> Repository:
    """A repository in which nothing has drifted."""
    root = tmp_path / "a repository"
    shutil.copytree(rendered, root)
    return Repository(root)


# -- the action ----------------------------------------------------------------------------------------------


class Step(NamedTuple):
    """What came of the action's step: its exit code, its log, and the files that GitHub gives a step."""

    code: int
    log: str
    summary: str
    outputs: str


#: Stands in for the installer only: it notes what it is asked to install, and runs the podspec that is here.
_UVX = f"""\
#!/bin/bash
while [ "$1" != podspec ]; do echo "$1" >> "$INSTALLED"; shift; done
shift
exec {BIN}/podspec "$@"
"""


def _step(cwd: Path, folder: Path, **inputs: str) -> Step:
    """Run the action's step as GitHub does: bash -eo pipefail, an environment of its own, files for the rest."""
    document = yaml.safe_load(ACTION.read_text("utf-8"))
    given = {name: one["default"] for name, one in document["inputs"].items()}
    given |= {name.replace("_", "-"): value for name, value in inputs.items()}
    (step,) = [one for one in document["runs"]["steps"] if "run" in one]
    names = {variable: _input(expression) for variable, expression in step["env"].items()}
    paths = {name: folder / name for name in ("GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT", "INSTALLED")}
    for path in paths.values():
        path.write_text("", "utf-8")
    tool = folder / "uvx"
    tool.write_text(_UVX, "utf-8")
    tool.chmod(0o755)
    script = folder / "step.sh"
    script.write_text(step["run"], "utf-8")
    environment = {variable: given[name] for variable, name in names.items()}
    environment |= {name: str(path) for name, path in paths.items()}
    environment |= {"PATH": f"{folder}:{os.environ['PATH']}", "GITHUB_ACTION_PATH": str(ROOT)}
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", str(script)],
        cwd=cwd / given["working-directory"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    read = {name: path.read_text("utf-8") for name, path in paths.items()}
    return Step(done.returncode, done.stdout + done.stderr, read["GITHUB_STEP_SUMMARY"], read["GITHUB_OUTPUT"])


def _input(expression: str) -> str:
    found = re.fullmatch(r"\$\{\{ inputs\.([a-z-]+) \}\}", expression)
    assert found, expression
    return found[1]


def test_the_published_schema_takes_the_action() -> None:
    done = _run(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-actions", ACTION)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_in_its_strictest_persona_finds_nothing_in_the_action() -> None:
    done = _run(BIN / "zizmor", "--persona", "auditor", "--offline", "--no-progress", ACTION)
    assert "No findings" in done.stdout + done.stderr


def test_shellcheck_finds_nothing_in_the_step(tmp_path: Path) -> None:
    for number, step in enumerate(yaml.safe_load(ACTION.read_text("utf-8"))["runs"]["steps"]):
        (tmp_path / f"{number}.sh").write_text(f"#!/bin/bash\n{step.get('run', '')}", "utf-8")
    done = _run(BIN / "shellcheck", *tmp_path.glob("*.sh"))
    assert (done.returncode, done.stdout) == (0, "")


def test_the_action_uses_others_at_the_commits_that_podspec_itself_uses() -> None:
    used = re.findall(r"uses: ([\w./-]+)@(\w+) # (\S+)", ACTION.read_text("utf-8"))
    assert used
    for name, sha, version in used:
        assert (version, sha) == DEFAULT_PINS[name]


def test_a_clean_repository_passes_with_a_summary_and_no_annotation(
    repository: Repository, tmp_path: Path
) -> None:
    done = _step(repository.root, tmp_path)
    assert (done.code, done.outputs) == (0, "")
    assert done.summary.startswith("## ✅ podspec check: nothing found\n")
    assert not [line for line in lines(done.log) if command(line)]
    installed = (tmp_path / "INSTALLED").read_text("utf-8").split("\n")
    assert installed == ["--from", str(ROOT), "--constraints", f"{ROOT}/locks/run.txt", ""]


def test_a_drift_fails_the_step_and_is_told_in_the_log_the_annotations_and_the_summary(
    repository: Repository, tmp_path: Path
) -> None:
    repository.write(DEV, repository.read(DEV) + "# hotfix\n")
    done = _step(repository.root, tmp_path)
    assert done.code == 1
    assert f"edited[PS304]: {DEV}" in done.log
    (annotation,) = [one for line in lines(done.log) if (one := command(line))]
    assert (annotation.name, annotation.properties["file"]) == ("error", DEV)
    assert done.summary.startswith("## ❌ podspec check: 1 drifted file\n")


def test_every_input_reaches_podspec(repository: Repository, tmp_path: Path) -> None:
    repository.write(SPEC, repository.read(SPEC) + "observability: {alarms: {latency_p95_ms: 20000}}\n")
    assert repository.podspec("render") == 0, "PS222 is a warning"
    assert _step(repository.root, tmp_path).code == 0
    done = _step(
        repository.root,
        tmp_path,
        specs="service.yaml\n",
        reports="junit=junit.xml\njson=a report.json\n",
        sarif="podspec.sarif",
        strict="true",
        version="0.1.0",
        working_directory="specs/hello",
    )
    assert done.code == 1
    folder = repository.root / "specs" / "hello"
    assert done.outputs == f"sarif={folder}/podspec.sarif\n"
    assert json.loads((folder / "podspec.sarif").read_text("utf-8"))["runs"][0]["results"]
    assert json.loads((folder / "a report.json").read_text("utf-8"))["specs"] == [SPEC]
    assert (folder / "junit.xml").is_file()
    assert (tmp_path / "INSTALLED").read_text("utf-8") == "--from\npodspec==0.1.0\n"


@pytest.mark.parametrize("value", ["$(touch owned)", "; touch owned", "`touch owned`", "--help", "* ' \""])
def test_no_input_becomes_a_command_or_an_option(value: str, repository: Repository, tmp_path: Path) -> None:
    done = _step(repository.root, tmp_path, specs=value)
    assert done.code == 2
    assert f"{value!r}: the path of a spec has letters" in done.log
    assert not list(repository.root.rglob("owned"))


# -- the hooks -----------------------------------------------------------------------------------------------


def _hooks() -> dict[str, dict[str, Any]]:
    return {one["id"]: one for one in yaml.safe_load(HOOKS.read_text("utf-8"))}


def test_there_is_a_hook_that_checks_and_one_that_validates() -> None:
    hooks = _hooks()
    assert {name: one["entry"] for name, one in hooks.items()} == {
        "podspec-check": "podspec check",
        "podspec-validate": "podspec validate",
    }
    assert {one["language"] for one in hooks.values()} == {"python"}


def test_the_check_looks_at_everything_whatever_is_committed(repository: Repository) -> None:
    hook = _hooks()["podspec-check"]
    assert (hook["always_run"], hook["pass_filenames"]) == (True, False)
    assert _run(BIN / "podspec", "check", cwd=repository.root).returncode == 0
    (repository.root / DEV).unlink()
    assert _run(BIN / "podspec", "check", cwd=repository.root).returncode == 1


@pytest.mark.parametrize(
    ("path", "is_spec"),
    [
        ("service.yaml", True),
        ("specs/podinfo/service.yaml", True),
        ("charts/podinfo/templates/service.yaml", False),
        ("specs/podinfo/service.yaml.bak", False),
        ("my-service.yaml", False),
    ],
)
def test_the_validation_is_given_specs_and_no_other_file_of_that_name(path: str, *, is_spec: bool) -> None:
    assert bool(re.search(_hooks()["podspec-validate"]["files"], path)) is is_spec


# -- the problem matcher -------------------------------------------------------------------------------------


def test_the_matcher_reads_what_podspec_prints(repository: Repository) -> None:
    repository.write(DEV, repository.read(DEV) + "# hotfix\n")
    done = _run(BIN / "podspec", "check", "--report", "concise", cwd=repository.root)
    (matcher,) = json.loads(MATCHER.read_text("utf-8"))["problemMatcher"]
    (pattern,) = matcher["pattern"]
    (found,) = re.findall(pattern["regexp"], done.stdout, re.MULTILINE)
    read = {key: found[group - 1] for key, group in pattern.items() if key != "regexp"}
    assert (read["file"], read["severity"], read["code"]) == (DEV, "error", "PS304")
    assert int(read["line"]) == repository.read(DEV).count("\n")


# -- the guides ----------------------------------------------------------------------------------------------


def _examples() -> list[tuple[str, str]]:
    """The workflows that the guides show, each with its guide's name."""
    found = []
    for guide in GUIDES:
        blocks = re.findall(r"^```yaml\n(.*?)^```", guide.read_text("utf-8"), re.MULTILINE | re.DOTALL)
        found += [(guide.stem, block) for block in blocks if "\njobs:\n" in block]
    return found


def test_every_workflow_in_a_guide_is_one_that_github_takes(tmp_path: Path) -> None:
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    for number, (guide, text) in enumerate(_examples()):
        (folder / f"{guide}-{number}.yml").write_text(text, "utf-8")
    assert len(list(folder.iterdir())) >= 2
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    done = _run(BIN / "actionlint", "-shellcheck", BIN / "shellcheck", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (0, "")
    files = sorted(folder.iterdir())
    done = _run(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *files)
    assert done.returncode == 0, done.stdout + done.stderr
