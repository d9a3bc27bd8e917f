"""Small trees of Terraform for tests: one root, and the modules that it calls."""

from __future__ import annotations

from textwrap import dedent

from podspec.impact.changes import changes
from podspec.impact.modules import Module
from podspec.impact.resources import Resource, resources, root_module
from podspec.model.impact import ResourceChange

ROOT = "live"
PROVIDER = """
provider "aws" {
  region              = "eu-west-1"
  allowed_account_ids = ["111111111111"]
  default_tags {
    tags = { Owner = "platform" }
  }
}
"""


def tree(root: str, **modules: str) -> dict[str, bytes]:
    """The files of a root, and of modules that stand beside it."""
    files = {f"{ROOT}/main.tf": dedent(root).encode()}
    return files | {f"{name}/main.tf": dedent(text).encode() for name, text in modules.items()}


def read(root: str, **modules: str) -> dict[str, Resource]:
    """The resources of a root."""
    return resources(tree(root, **modules), ROOT)


def module(root: str, **modules: str) -> Module:
    """A root as a module."""
    return root_module(tree(root, **modules), ROOT)


def changed(before: str, after: str, **modules: str) -> dict[str, ResourceChange]:
    """What a change of a root does, by address."""
    found = changes(tree(before, **modules), tree(after, **modules), ROOT)
    return {one.address: one for one in found}
