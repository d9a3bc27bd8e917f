"""What a mutation is, and the roots that mutations are made in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from proof.trees import GENERATED, SAMPLE, Subject

PODINFO = Subject(GENERATED / "podinfo", "terraform/environments/dev/us-east-1")
PODINFO_GLOBAL = Subject(GENERATED / "podinfo", "terraform/global")
# Holds what generated trees do not have (yet), or have under more than one condition.
SAMPLE_ROOT = Subject(SAMPLE, "terraform/environments/dev/us-east-1")


@dataclass(frozen=True)
class Mutation:
    """One mistake.

    Attributes:
        name: what is wrong, as a test's name.
        subject: the root it is made in.
        files: glob of the files to look in; the first that the pattern matches is changed, once.
        pattern: what to replace; `^` and `$` match at lines.
        replacement: what to write instead; may refer to groups.
        caught_by: the step that must fail: `init`, `validate`, `plan`, or `apply` for what is known no sooner.
        because: a part of what the step must say, so that it fails for this reason and no other.
    """

    name: str
    subject: Subject
    files: str
    pattern: str
    replacement: str
    caught_by: str
    because: str

    def apply(self, tree: Path) -> None:
        """Make the mistake in a working copy.

        Raises:
            LookupError: no file matches.
        """
        compiled = re.compile(self.pattern, re.MULTILINE)
        for path in sorted(tree.glob(self.files)):
            text = path.read_text()
            mutated = compiled.sub(self.replacement, text, count=1)
            if mutated != text:
                path.write_text(mutated)
                return
        raise LookupError(f"{self.name}: nothing in {self.files} matches {self.pattern!r}")
