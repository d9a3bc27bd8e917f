"""What bash's own parser makes of a script, one command a line and without comments, and the words of it."""

from __future__ import annotations

import re
import subprocess

# Between single quotes nothing means anything but the quote; a word goes on behind it.
_WORD = re.compile(r"(?:'[^']*'|\\.|[^\s'\\])+", re.DOTALL)
_QUOTED = re.compile(r"'[^']*'|\\'")
_ASSIGNED = re.compile(r"(?:[A-Za-z_]\w*|\[\S+\])=")
#: What the filter leaves without quotes: nothing in it means anything to a shell.
_PLAIN = re.compile(r"[A-Za-z0-9_@%+:,./-]*")


def commands(script: str) -> list[str]:
    """The script as bash prints it after it has read it; fails where bash cannot."""
    whole = f"it() {{ :\n{script}\n}}\ndeclare -f it\n"
    done = subprocess.run(["bash", "-s"], input=whole.encode(), capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b""), done.stderr.decode()
    return done.stdout.decode().split("\n")


def structure(lines: list[str], marker: str) -> list[str]:
    """Commands in which each word with a marker is one sign, whatever else it says."""
    return [_WORD.sub(lambda found: _sign(found[0], marker), line) for line in lines]


def _sign(word: str, marker: str) -> str:
    if marker not in word:
        return word
    assigned = _ASSIGNED.match(word)
    return f"{assigned[0] if assigned else ''}•"


def strays(lines: list[str], marker: str) -> list[str]:
    """The lines in which a marker stands outside of single quotes, in a word that is not plain.

    A semicolon at the end of a line is bash's own, which prints one behind each command.
    """
    return [
        line
        for line in lines
        for word in _WORD.findall(line.removesuffix(";"))
        if marker in _QUOTED.sub("", word) and not _PLAIN.fullmatch(_unassigned(word).strip('"'))
    ]


def _unassigned(word: str) -> str:
    return _ASSIGNED.sub("", word, count=1)
