"""A folder that stands for the disk of an EC2 host, and fakes of the programs that its script calls.

The fakes only pretend: they write down how they were called, and answer as a file beside them says. All else is
real: bash, the scripts, and the files out of the real user data.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FAKES = ("amazon-cloudwatch-agent-ctl", "aws", "cosign", "curl", "dnf", "docker", "systemctl")

# Each call: how many arguments, the program, the arguments.
_FAKE = """#!/bin/bash
printf '%s\\0' "$#" "${{0##*/}}" "$@" >>"{calls}"
if [[ -f "$0.answers" ]]; then source "$0.answers"; fi
"""


class Host:
    """A host as cloud-init has left it, in a folder."""

    def __init__(self, folder: Path, cloud: dict[str, Any], digest: str) -> None:
        self.disk, self.programs, self.calls = folder / "disk", folder / "programs", folder / "calls"
        for one in cloud["write_files"]:
            self.write(one["path"].lstrip("/"), one["content"], int(one["permissions"], 8))
        self.write("var/lib/cloud/data/instance-id", "i-0123456789abcdef0\n")
        self.programs.mkdir()
        for program in FAKES:
            (self.programs / program).write_text(_FAKE.format(calls=self.calls))
            (self.programs / program).chmod(0o755)
        self.answer("aws", f'if [[ $1 == ssm ]]; then echo {digest}; else echo "{{}}" >"${{@: -1}}"; fi')

    def write(self, path: str, text: str, mode: int = 0o644) -> None:
        """Put a file on the disk."""
        (self.disk / path).parent.mkdir(parents=True, exist_ok=True)
        (self.disk / path).write_text(text)
        (self.disk / path).chmod(mode)

    def answer(self, program: str, script: str) -> None:
        """Say what a fake does."""
        (self.programs / f"{program}.answers").write_text(script)

    def run(self, *arguments: str, script: str = "podspec-host") -> subprocess.CompletedProcess[str]:
        """Call a script of the host, and forget the calls before it."""
        self.calls.write_text("")
        environment = {
            "PATH": f"{self.programs}:{self.disk}/usr/local/bin:/usr/bin:/bin",
            "PODSPEC_ROOT": str(self.disk),
            "PODSPEC_PAUSE": "0",
            "HOME": str(self.disk),
        }
        command = [self.disk / "usr/local/bin" / script, *arguments]
        return subprocess.run(command, env=environment, cwd=self.disk, capture_output=True, text=True, check=False)

    def called(self, program: str) -> list[list[str]]:
        """The arguments of each call of a program since the script was called."""
        return [arguments for name, *arguments in self._calls() if name == program]

    def _calls(self) -> Iterator[list[str]]:
        words = iter(self.calls.read_text().split("\0")[:-1])
        for count in words:
            yield [next(words) for _ in range(int(count) + 1)]
