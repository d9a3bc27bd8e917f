"""Nothing generated is without use: no variable, local, data source, output, provider or alias."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from full import full
from proof import hcl
from proof.dead_code import findings
from proof.rendered import render_spec
from proof.trees import trees

pytestmark = pytest.mark.proof

# Text that is added to a file, and what has to be found then.
DEAD = {
    "variable": (
        "modules/lambda/variables.tf",
        'variable "left" {\n  description = "x"\n  type = string\n}\n',
        {"modules/lambda: var.left is used nowhere", "modules/lambda: variable left is set by nobody"},
    ),
    "variable that only its own check uses": (
        "environments/dev/us-east-1/main.tf",
        'variable "left" {\n  validation {\n    condition = var.left > 1\n    error_message = "x"\n  }\n}\n',
        {"environments/dev/us-east-1: var.left is used nowhere"},
    ),
    "variable that keeps its default": (
        "modules/lambda/variables.tf",
        'variable "left" {\n  default = 1\n}\n\noutput "right" {\n  value = var.left\n}\n',
        {"modules/lambda: variable left is set by nobody"},
    ),
    "local": (
        "modules/lambda/locals.tf",
        'locals {\n  left = {\n    kept = "${local.arns}"\n  }\n}\n',
        {"modules/lambda: local.left is used nowhere"},
    ),
    "data source that a comment and a text name": (
        "global/registry.tf",
        'data "aws_region" "left" {}\n\n# data.aws_region.left\nlocals {\n  a = "${local.a}data.aws_region.left"\n}\n',
        {"global: data.aws_region.left is used nowhere"},
    ),
    "output of a module": (
        "modules/identity/outputs.tf",
        'output "left" {\n  value = 1\n}\n',
        {"modules/identity: output left goes nowhere"},
    ),
    "provider": (
        "modules/registry/versions.tf",
        'terraform {\n  required_providers {\n    random = {\n      source = "hashicorp/random"\n    }\n  }\n}\n',
        {"modules/registry: provider random is required and has nothing to do"},
    ),
    "alias": (
        "global/main.tf",
        'provider "aws" {\n  alias  = "left"\n  region = "eu-west-1"\n}\n',
        {"global: aws.left is used nowhere"},
    ),
}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the full spec renders to."""
    return render_spec(full(), tmp_path_factory.mktemp("full"))


def test_nothing_is_declared_and_not_used(whole: Path) -> None:
    dead = "\n".join(sorted(findings([whole, *trees()])))
    assert not dead, dead


@pytest.mark.parametrize("name", DEAD)
def test_what_has_no_use_is_found(name: str, whole: Path, tmp_path: Path) -> None:
    file, text, expected = DEAD[name]
    tree = tmp_path / "terraform"
    shutil.copytree(whole, tree)
    before = findings([tree])
    with (tree / file).open("a") as appended:
        appended.write(f"\n{text}")
    assert findings([tree]) - before == expected


@pytest.mark.parametrize(
    ("text", "reference"),
    [
        ("a = module.b[0].c", ("module", "b", "c")),
        ('a = "x${var.b}y"', ("var", "b")),
        ("a = [for one in local.b : one.c]", ("local", "b")),
        ("a = <<-EOT\n  ${data.b.c.d}\nEOT\n", ("data", "b", "c", "d")),
        ("b {\n  c = { d = var.e }\n}", ("var", "e")),
        ('a = x[y["z"]].b', ("x", "b")),
    ],
)
def test_a_reference_is_read_wherever_it_stands(text: str, reference: tuple[str, ...]) -> None:
    (block,) = hcl.parse(f'resource "t" "n" {{\n{text}\n}}\n')
    assert reference in block.references


def test_blocks_and_arguments_are_told_apart() -> None:
    text = 'resource "t" "n" {\n  a = { b = 1 }\n  inner "label" {\n    c = 2\n  }\n  d = 3\n}\n'
    (block,) = hcl.parse(text)
    assert (block.kind, block.labels) == ("resource", ("t", "n"))
    assert list(block.arguments) == ["a", "d"]
    assert [(one.kind, one.labels, list(one.arguments)) for one in block.blocks] == [("inner", ("label",), ["c"])]
