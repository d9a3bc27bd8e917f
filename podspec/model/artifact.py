"""What a compilation makes: render jobs, and the files they become."""

from __future__ import annotations

from collections.abc import Mapping
from stat import S_IXUSR
from typing import NamedTuple

from podspec.model.source import Plain


class RenderJob(NamedTuple):
    """A template, where its output goes, and the plain data it is given.

    `template` is a path below `templates/` without `.j2`; `output` a path from the repository's root.
    `used` names the spec values that were read to make the context, as `Environment` paths such as
    `prod.targets.lambda.memory_mb` or paths of the base such as `service.name`.
    """

    template: str
    output: str
    spec: str
    context: Mapping[str, Plain]
    used: tuple[str, ...]


class Artifact(NamedTuple):
    """One rendered file: path from the repository's root, its bytes, and its permission bits."""

    path: str
    content: bytes
    mode: int
    template: str
    template_digest: str
    used: tuple[str, ...]

    @property
    def is_executable(self) -> bool:
        """True for a program, such as a script: its owner may run it."""
        return bool(self.mode & S_IXUSR)
