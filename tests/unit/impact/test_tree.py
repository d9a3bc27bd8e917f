"""Folders of Terraform: which are roots, and what a root is made of."""

from podspec.impact.tree import Tree

TREE = Tree(
    {
        "live/dev/main.tf": b'module "a" {\n  source = "../../mod/a"\n}\nprovider "aws" {}\n',
        "mod/a/main.tf": b'module "b" {\n  source = "./b"\n}\nmodule "far" {\n  source = "hashicorp/x/aws"\n}\n',
        "mod/a/b/main.tf": b"",
        "mod/a/file.py": b"",
        "mod/other/main.tf": b"",
        "state/main.tf": b'terraform {\n  backend "s3" {}\n}\n',
        "broken/main.tf": b'provider "aws" {\n',
        "notes.md": b'provider "aws" {}\n',
    }
)


def test_a_folder_with_a_backend_or_a_provider_is_a_root_even_if_it_is_broken() -> None:
    assert TREE.roots() == ("broken", "live/dev", "state")


def test_a_root_is_made_of_its_modules_and_all_their_files() -> None:
    assert TREE.closure("live/dev") == {"live/dev/main.tf", "mod/a/main.tf", "mod/a/b/main.tf", "mod/a/file.py"}
