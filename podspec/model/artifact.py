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
    """One rendered file: path from the repository's root, its bytes, and its permission bits.

    Its bytes are its own ones, then those that it shares with the same file of every other service: one object, so
    that a thousand services fit into memory.
    """

    path: str
    own: bytes
    mode: int
    template: str
    template_digest: str
    used: tuple[str, ...]
    shared: bytes = b""

    @property
    def content(self) -> bytes:
        """The bytes of the file."""
        return self.own + self.shared

    def rewritten(self, content: bytes, used: tuple[str, ...]) -> Artifact:
        """The same file with other bytes, which depend on the spec values `used`."""
        return self._replace(own=content, shared=b"", used=used)

    @property
    def is_executable(self) -> bool:
        """True for a program, such as a script: its owner may run it."""
        return bool(self.mode & S_IXUSR)
