"""Specs full of canaries, judged by the tools that read their output: Terraform, auditors of workflows, shells."""

from __future__ import annotations

import base64
import gzip
import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from figures.figure import figure
from full import Spec
from hostile.canaries.judge import base, compiled
from hostile.canaries.shapes import MARKER, SHAPES
from proof.iam import managed, of_kind
from proof.offline.verifier import Verifier
from proof.trees import variables_of

from podspec.compiler import compile_repository

pytestmark = [pytest.mark.proof, pytest.mark.long]

BIN = Path(sys.executable).parent
#: Shapes that may stand in a line, and those of them that AWS lets into a tag.
_LINES = [one for one in SHAPES if one.isprintable() and "${{" not in one]
_TAGS = [one for one in _LINES if all(sign.isalnum() or sign in " _.:/=+-@" for sign in one)]
#: In an environment's variables more shapes may stand: line feeds and tabs, too.
_VALUES = [one for one in SHAPES if "${{" not in one]


@pytest.fixture(scope="module")
def verifier() -> Iterator[Verifier]:
    """Real Terraform core against AWS's schema, without AWS."""
    with Verifier() as serving:
        yield serving


def _crowded(number: int) -> Spec:
    """A spec with a canary in each place that takes one; another shape in each of them."""
    spec = base()
    line = iter([*_LINES[number:], *_LINES[:number]])
    spec["service"] |= {"description": next(line), "tags": {f"tag {one}": one for one in _TAGS}}
    spec["container"]["environment"] = {f"V{index}": one for index, one in enumerate(_VALUES)}
    spec["secrets"]["api-token"]["description"] = next(line)
    spec["supply_chain"]["scan"]["waivers"] = [
        {"id": f"CVE-2026-{index}", "reason": next(line), "expires": "2027-01-31"} for index in range(1000, 1010)
    ]
    spec["accept"] = [{"code": "PS231", "reason": next(line), "expires": "2027-01-31"}]
    spec["override"][0] |= {"value": next(line), "reason": next(line)}
    spec["override"][1] |= {"value": {one: one for one in _LINES}, "reason": next(line)}
    return spec


def _written(spec: Spec, folder: Path) -> Path:
    canary = compiled(spec, MARKER)
    assert not canary.is_refused, canary.compiled.diagnostics
    for artifact in (*canary.compiled.artifacts, *compile_repository(folder).artifacts):
        path = folder / artifact.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(artifact.content)
        path.chmod(artifact.mode)
    return folder


def _resource(plan: dict[str, Any], kind: str, name: str) -> dict[str, Any]:
    modules = [plan["planned_values"]["root_module"]]
    modules += modules[0].get("child_modules", [])
    (found,) = [
        one["values"]
        for module in modules
        for one in module.get("resources", ())
        if (one["type"], one["name"]) == (kind, name)
    ]
    return dict(found)


def test_terraform_plans_what_the_spec_says_letter_by_letter(verifier: Verifier, tmp_path: Path) -> None:
    spec = _crowded(0)
    tree = verifier.copy(_written(spec, tmp_path) / "generated/podinfo/terraform")
    assert verifier.fmt(tree).ok
    root = tree / "environments/dev/us-east-1"
    for step in (verifier.init(root), verifier.validate(root), verifier.plan(root, variables_of(root))):
        assert step.ok, step
    plan = verifier.plan_json(root)
    function = _resource(plan, "aws_lambda_function", "this")
    variables = function["environment"][0]["variables"]
    assert {name: variables[name] for name in spec["container"]["environment"]} == spec["container"]["environment"]
    assert function["description"] == spec["service"]["description"]
    (tags,) = plan["configuration"]["provider_config"]["aws"]["expressions"]["default_tags"]
    assert spec["service"]["tags"].items() <= tags["tags"]["constant_value"].items()
    integration = _resource(plan, "aws_apigatewayv2_integration", "live")
    assert integration["description"] == spec["override"][0]["value"]
    assert integration["request_parameters"] == spec["override"][1]["value"]
    figure(f"Terraform: {len(variables) + 2 * len(_TAGS) + 2 * len(_LINES) + 2:,} values planned as they are")


