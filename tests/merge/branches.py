"""Changes of a spec as two people make them at the same time, each on a branch of a real git repository."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from random import Random

from drift.repository import SPEC, Repository

BASE = """\
version: 1
service:
  name: hello
  description: says hello
  owner: platform
  tags:
    cost_center: "1234"
    team: greetings
    tier: three

repository:
  slug: acme/hello
  owner_id: 1001
  repository_id: 2003

container:
  architecture: arm64
  port: 8080
  environment:
    LOG_LEVEL: info
    GREETING: hello
    PUNCTUATION: dot

targets:
  lambda:
    memory_mb: 256
    timeout_seconds: 10
    provisioned_concurrency: 0

    throttle:
      rate_per_second: 100
      burst: 200

    rollout:
      strategy: canary
      percent: 10
      interval_minutes: 5
      bake_minutes: 5

observability:
  log_retention_days: 30
  alarms:
    error_rate_percent: 1
    latency_p95_ms: 500

environments:
  dev:
    account: "333333333333"
    regions:
      - us-east-1

  test:
    account: "333333333333"
    regions:
      - us-east-1
      - eu-west-1

  prod:
    account: "333333333333"
    regions:
      - us-east-1
      - eu-west-1
      - eu-central-1
"""

Edit = Callable[[str, Random], str]


def _value(key: str, *values: str) -> Edit:
    """Give a key another value."""

    def edit(text: str, random: Random) -> str:
        lines = text.split("\n")
        found = [number for number, line in enumerate(lines) if line.strip().startswith(f"{key}:")]
        for number in found[:1]:
            lines[number] = f"{lines[number].partition(':')[0]}: {random.choice(values)}"
        return "\n".join(lines)

    return edit


def _after(anchor: str, *added: str) -> Edit:
    """Put lines below one that is there."""

    def edit(text: str, random: Random) -> str:
        return text.replace(f"{anchor}\n", f"{anchor}\n{random.choice(added)}\n", 1)

    return edit


def _without(*gone: str) -> Edit:
    """Take lines out."""
    return lambda text, random: text.replace(random.choice(gone), "", 1)


def _environment(text: str, random: Random) -> str:
    """Add an environment, at the end or before another one."""
    block = f'  {random.choice(["stage", "load", "qa"])}:\n    account: "333333333333"\n    regions:\n'
    block += f"      - {random.choice(['us-east-1', 'us-west-2'])}\n\n"
    before = random.choice(["  prod:\n", "  test:\n"])
    return text.replace(before, block + before, 1)


def _renamed(text: str, random: Random) -> str:
    old, new = random.choice([("dev", "play"), ("test", "check"), ("prod", "live")])
    return text.replace(f"\n  {old}:\n", f"\n  {new}:\n", 1)


def _no_environment(text: str, random: Random) -> str:
    name = random.choice(["dev", "test"])
    start = text.find(f"  {name}:\n")
    return text[:start] + text[text.index("\n\n", start) + 2 :] if start >= 0 else text


EDITS: tuple[Edit, ...] = (
    _value("memory_mb", "512", "1024", "2048"),
    _value("timeout_seconds", "5", "20"),
    _value("provisioned_concurrency", "1", "3"),
    _value("rate_per_second", "50", "250"),
    _value("burst", "400", "600"),
    _value("percent", "20", "50"),
    _value("bake_minutes", "0", "10"),
    _value("strategy", "linear"),
    _value("log_retention_days", "14", "90"),
    _value("latency_p95_ms", "200", "900"),
    _value("description", "greets people", "waves"),
    _value("owner", "growth", "core"),
    _value("tier", "one", "two"),
    _value("GREETING", "ciao", "moin"),
    _value("PUNCTUATION", "bang", "none"),
    _value("architecture", "amd64"),
    _value("directory", "out/hello"),
    _after("    team: greetings", "    reviewed: yes_it_was", "    origin: here"),
    _after("    LOG_LEVEL: info", "    COLOUR: red", "    SHAPE: round"),
    _after("      - us-east-1", "      - us-west-2", "      - ca-central-1"),
    _after("      - eu-west-1", "      - eu-north-1"),
    _after('    account: "333333333333"', "    targets: {lambda: {memory_mb: 768}}"),
    _after("  prod:", "    observability: {log_retention_days: 365}"),
    _without("      - eu-central-1\n", "    tier: three\n", "    PUNCTUATION: dot\n", "  owner: platform\n"),
    lambda text, _: f"{text}\noutput:\n  directory: out/hello\n",
    _environment,
    _renamed,
    _no_environment,
)


def edited(text: str, random: Random) -> str:
    """A spec after one person's afternoon: one to three edits, of which at least one changes something."""
    new = text
    while new == text:
        for edit in random.choices(EDITS, k=random.choice([1, 1, 2, 3])):
            new = edit(new, random)
    return new


def branch(repository: Repository, name: str, text: str, *, rendered: bool = True) -> None:
    """Commit a changed spec, rendered as it should be, on a branch of its own."""
    repository.git("checkout", "-q", "-b", name, "base")
    repository.write(SPEC, text)
    if rendered:
        assert repository.podspec("render") in (0, 1)
    commit(repository, name)


def commit(repository: Repository, message: str) -> None:
    """Commit everything."""
    repository.git("add", "-A")
    repository.git("commit", "-q", "-m", message)


def merge(repository: Repository, style: str, *words: str) -> bool:
    """Merge as git can; true if it could do all of it."""
    neutral = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull, "GIT_EDITOR": "true"}
    command = ["git", "-c", f"merge.conflictStyle={style}", *words]
    done = subprocess.run(command, cwd=repository.root, capture_output=True, env=os.environ | neutral, check=False)
    assert done.returncode in (0, 1), done.stderr
    return done.returncode == 0


def knows_zdiff3(folder: Path) -> bool:
    """True if this git has the style zdiff3, which came with 2.35."""
    asked = subprocess.run(["git", "version"], cwd=folder, capture_output=True, text=True, check=True)
    major, minor = (int(part) for part in asked.stdout.split()[2].split(".")[:2])
    return (major, minor) >= (2, 35)
