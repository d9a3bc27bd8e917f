"""Workflows before and after: what starts them, what their token may do, which secrets and foreign code they use.

Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax (2026-11).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cache
from hashlib import sha256
from typing import Any

from podspec.model.impact import Direction, WorkflowChange

# GitHub reads names without case: `SECRETS.token` is `secrets.TOKEN`.
_SECRET = re.compile(r"\bsecrets\s*(?:\.\s*([A-Za-z_][A-Za-z0-9_-]*)|\[\s*'([^']+)'\s*\])", re.IGNORECASE)
_ALL_SECRETS = re.compile(r"\bsecrets\s*\[\s*[^'\s]|\btoJSON\s*\(\s*secrets\b", re.IGNORECASE)
_IS_WORKFLOW = re.compile(r"(?:^|/)workflows/[^/]+\.ya?ml$")
_COMMIT = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?|sha256:[0-9a-f]{64}")
#: From no right to all.
_LEVELS = ("none", "read", "write")
#: What a missing block of permissions means; only the repository's settings know.
_DEFAULT = "as the repository's settings say"
_OURS, _LOOSE = "this repository", "no commit"
_UNREADABLE = "a workflow that cannot be read"
#: Inputs of steps and called workflows whose changes are facts.
_INPUTS = {"role": "role", "role-to-assume": "role", "approval": "approval"}

Facts = dict[str, str]


def workflow_changes(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> tuple[WorkflowChange, ...]:
    """What is given to workflows and taken from them, by path; what is given comes first."""
    paths = sorted(path for path in {*before, *after} if is_workflow(path))
    found = [
        change
        for path in paths
        if before.get(path) != after.get(path)
        for change in _changes(path, before.get(path), after.get(path))
    ]
    order = list(Direction)
    return tuple(sorted(found, key=lambda one: (order.index(one.direction), one.path)))


def is_workflow(path: str) -> bool:
    """Whether a file is a workflow of GitHub Actions."""
    return bool(_IS_WORKFLOW.search(path))


def _changes(path: str, old: bytes | None, new: bytes | None) -> Iterator[WorkflowChange]:
    was, now = _facts(old), _facts(new)
    if old is not None and new is not None and (others := _others(old, new, was, now)):
        yield WorkflowChange(
            path, Direction.CHANGED, f"steps or jobs ({', '.join(others)})", "", "other than before"
        )
    for subject in sorted({*was, *now}):
        before, after = was.get(subject, ""), now.get(subject, "")
        if before != after:
            yield WorkflowChange(path, _direction(subject, before, after), subject, before, after)


def _direction(subject: str, old: str, new: str) -> Direction:
    if subject.startswith("permission "):
        if old in {*_LEVELS, ""} and new in {*_LEVELS, ""}:
            return Direction.WIDENED if _level(new) > _level(old) else Direction.NARROWED
        return Direction.CHANGED
    if subject.startswith("environment"):
        # It holds the job back until somebody approves, and hands it secrets: a new one may give something, too.
        return Direction.CHANGED if new else Direction.WIDENED
    if old and new:
        is_let_go = subject.startswith("action ") and _is_pinned(old) and not _is_pinned(new)
        return Direction.WIDENED if is_let_go else Direction.CHANGED
    if subject.startswith("approval "):
        return Direction.NARROWED if new else Direction.WIDENED
    return Direction.WIDENED if new else Direction.NARROWED


def _is_pinned(pins: str) -> bool:
    """Whether nobody but us decides what runs: every pin is a commit, or the code is of this repository."""
    return all(pin == _OURS or _COMMIT.fullmatch(pin) for pin in pins.split(", "))


def _level(word: str) -> int:
    return _LEVELS.index(word or "none")


@cache
def _facts(content: bytes | None) -> Facts:
    """What a reviewer wants to know of a workflow, as `kind name (job)` and its value."""
    if content is None:
        return {}
    try:
        document = _load(content)
        jobs = {str(name): job for name, job in _mapping(document.get("jobs")).items() if isinstance(job, Mapping)}
        return {
            **_triggers(document.get("on", document.get(True))),
            **_all_permissions(document, jobs),
            **_secrets(document, jobs),
            **_environments(jobs),
            **_actions(jobs),
            **_approvals(jobs),
            **_roles(jobs),
        }
    except Exception:  # noqa: BLE001 - a file that anybody may have written, and a reader with errors of its own
        return {_UNREADABLE: sha256(content).hexdigest()[:8]}


def _others(old: bytes, new: bytes, was: Facts, now: Facts) -> list[str]:
    """The jobs that differ in what no fact tells: their steps, conditions, machines, environment variables."""
    if _UNREADABLE in was or _UNREADABLE in now:
        return []
    told = {one for one in was.keys() & now.keys() if was[one] != now[one] and ", " not in was[one] + now[one]}
    before, after = (_rest(_load(content), told) for content in (old, new))
    return sorted(name for name in {*before, *after} if before.get(name) != after.get(name))


def _rest(document: Mapping[Any, Any], told: set[str]) -> dict[str, str]:
    """Each job, and what stands around them, without what facts tell wholly."""
    around = {str(key): value for key, value in document.items() if key not in {"on", True, "permissions", "jobs"}}
    jobs = _mapping(document.get("jobs"))
    found = {str(name): repr(_bare(job, str(name), told)) for name, job in jobs.items()}
    return {"the whole file": repr(_sorted(around)), **found}


def _bare(job: object, name: str, told: set[str]) -> object:
    """A job without its permissions, and without values of which a fact says that they changed."""
    if not isinstance(job, Mapping):
        return job
    rest = {key: value for key, value in job.items() if key != "permissions"}
    if isinstance(rest.get("environment"), str) and f"environment ({name})" in told:
        del rest["environment"]
    steps = rest.get("steps")
    if isinstance(steps, list):
        rest["steps"] = [_unpinned(step, name, told) for step in steps]
    return _sorted(_unpinned(rest, name, told))


def _unpinned(step: object, job: str, told: set[str]) -> object:
    """A step, or a job that calls a workflow, without the pin, role and approval that facts tell."""
    if not isinstance(step, Mapping):
        return step
    rest = dict(step)
    action = str(rest.get("uses", "")).partition("@")[0]
    if f"action {action}" in told:
        rest["uses"] = action
    aside = {key for key, fact in _INPUTS.items() if f"{fact} ({job})" in told}
    if isinstance(inputs := rest.get("with"), Mapping):
        rest["with"] = {key: value for key, value in inputs.items() if key not in aside}
    return rest


def _sorted(value: object) -> object:
    """The same whatever the order of keys: it means nothing in YAML."""
    if isinstance(value, Mapping):
        return sorted(((repr(key), _sorted(inner)) for key, inner in value.items()), key=lambda pair: pair[0])
    return [_sorted(inner) for inner in value] if isinstance(value, list) else value


def _load(content: bytes) -> Mapping[Any, Any]:
    from ruamel.yaml import YAML

    # Not libyaml's: that one refuses `{key: a:b}`, which GitHub takes.
    reader, text = YAML(typ="safe", pure=True), content.decode()
    if any(type(event).__name__ == "AliasEvent" for event in reader.parse(text)):
        raise ValueError("a few aliases can keep a reader busy for minutes")
    return _mapping(reader.load(text), strict=True)


def _mapping(value: object, *, strict: bool = False) -> Mapping[Any, Any]:
    if isinstance(value, Mapping):
        return value
    if strict:
        raise TypeError("no mapping")
    return {}


def _triggers(value: object) -> Facts:
    if isinstance(value, str):
        return {f"trigger {value}": "any"}
    if isinstance(value, list):
        return {f"trigger {one}": "any" for one in value}
    return {f"trigger {name}": _short(given) for name, given in _mapping(value).items()}


def _short(value: object) -> str:
    return "any" if value is None else json.dumps(value, sort_keys=True, default=str)


def _all_permissions(document: Mapping[Any, Any], jobs: Mapping[str, Mapping[Any, Any]]) -> Facts:
    """The token's rights in each job: its own block, else the workflow's."""
    found: Facts = {}
    for name, job in jobs.items():
        given = job["permissions"] if "permissions" in job else document.get("permissions", _DEFAULT)
        found.update({f"permission {scope} ({name})": level for scope, level in _permissions(given).items()})
    return found


def _permissions(given: object) -> dict[str, str]:
    """Scopes that are given, and how much of each; `read-all` and `write-all` are scopes of their own here."""
    if isinstance(given, str):
        short = {"read-all": {"all": "read"}, "write-all": {"all": "write"}}
        return short.get(given, {"token": given})
    return {str(scope): str(level) for scope, level in _mapping(given).items() if level != "none"}


def _secrets(document: Mapping[Any, Any], jobs: Mapping[str, Mapping[Any, Any]]) -> Facts:
    """Secrets by name; `every secret` where a called workflow, or an expression, is handed all of them."""
    found: Facts = {f"secret {name}": "used" for text in _strings(document) for name in _secret_names(text)}
    is_all = any(job.get("secrets") == "inherit" for job in jobs.values())
    if is_all or any(_ALL_SECRETS.search(text) for text in _strings(document)):
        found["every secret"] = "used"
    return found


def _secret_names(text: str) -> Iterator[str]:
    for match in _SECRET.finditer(text):
        yield match[1] or match[2]


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner)


def _environments(jobs: Mapping[str, Mapping[Any, Any]]) -> Facts:
    found = {name: job["environment"] for name, job in jobs.items() if "environment" in job}
    return {
        f"environment ({name})": str(one["name"] if isinstance(one, Mapping) else one)
        for name, one in found.items()
    }


def _approvals(jobs: Mapping[str, Mapping[Any, Any]]) -> Facts:
    """Whom a called workflow must ask first, as podspec's own callers say."""
    asked = {name: _mapping(job.get("with")).get("approval") for name, job in jobs.items()}
    return {f"approval ({name})": str(reviewers) for name, reviewers in asked.items() if reviewers}


def _roles(jobs: Mapping[str, Mapping[Any, Any]]) -> Facts:
    """Roles in AWS that jobs take, by themselves or in a workflow that they call."""
    given = (
        (name, str(role))
        for name, job in jobs.items()
        for inputs in (job.get("with"), *(_mapping(step).get("with") for step in job.get("steps") or []))
        for key in ("role", "role-to-assume")
        if (role := _mapping(inputs).get(key))
    )
    found: dict[str, set[str]] = {}
    for name, role in given:
        found.setdefault(f"role ({name})", set()).add(role)
    return {subject: ", ".join(sorted(roles)) for subject, roles in found.items()}


def _actions(jobs: Mapping[str, Mapping[Any, Any]]) -> Facts:
    """Code of others that is run, with the commits it is pinned to."""
    found: dict[str, set[str]] = {}
    for job in jobs.values():
        steps = [step for step in job.get("steps") or [] if isinstance(step, Mapping)]
        for used in (str(one["uses"]) for one in (job, *steps) if "uses" in one):
            name, _, pin = used.partition("@")
            found.setdefault(name, set()).add(pin or (_OURS if name.startswith((".", "$/")) else _LOOSE))
    return {f"action {name}": ", ".join(sorted(pins)) for name, pins in found.items()}