def test_every_root_is_planned_and_every_policy_and_dashboard_is_json(verifier: Verifier, tmp_path: Path) -> None:
    tree = verifier.copy(_written(_crowded(7), tmp_path) / "generated/podinfo/terraform")
    documents = 0
    for root in sorted({path.parent for path in tree.rglob("*.tf") if "modules" not in path.parts}):
        for step in (verifier.init(root), verifier.validate(root), verifier.plan(root, variables_of(root))):
            assert step.ok, f"{root}: {step}"
        plan = verifier.plan_json(root)
        for text in _texts([plan["planned_values"], plan.get("prior_state")]):
            if text.startswith(('{"', "[{")) and text not in SHAPES:
                documents += 1
                assert not [key for key in _keys(json.loads(text)) if MARKER in key], text
    assert documents > 100
    figure(f"Terraform: {documents:,} policies, dashboards and state machines with no canary in a key")


def _texts(node: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    if isinstance(node, str):
        yield node
    inside = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for one in inside:
        yield from _texts(one)


def _keys(node: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON
    if isinstance(node, dict):
        yield from node
    inside = node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()
    for one in inside:
        yield from _keys(one)


def test_a_host_gets_each_value_as_a_file_of_its_own(verifier: Verifier, tmp_path: Path) -> None:
    spec = _crowded(0)
    # A host's start file holds 16 KB, compressed; shapes are few enough.
    root = verifier.copy(_written(spec, tmp_path) / "generated/podinfo/terraform") / "environments/prod/us-east-1"
    for step in (verifier.init(root), verifier.plan(root, variables_of(root)), verifier.apply(root)):
        assert step.ok, step
    templates = of_kind(managed(root), "aws_launch_template")
    for template in templates:
        text = gzip.decompress(base64.b64decode(template["user_data"])).decode()
        files = {one["path"]: one["content"] for one in json.loads(text.partition("\n")[2])["write_files"]}
        said = {name: files[f"/etc/podspec/environment/{name}"] for name in spec["container"]["environment"]}
        assert said == spec["container"]["environment"]
        assert not [path for path in files if MARKER in path]
    assert len(templates) == 2


def _said(*command: str | Path, cwd: Path) -> str:
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize("number", range(0, len(_LINES), 9))
def test_no_checker_finds_anything(number: int, tmp_path: Path) -> None:
    root = _written(_crowded(number), tmp_path)
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    assert _said(BIN / "actionlint", "-shellcheck", BIN / "shellcheck", cwd=root) == ""
    assert _said(BIN / "zizmor", "--persona", "auditor", "--offline", "--no-progress", ".github", cwd=root) == ""
    scripts = sorted(root.rglob("*.sh"))
    assert len(scripts) > 40
    # SC2016 says that nothing in single quotes is expanded, and SC1003 that a backslash is none there: just so.
    checks = ("--external-sources", "--exclude", "SC1003,SC2016")
    assert _said(BIN / "shellcheck", *checks, *scripts, cwd=root) == ""
    workflows = sorted((root / ".github/workflows").glob("*.yml"))
    schema = ("--builtin-schema", "vendor.github-workflows")
    assert _said(BIN / "check-jsonschema", *schema, *workflows, cwd=root) == ""
    for file in sorted(root.rglob("*.env")):
        assert _sourced(file) == ""
    figure(f"checkers: {len(workflows)} workflows and {len(scripts)} scripts, nothing found")


def _sourced(file: Path) -> str:
    """What sourcing a file prints or runs: with no program to be found, whatever is run fails."""
    bash = shutil.which("bash")
    assert bash
    done = subprocess.run(
        [bash, "-euo", "pipefail", "-c", 'source "$1"', "bash", str(file)],
        env={"PATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_the_shapes_are_in_terraforms_normal_form() -> None:
    assert [normalize("NFC", one) for one in SHAPES] == SHAPES
