"""What the shell's filter writes is one word, and that text, to every shell; a comment stays one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from figures.figure import figure
from hostile.escapes.amounts import STRINGS
from hostile.escapes.strings import strings

from podspec.quoting.comment import comment
from podspec.quoting.shell import shell

_SHELLS = {"dash": ["dash"], "bash": ["bash"], "bash as sh": ["bash", "--posix"], "ash": ["busybox", "ash"]}


def _script(texts: list[str]) -> str:
    """A text as an argument, as an assignment and as what a pattern is compared with; comments in between."""
    lines = []
    for text in texts:
        word = shell(text)
        lines += [
            f"printf '%s\\0' {word} # {comment(text)}",
            f"it={word}",
            "printf '%s\\0' \"$it\"",
            f"# {comment(text)}",
        ]
        lines += [f'case "$it" in {word}) printf "same\\0" ;; *) printf "other\\0" ;; esac']
    return "\n".join([*lines, ""])


@pytest.mark.parametrize("count", STRINGS)
@pytest.mark.parametrize("program", _SHELLS)
def test_a_shell_reads_back_whatever_a_value_says(program: str, count: int, tmp_path: Path) -> None:
    first, *options = _SHELLS[program]
    path = shutil.which(first)
    if path is None:
        pytest.skip(f"no {first} here")
    texts = [text.replace("\0", "") for text in strings("shell", count)]
    script = tmp_path / "script"
    script.write_bytes(_script(texts).encode())
    # In an empty folder, where a glob finds nothing but this, and with no program to be found.
    done = subprocess.run(
        [path, *options, script], cwd=tmp_path, env={"PATH": ""}, capture_output=True, check=True
    )
    assert done.stderr == b""
    assert done.stdout.decode().split("\0")[:-1] == [word for text in texts for word in (text, text, "same")]
    assert [one.name for one in tmp_path.iterdir()] == ["script"]
    figure(f"shell: {count:,} strings by {program}, as arguments, assignments, patterns and in comments")
