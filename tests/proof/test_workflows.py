"""GitHub's own rules, and those of people who attack workflows, hold for every workflow that podspec writes."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from specimens import with_blocks

from podspec.compiler import compile_repository, compile_spec

pytestmark = pytest.mark.proof

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
AS_OF = date(2026, 11, 23)

#: Every kind of caller, with and without reviewers.
SPEC = """
registry: {account: "111111111111", region: us-east-1}
observability: {synthetics: {interval_minutes: 5}}
environments:
  dev: {account: "111111111111", regions: [us-east-1]}
  no: {account: "111111111111", regions: [us-east-1]}
  build: {account: "111111111111", regions: [us-east-1]}
  prod:
    account: "222222222222"
    regions: [us-east-1, eu-west-1]
    domain: {name: web.example.com, zone: example.com}
    approval: {reviewers: [acme/release-managers, octocat]}
"""


def _artifacts(blocks: str, folder: Path) -> dict[str, str]:
    spec = folder / "service.yaml"
    spec.write_text(with_blocks(blocks), "utf-8")
    compiled = compile_spec(spec, "service.yaml", AS_OF)
    assert not compiled.failed, compiled.diagnostics
    both = [*compiled.artifacts, *compile_repository(folder).artifacts]
    return {one.path: one.content.decode() for one in both if "/workflows/" in one.path}


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A git repository with the workflows of a spec that asks for all of them."""
    root = tmp_path_factory.mktemp("workflows")
    for path, text in _artifacts(SPEC, root).items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    return root


@pytest.fixture(scope="module")
def workflows(repository: Path) -> dict[str, dict[str, Any]]:
    """Every workflow, parsed, by its file's name. To a reader of YAML 1.1 the key `on` is true."""
    files = sorted((repository / ".github/workflows").glob("*.yml"))
    return {
        file.name: {str(key): value for key, value in yaml.safe_load(file.read_text()).items()} for file in files
    }


def _run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)


# -- the real checkers -------------------------------------------------------------------------------------


def test_actionlint_and_the_shellcheck_in_it_find_nothing(repository: Path) -> None:
    done = _run(BIN / "actionlint", "-shellcheck", BIN / "shellcheck", cwd=repository)
    assert (done.returncode, done.stdout) == (0, ""), done.stdout + done.stderr


def test_zizmor_in_its_strictest_persona_finds_nothing(repository: Path) -> None:
    done = _run(BIN / "zizmor", "--persona", "auditor", "--offline", "--no-progress", ".github", cwd=repository)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "No findings" in done.stdout + done.stderr


def test_they_are_valid_by_the_published_schema(repository: Path) -> None:
    files = sorted((repository / ".github/workflows").glob("*.yml"))
    done = _run(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *files, cwd=repository)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("broken", ["actionlint", "zizmor"])
def test_the_checkers_would_find_something(repository: Path, tmp_path: Path, broken: str) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(repository, copy)
    build = copy / ".github/workflows/podspec-build.yml"
    text = build.read_text("utf-8")
    if broken == "actionlint":
        build.write_text(text.replace("needs.find.outputs.tag", "needs.fnd.outputs.tag"), "utf-8")
        assert _run(BIN / "actionlint", cwd=copy).returncode != 0
    else:
        build.write_text(re.sub(r"@[0-9a-f]{40}", "@v1", text), "utf-8")
        assert _run(BIN / "zizmor", "--offline", "--no-progress", ".github", cwd=copy).returncode != 0


def test_no_finding_is_silenced(repository: Path) -> None:
    for file in (repository / ".github/workflows").glob("*.yml"):
        assert not re.search(r"zizmor:|shellcheck disable|actionlint", file.read_text("utf-8")), file


# -- the house's own rules ---------------------------------------------------------------------------------


def _jobs(workflows: dict[str, dict[str, Any]]) -> list[tuple[str, str, dict[str, Any]]]:
    return [(file, name, job) for file, one in workflows.items() for name, job in one["jobs"].items()]


def test_permissions_are_given_to_jobs_and_never_to_workflows(workflows: dict[str, dict[str, Any]]) -> None:
    assert all(one["permissions"] == {} for one in workflows.values())
    assert all("permissions" in job for _, _, job in _jobs(workflows))


def test_every_permission_says_what_it_is_for(repository: Path) -> None:
    for file in (repository / ".github/workflows").glob("*.yml"):
        for line in file.read_text("utf-8").splitlines():
            if re.match(r"\s+[a-z-]+: (read|write)\b", line):
                assert " # " in line, f"{file.name}: {line}"


def test_callers_are_thin(workflows: dict[str, dict[str, Any]]) -> None:
    for file, name, job in _jobs(workflows):
        if not file.startswith("podspec-"):
            assert job["uses"].startswith("$/.github/workflows/podspec-"), f"{file}: {name}"
            assert "steps" not in job


def test_every_job_that_runs_ends_some_time(workflows: dict[str, dict[str, Any]]) -> None:
    running = [(file, name, job) for file, name, job in _jobs(workflows) if "steps" in job]
    assert running
    assert all(0 < job["timeout-minutes"] <= 360 for _, _, job in running)


