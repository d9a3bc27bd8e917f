"""The trees of Terraform that are proved, and the values of variables that have none of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

GENERATED = Path(__file__).resolve().parents[2] / "generated"
SAMPLE = Path(__file__).with_name("sample")

# What makes a folder of .tf files a root, rather than a module.
_ROOT_BLOCK = re.compile(r'^\s*(backend "s3"|provider "aws") \{', re.MULTILINE)
_VALUES = {"image_digest": "sha256:" + "0123456789abcdef" * 4}


@dataclass(frozen=True, order=True)
class Subject:
    """One Terraform root of a tree.

    Attributes:
        tree: the tree that holds the root and its modules.
        root: the root's path in the tree.
    """

    tree: Path
    root: str

    def __str__(self) -> str:
        """The root's path, after its tree's name."""
        return f"{self.tree.name}/{self.root}"


def trees(generated: Path = GENERATED) -> list[Path]:
    """The `terraform` folder of every service."""
    return sorted(
        path for path in generated.rglob("terraform") if path.is_dir() and ".terraform" not in path.parts
    )


def subjects(generated: Path) -> list[Subject]:
    """Every Terraform root in the trees below `generated`, one tree for each service."""
    files = (path for path in generated.glob("*/**/*.tf") if ".terraform" not in path.parts)
    folders = {path.parent.relative_to(generated) for path in files if _ROOT_BLOCK.search(path.read_text())}
    trees = ((generated / folder.parts[0], folder.relative_to(folder.parts[0])) for folder in folders)
    return sorted(Subject(tree, root.as_posix()) for tree, root in trees)


def variables_of(root: Path) -> dict[str, str]:
    """Values for those variables of a root which need one; others would be an error."""
    text = "\n".join(path.read_text() for path in root.glob("*.tf"))
    return {name: value for name, value in _VALUES.items() if f'variable "{name}"' in text}
