"""Predicates over values of arguments. Each takes a known value and says whether AWS would take it."""

from __future__ import annotations

import base64
import binascii
import ipaddress
import json
import re
from collections.abc import Callable
from typing import Any

Check = Callable[[Any], bool]

# Form: AWS General Reference, "Amazon Resource Names (ARNs)"; region and account may be empty. Accounts that
# are no number: internal/verify/validate.go in hashicorp/terraform-provider-aws, and `lambda` in the ARNs by
# which API Gateway invokes functions (read 2026-11).
_ACCOUNTS = r"\d{12}|aws|aws-managed|aws-marketplace|third-party|lambda"
_ARN = re.compile(rf"arn:aws(-[a-z]+)*:[a-z0-9-]+:[a-z0-9-]*:({_ACCOUNTS})?:.+", re.DOTALL)
# Amazon S3 User Guide, "General purpose bucket naming rules".
_BUCKET = re.compile(r"(?!xn--)(?!\d+\.\d+\.\d+\.\d+$)[a-z0-9](?!.*\.\.)[a-z0-9.-]{1,61}[a-z0-9](?<!-s3alias)")
# IAM User Guide, "IAM JSON policy elements: Action": service prefix, colon, name with wildcards.
_ACTION = re.compile(r"\*|[a-z0-9-]+:[A-Za-z0-9*?]+")
_USER_DATA_BYTES = 16 * 1024


def one_of(*allowed: object) -> Check:
    """Accepts the given values."""
    return lambda value: value in allowed


def between(low: float, high: float) -> Check:
    """Accepts numbers from `low` to `high`; text that spells one, too."""
    return lambda value: low <= float(value) <= high


def matches(pattern: str) -> Check:
    """Accepts text which the pattern matches from end to end."""
    compiled = re.compile(pattern)
    return lambda value: compiled.fullmatch(value) is not None


def shorter_than(length: int) -> Check:
    """Accepts text and collections of fewer than `length` characters or items."""
    return lambda value: len(value) < length


def arn(value: str) -> bool:
    """Accepts ARNs; the empty text stands for none."""
    return not value or _ARN.fullmatch(value) is not None


def bucket_name(value: str) -> bool:
    """Accepts names of general purpose buckets."""
    return _BUCKET.fullmatch(value) is not None


def ipv4_network(shortest: int, longest: int) -> Check:
    """Accepts IPv4 networks in CIDR notation, without host bits, with a prefix length in the range."""

    def accepts(value: str) -> bool:
        try:
            network = ipaddress.IPv4Network(value)
        except ValueError:
            return False
        return "/" in value and shortest <= network.prefixlen <= longest

    return accepts


def ipv6_network(value: str) -> bool:
    """Accepts IPv6 networks in CIDR notation, without host bits."""
    try:
        ipaddress.IPv6Network(value)
    except ValueError:
        return False
    return "/" in value


def json_text(value: str) -> bool:
    """Accepts JSON."""
    try:
        json.loads(value)
    except ValueError:
        return False
    return True


def alarm_period(value: float) -> bool:
    """Accepts 10, 20, 30 and multiples of 60 seconds."""
    return value in (10, 20, 30) or (value > 0 and value % 60 == 0)


def user_data(value: str) -> bool:
    """Accepts base64 of at most 16 KiB."""
    try:
        return len(base64.b64decode(value, validate=True)) <= _USER_DATA_BYTES
    except binascii.Error:
        return False


def identity_policy(value: str) -> bool:
    """Accepts IAM policies to attach to a role: they name resources and no principal."""
    return _policy(value, needs=("Resource", "NotResource"), refuses=("Principal", "NotPrincipal"))


def trust_policy(value: str) -> bool:
    """Accepts IAM policies about who may assume a role: they name principals and no resource."""
    return _policy(value, needs=("Principal",), refuses=("Resource", "NotResource"))


def resource_policy(value: str) -> bool:
    """Accepts IAM policies of a resource: they name principals."""
    return _policy(value, needs=("Principal", "NotPrincipal"), refuses=())


def _policy(value: str, *, needs: tuple[str, ...], refuses: tuple[str, ...]) -> bool:
    policy = json.loads(value) if json_text(value) else None
    if not isinstance(policy, dict) or policy.get("Version") not in ("2012-10-17", "2008-10-17"):
        return False
    statements = policy.get("Statement")
    listed = statements if isinstance(statements, list) else [statements]
    return bool(listed) and all(_statement(each, needs, refuses) for each in listed)


def _statement(statement: object, needs: tuple[str, ...], refuses: tuple[str, ...]) -> bool:
    if not isinstance(statement, dict) or statement.get("Effect") not in ("Allow", "Deny"):
        return False
    actions = statement.get("Action", statement.get("NotAction"))
    listed = actions if isinstance(actions, list) else [actions]
    acts = bool(listed) and all(isinstance(each, str) and _ACTION.fullmatch(each) for each in listed)
    fits = any(statement.get(key) for key in needs) and not any(key in statement for key in refuses)
    return acts and fits


def state_machine(value: str) -> bool:
    """Accepts Amazon States Language in which every named state exists and some state ends it."""
    machine = json.loads(value) if json_text(value) else None
    return isinstance(machine, dict) and _flow(machine)


def _flow(machine: dict[str, Any]) -> bool:
    states = machine.get("States") or {}
    targets = {machine.get("StartAt")} | {name for state in states.values() for name in _next(state)}
    ends = any(each.get("End") or each.get("Type") in ("Succeed", "Fail") for each in states.values())
    inner = (branch for state in states.values() for branch in _inner(state))
    return ends and targets <= states.keys() and all(_flow(branch) for branch in inner)


def _next(state: dict[str, Any]) -> list[str]:
    """The states that a state may hand over to."""
    choices = [*state.get("Choices", ()), *state.get("Catch", ()), state]
    return [each[key] for each in choices for key in ("Next", "Default") if key in each]


def _inner(state: dict[str, Any]) -> list[dict[str, Any]]:
    """The state machines inside a Parallel or Map state."""
    maps = [state[key] for key in ("ItemProcessor", "Iterator") if key in state]
    return [*state.get("Branches", ()), *maps]
