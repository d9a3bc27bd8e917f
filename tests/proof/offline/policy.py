"""The JSON of `data.aws_iam_policy_document`, as the provider renders it.

Source: internal/service/iam/policy_document_data_source.go and policy_model.go in
hashicorp/terraform-provider-aws (read 2026-11).
"""

from __future__ import annotations

import json
from typing import Any

_LISTS = {"Action": "actions", "NotAction": "not_actions", "Resource": "resources", "NotResource": "not_resources"}
_PRINCIPALS = {"Principal": "principals", "NotPrincipal": "not_principals"}
_VERSION = "2012-10-17"

Statement = dict[str, Any]


def render(document: dict[str, Any]) -> str:
    """The policy of the data source's arguments.

    A statement of an overriding document takes the place of the one with its Sid.

    Raises:
        ValueError: a source or overriding document is not JSON.
    """
    sources = (json.loads(text) for text in document.get("source_policy_documents") or [])
    statements = [statement for source in sources for statement in _statements_of(source)]
    statements += [_statement(each) for each in document.get("statement") or []]
    for text in document.get("override_policy_documents") or []:
        statements = _overridden(statements, _statements_of(json.loads(text)))
    return json.dumps({"Version": document.get("version") or _VERSION, "Statement": statements}, indent=2)


def _statements_of(policy: dict[str, Any]) -> list[Statement]:
    statements = policy["Statement"]
    return statements if isinstance(statements, list) else [statements]


def _overridden(statements: list[Statement], by: list[Statement]) -> list[Statement]:
    named = {each["Sid"]: each for each in by if each.get("Sid")}
    kept = [named.pop(each.get("Sid"), each) for each in statements]
    return kept + [each for each in by if not each.get("Sid") or each["Sid"] in named]


def _statement(block: dict[str, Any]) -> Statement:
    out: Statement = {"Sid": block["sid"]} if block.get("sid") else {}
    out["Effect"] = block.get("effect") or "Allow"
    out |= {key: _one_or_all(block[name]) for key, name in _LISTS.items() if block.get(name)}
    out |= {key: _principals(block[name]) for key, name in _PRINCIPALS.items() if block.get(name)}
    if block.get("condition"):
        out["Condition"] = _conditions(block["condition"])
    return out


def _principals(blocks: list[dict[str, Any]]) -> str | dict[str, Any]:
    by_type: dict[str, list[str]] = {}
    for block in blocks:
        by_type.setdefault(block["type"], []).extend(block["identifiers"])
    everyone = by_type == {"*": ["*"]}
    return "*" if everyone else {kind: _one_or_all(names) for kind, names in sorted(by_type.items())}


def _conditions(blocks: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    out: dict[str, dict[str, Any]] = {}
    for block in blocks:
        out.setdefault(block["test"], {})[block["variable"]] = _one_or_all(block["values"])
    return out


def _one_or_all(items: list[str]) -> str | list[str]:
    return items[0] if len(items) == 1 else items
