"""What a Dockerfile tells about the service in it: its port, how it is asked for its health, its processor.

Source: Docker docs, Dockerfile reference: format, FROM, EXPOSE, HEALTHCHECK, ARG and ENV (2026-11).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_INSTRUCTION = re.compile(r"\s*([A-Za-z]+)\s+(.*)", re.DOTALL)
_PORT = re.compile(r"([0-9]{1,5})(?:/(?:tcp|TCP))?")
_URL = re.compile(r"https?://[^/\s'\"|;]+(/[A-Za-z0-9._~/-]*)")
_NAMED = re.compile(r"\$(?:\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}|([A-Za-z_][A-Za-z0-9_]*))")
_PAIR = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)(?:=|\s+)(\"[^\"]*\"|'[^']*'|\S*)")
_FROM = re.compile(r"(?:--platform=(\S+)\s+)?(\S+)(?:\s+AS\s+(\S+))?", re.IGNORECASE)
_PLATFORMS = {"linux/amd64": "amd64", "linux/arm64": "arm64", "linux/arm64/v8": "arm64"}
_HIGHEST = 65_535


class Fact(NamedTuple):
    """A value, and the line of the Dockerfile that says so."""

    value: str
    line: int


class Facts(NamedTuple):
    """What a Dockerfile tells; None where it does not."""

    port: Fact | None = None
    health: Fact | None = None
    architecture: Fact | None = None


class _Instruction(NamedTuple):
    line: int
    word: str
    rest: str


def facts(text: str) -> Facts:
    """The facts of the image that a Dockerfile makes: of its last stage, and of the stages that it begins with."""
    name, found, values = "", Facts(), dict[str, str]()
    stages = dict[str, Facts]()
    for one in _instructions(text):
        rest = _NAMED.sub(lambda name: values.get(name[1] or name[3], name[2] or name[0]), one.rest)
        if one.word == "FROM":
            stages[name] = found
            name, found = _stage(rest, one.line, stages)
        elif one.word in {"ARG", "ENV"}:
            values.update((name, value.strip("\"'")) for name, value in _PAIR.findall(rest))
        elif one.word == "EXPOSE":
            found = found._replace(port=found.port or _port(rest, one.line))
        elif one.word == "HEALTHCHECK":
            found = found._replace(health=_health(rest, one.line))
    return found


def _stage(rest: str, line: int, stages: dict[str, Facts]) -> tuple[str, Facts]:
    """The name of the stage that a FROM begins, and what is known of it: all of the stage that it is made of."""
    match = _FROM.fullmatch(rest)
    if match is None:
        return "", Facts()
    platform, image, name = match.groups(default="")
    found, processor = stages.get(image, Facts()), _PLATFORMS.get(platform)
    return name, found._replace(architecture=Fact(processor, line)) if processor else found


def _port(rest: str, line: int) -> Fact | None:
    """The first TCP port of an EXPOSE."""
    ports = (match[1] for word in rest.split() if (match := _PORT.fullmatch(word)))
    return next((Fact(port, line) for port in ports if 0 < int(port) <= _HIGHEST), None)


def _health(rest: str, line: int) -> Fact | None:
    """The path that a HEALTHCHECK asks for, such as with curl or wget."""
    url = _URL.search(rest)
    return Fact(url[1], line) if url else None


def _instructions(text: str) -> Iterator[_Instruction]:
    """The instructions, with lines that end in a backslash joined and comments left out."""
    joined, start = "", 0
    for number, row in enumerate(text.splitlines(), start=1):
        if row.lstrip().startswith("#") or (joined and not row.strip()):
            continue
        start = start or number
        if row.rstrip().endswith("\\"):
            joined += row.rstrip()[:-1] + " "
            continue
        if found := _INSTRUCTION.fullmatch(joined + row):
            yield _Instruction(start, found[1].upper(), found[2].strip())
        joined, start = "", 0
