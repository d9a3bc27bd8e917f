"""What GitHub's runner makes of a line of a log, as its source reads it: src/Runner.Common/ActionCommand.cs."""

from __future__ import annotations

import re
from typing import NamedTuple

#: The commands that a runner knows: actions/runner, src/Runner.Worker/ActionCommandManager.cs (2026-11).
_KNOWN = {
    *("add-mask", "add-matcher", "add-path", "debug", "echo", "endgroup", "error", "group", "notice"),
    *("remove-matcher", "save-state", "set-env", "set-output", "stop-commands", "warning"),
}


class Command(NamedTuple):
    """A command with its properties and its text, unescaped."""

    name: str
    properties: dict[str, str]
    text: str


def lines(log: str) -> list[str]:
    """The lines of a log: a runner reads them with .NET, which ends a line at CR, LF or both."""
    return re.split(r"\r\n|\r|\n", log)


def command(line: str) -> Command | None:
    """The command that a line gives, in either spelling; None if it gives none."""
    return _colons(line) or _brackets(line)


def _colons(line: str) -> Command | None:
    text = line.lstrip()
    end = text.find("::", 2)
    if not text.startswith("::") or end < 0:
        return None
    return _made(text[2:end], ",", text[end + 2 :])


def _brackets(line: str) -> Command | None:
    start = line.find("##[")
    end = line.find("]", start)
    if start < 0 or end < 0:
        return None
    return _made(line[start + 3 : end], ";", line[end + 1 :])


def _made(head: str, separator: str, text: str) -> Command | None:
    name, _, listed = head.partition(" ")
    if name.lower() not in _KNOWN:
        return None
    pairs = [one.split("=", 1) for one in listed.strip().split(separator) if "=" in one]
    return Command(name, {key: _unescaped(value) for key, value in pairs}, _unescaped(text))


def _unescaped(text: str) -> str:
    for escape, character in (
        ("%3B", ";"),
        ("%5D", "]"),
        ("%3A", ":"),
        ("%2C", ","),
        ("%0D", "\r"),
        ("%0A", "\n"),
    ):
        text = text.replace(escape, character)
    return text.replace("%25", "%")
