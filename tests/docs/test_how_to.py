"""The pages for contributors show code that works, and the explanations say what the code does."""

import re
from pathlib import Path
from types import ModuleType

import pytest
import scopes

from podspec.components import COMPONENTS
from podspec.model.drift import CODES, DriftKind
from podspec.pipeline.templates import environment
from podspec.quoting.hcl_tokens import scan

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
MODULES = ROOT / "generated" / "podinfo" / "terraform" / "modules"


def _page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def _blocks(page: str, kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", _page(page), re.DOTALL | re.MULTILINE)


def _module(code: str) -> ModuleType:
    made = ModuleType("shown")
    exec(compile(code, "shown", "exec"), vars(made))  # noqa: S102 - the page's own example
    return made


# -- write a rule ----------------------------------------------------------------------------------------------

_UNBAKED = """
targets: {lambda: {rollout: {strategy: canary, bake_minutes: 0}}}
environments:
  dev: {account: "111111111111", regions: [us-east-1]}
  prod: {account: "111111111111", regions: [us-east-1], approval: {reviewers: [acme/release-managers]}}
"""


def test_the_rule_that_is_shown_finds_what_its_page_says() -> None:
    rule = _module(_blocks("how-to/write-a-rule.md", "python")[0])
    dev, prod = (scopes.region(name, "us-east-1", _UNBAKED).environment for name in ("dev", "prod"))
    assert list(rule.RULE.check(dev, None)) == []
    (found,) = rule.RULE.check(prod, None)
    (shown,) = [one for one in _blocks("how-to/write-a-rule.md", "text") if "PS224" in one]
    assert found.path == ("targets", "lambda", "rollout", "bake_minutes")
    assert all(said in shown for said in (rule.RULE.code, found.label, found.help, found.related[0].text))
    assert rule.RULE.severity.value == shown.split("[")[0]


# -- add a component -------------------------------------------------------------------------------------------


def test_the_component_that_is_shown_renders_with_its_template() -> None:
    code, _test = _blocks("how-to/add-a-component.md", "python")
    (template,) = _blocks("how-to/add-a-component.md", "text")
    component = _module(code).COMPONENT
    ((path, make),) = component.account.items()
    assert f"templates/{path}.j2" in _page("how-to/add-a-component.md")
    rendered = environment().from_string(template).render(make(scopes.account("111111111111")))
    assert 'name        = "podinfo"' in rendered
    assert scan(rendered)[0]


def test_the_tests_of_the_component_that_is_shown_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    code, test = _blocks("how-to/add-a-component.md", "python")
    monkeypatch.setattr("podspec.components.group", _module(code), raising=False)
    shown = _module(test)
    tests = [one for name, one in vars(shown).items() if name.startswith("test_")]
    assert len(tests) == 2
    for one in tests:
        one()


def test_every_folder_that_has_templates_has_its_row() -> None:
    (table,) = re.findall(r"\| path below `templates/`.*?\n\n", _page("how-to/add-a-component.md"), re.DOTALL)
    scoped = {"account": "AccountScope", "region": "RegionScope", "service": "ServiceScope", "repository": "Repos"}
    for attribute, scope in scoped.items():
        (row,) = [line for line in table.splitlines() if scope in line]
        folders = re.findall(r"`([^`]+)/…`", row)
        for one in COMPONENTS:
            assert all(_lies_in(path, folders) for path in getattr(one, attribute)), (one.name, row)


def _lies_in(path: str, folders: list[str]) -> bool:
    return any(path.startswith(f"{folder}/") for folder in folders) or "/" not in path


# -- explanations ----------------------------------------------------------------------------------------------


def test_the_kinds_of_drift_stand_in_the_order_in_which_they_are_decided() -> None:
    rows = re.findall(r"^\| (\w+) \| \[(PS\d+)\]", _page("explanation/drift.md"), re.MULTILINE)
    assert rows == [(kind.value, CODES[kind]) for kind in DriftKind]
    (picture,) = _blocks("explanation/drift.md", "mermaid")
    assert set(re.findall(r"\w+\[(\w+)\]", picture)) == {kind.value for kind in DriftKind}


def test_every_attribute_that_terraform_leaves_to_a_rollout_is_named_and_no_other() -> None:
    page = _page("explanation/rollouts-and-terraform.md")
    rows = re.findall(r"^\| `(aws_\w+)\.(\w+)`(?:, `\.(\w+)`)? \| (.+?) \|", page, re.MULTILINE)
    named = {
        (kind, name, attribute)
        for kind, *names, attributes in rows
        for name in names
        if name
        for attribute in re.findall(r"`(\w+)`", attributes)
    }
    assert named == {one for module in ("lambda", "ec2") for one in _ignored(MODULES / module)}


def _ignored(module: Path) -> set[tuple[str, str, str]]:
    """Each attribute that resources of a module ignore, with the resource's type and name."""
    found = set()
    for path in module.glob("*.tf"):
        for resource in re.split(r"(?m)^(?=resource )", path.read_text("utf-8")):
            head = re.match(r'resource "(\w+)" "(\w+)"', resource)
            for listed in re.findall(r"ignore_changes = \[([^\]]+)\]", resource):
                assert head, path
                found |= {(head[1], head[2], one.strip()) for one in listed.split(",")}
    return found