def test_every_action_is_at_a_commit_with_its_version_beside_it(repository: Path) -> None:
    for file in (repository / ".github/workflows").glob("*.yml"):
        for line in file.read_text("utf-8").splitlines():
            if "uses: " in line and "$/" not in line:
                assert re.search(r"uses: [\w./-]+@[0-9a-f]{40} # v[0-9]", line), f"{file.name}: {line}"


def test_no_expression_stands_in_a_script(workflows: dict[str, dict[str, Any]]) -> None:
    steps = [step for _, _, job in _jobs(workflows) for step in job.get("steps", [])]
    scripts = [step["run"] for step in steps if "run" in step]
    assert scripts
    assert not [script for script in scripts if "${{" in script]


def test_whatever_changes_an_environment_waits_in_one_queue(workflows: dict[str, dict[str, Any]]) -> None:
    changing = [job for _, _, job in _jobs(workflows) if "environment" in job]
    assert len(changing) == 2  # deploy and teardown
    assert {job["concurrency"]["group"] for job in changing} == {
        "deploy-${{ inputs.service }}-${{ inputs.environment }}"
    }
    assert not any(job["concurrency"]["cancel-in-progress"] for job in changing)


def test_what_runs_the_services_own_code_has_no_token_but_for_reading(
    workflows: dict[str, dict[str, Any]],
) -> None:
    (job,) = workflows["podspec-image.yml"]["jobs"].values()
    assert job["permissions"] == {"contents": "read"}


def test_credentials_are_never_left_in_a_checkout(workflows: dict[str, dict[str, Any]]) -> None:
    steps = [step for _, _, job in _jobs(workflows) for step in job.get("steps", [])]
    checkouts = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] is False for step in checkouts)


# GitHub's word for the types of inputs, and what YAML makes of their values.
_TYPES: dict[str, tuple[type, ...]] = {"string": (str,), "number": (int, float), "boolean": (bool,)}


def test_callers_give_what_the_shared_workflows_ask_for_and_nothing_else(
    workflows: dict[str, dict[str, Any]],
) -> None:
    called = [(file, name, job) for file, name, job in _jobs(workflows) if "uses" in job]
    assert called
    for file, name, job in called:
        target = workflows[job["uses"].rpartition("/")[2]]
        declared = (target["True"]["workflow_call"] or {}).get("inputs", {})
        given_ = job.get("with", {})
        assert set(given_) <= set(declared), f"{file}: {name}"
        assert {key for key, one in declared.items() if one.get("required")} <= set(given_), f"{file}: {name}"
        for key, value in given_.items():
            assert isinstance(value, _TYPES[declared[key]["type"]]), f"{file}: {name}: {key}"


def test_callers_grant_what_the_shared_workflows_need(workflows: dict[str, dict[str, Any]]) -> None:
    for file, name, job in [one for one in _jobs(workflows) if "uses" in one[2]]:
        target = workflows[job["uses"].rpartition("/")[2]]
        for inner in target["jobs"].values():
            for scope, level in inner["permissions"].items():
                granted = job["permissions"].get(scope)
                assert granted in {level, "write"}, (
                    f"{file}: {name} grants {granted} of {scope}, {level} is needed"
                )


def test_an_approval_is_asked_for_once_per_release(workflows: dict[str, dict[str, Any]]) -> None:
    release = workflows["podinfo-release.yml"]["jobs"]
    assert [name for name, job in release.items() if job.get("with", {}).get("environment") == "prod"] == [
        "deploy-prod"
    ]
    assert release["deploy-prod"]["with"]["changes"] == "${{ needs.plan-prod.outputs.changes }}"
    inner = workflows["podspec-deploy.yml"]["jobs"]
    assert [name for name, job in inner.items() if "environment" in job] == ["deploy"]


# -- what stands in a spec stays data ----------------------------------------------------------------------

# What a shell, GitHub or YAML might obey; a line feed is refused by the spec itself.
_HOSTILE = st.text(alphabet=st.sampled_from(list("ab \"'`$(){}[];&|<>#*?~!%\\:,-=@\té")), min_size=1, max_size=30)


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(_HOSTILE, _HOSTILE)
def test_whatever_a_person_writes_never_reaches_a_script(
    tmp_path_factory: pytest.TempPathFactory, description: str, value: str
) -> None:
    folder = tmp_path_factory.mktemp("hostile")
    quoted = "".join(f"\\x{ord(one):02x}" for one in description if one != "\t")
    inside = "".join(f"\\x{ord(one):02x}" for one in value)
    blocks = f"""
service: {{name: podinfo, description: "x{quoted}"}}
container: {{environment: {{LOG_LEVEL: "{inside}"}}}}
"""
    for path, text in _artifacts(blocks, folder).items():
        plain = _artifacts("", folder)[path]
        first, second = yaml.safe_load(text), YAML(typ="safe", pure=True).load(text)
        assert {str(key).lower() for key in first} == {"true" if key == "on" else str(key) for key in second}
        assert text == plain, "neither a description nor a variable has any business in a workflow"
