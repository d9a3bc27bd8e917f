"""Policies as they stand in Terraform -> statements: JSON, and documents of `aws_iam_policy_document`.

How documents are merged: hashicorp/terraform-provider-aws, internal/service/iam/policy_model.go (a statement
replaces the earlier one of its Sid; values of one test and key are joined), read 2026-11.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from podspec.impact.encoded import decoded
from podspec.impact.hcl.values import Expression
from podspec.impact.patterns import unknown
from podspec.impact.resources import Resource
from podspec.impact.statements import ALLOW, Condition, Names, Statement

_DOCUMENT = "aws_iam_policy_document"
_SUFFIXES = (".json", ".minified_json")
#: Documents in documents that are followed; Terraform itself refuses a circle.
_DEEPEST = 20


class Policy(NamedTuple):
    """What a policy says. `unread` are pieces of it that nobody can read before they are applied."""

    statements: tuple[Statement, ...] = ()
    unread: frozenset[str] = frozenset()

    def merged(self, later: Policy) -> Policy:
        """Both in one, as the provider merges documents: a statement replaces the earlier one of its Sid."""
        named = {one.sid for one in later.statements if one.sid}
        kept = tuple(one for one in self.statements if one.sid not in named)
        return Policy(kept + later.statements, self.unread | later.unread)

    def joined(self, other: Policy) -> Policy:
        """Both in force at once."""
        return Policy(self.statements + other.statements, self.unread | other.unread)


def read(value: object, resources: Mapping[str, Resource], depth: int = 0) -> Policy:
    """The statements of a policy's attribute; an empty one has none."""
    if value is None or value == "":
        return Policy()
    if isinstance(value, Expression):
        return _followed(value, resources, depth)
    try:
        return _from_data(json.loads(value) if isinstance(value, str) else value)
    except (ValueError, RecursionError):
        return Policy(unread=frozenset({text(value)}))


def text(value: object) -> str:
    """A value of a policy as a pattern. What is not known before apply stands in it as `${…}`."""
    if isinstance(value, Expression):
        return unknown(value.text)
    if isinstance(value, bool):
        return str(value).lower()
    # How a document writes AWS's own variables, which HCL would take for its own.
    return str(value).replace("&{", "${")


def _followed(value: Expression, resources: Mapping[str, Resource], depth: int) -> Policy:
    """The document that an expression names."""
    address = next((value.text.removesuffix(end) for end in _SUFFIXES if value.text.endswith(end)), "")
    found = resources.get(address)
    if found is None or found.type != _DOCUMENT or depth > _DEEPEST:
        return _encoded(value)
    return _from_document(found.attributes, resources, depth + 1)


def _encoded(value: Expression) -> Policy:
    try:
        return _from_data(decoded(value.text))
    except ValueError:
        return Policy(unread=frozenset({value.text}))


def _from_data(document: Any) -> Policy:  # noqa: ANN401 - what JSON holds, of whatever shape
    """The statements of a policy's data.

    Raises:
        ValueError: if it is no policy.
    """
    try:
        found = listed(document["Statement"])
        return Policy(tuple(_from_json(one) for one in found))
    except (KeyError, TypeError, AttributeError) as error:
        raise ValueError("this is no policy") from error


def _from_document(attributes: Mapping[str, Any], resources: Mapping[str, Resource], depth: int) -> Policy:
    merged = Policy()
    for source in listed(attributes.get("source_policy_documents")):
        merged = merged.joined(read(source, resources, depth))
    blocks = listed(attributes.get("statement"))
    own = Policy(
        tuple(_from_block(one) for one in blocks if isinstance(one, Mapping)),
        frozenset(text(one) for one in blocks if not isinstance(one, Mapping)),
    )
    merged = merged.merged(own)
    for override in listed(attributes.get("override_policy_documents")):
        merged = merged.merged(read(override, resources, depth))
    return merged


def _from_block(block: Mapping[str, Any]) -> Statement:
    conditions = (
        (text(one.get("test")), text(one.get("variable")), _texts(one.get("values")))
        for one in _mappings(block.get("condition"))
    )
    return Statement(
        effect=text(block.get("effect") or ALLOW),
        actions=_names(_texts(block.get("actions")), _texts(block.get("not_actions"))),
        resources=_names(_texts(block.get("resources")), _texts(block.get("not_resources"))),
        principals=_names(
            _principals_of_blocks(block.get("principals")), _principals_of_blocks(block.get("not_principals"))
        ),
        conditions=_conditions(conditions),
        sid=text(block.get("sid") or ""),
    )


def _from_json(one: Mapping[str, Any]) -> Statement:
    conditions = (
        (test, variable, _texts(values))
        for test, keys in (one.get("Condition") or {}).items()
        for variable, values in keys.items()
    )
    return Statement(
        effect=text(one["Effect"]),
        actions=_names(_texts(one.get("Action")), _texts(one.get("NotAction"))),
        resources=_names(_texts(one.get("Resource")), _texts(one.get("NotResource"))),
        principals=_names(_principals(one.get("Principal")), _principals(one.get("NotPrincipal"))),
        conditions=_conditions(conditions),
        sid=text(one.get("Sid") or ""),
    )


def _names(plain: frozenset[str], negated: frozenset[str]) -> Names | None:
    if negated:
        return Names(negated, negated=True)
    return Names(plain) if plain else None


def _principals(value: object) -> frozenset[str]:
    """Principals of JSON as `TYPE:ID`."""
    if isinstance(value, Mapping):
        return frozenset(f"{kind}:{one}" for kind, ids in value.items() for one in _texts(ids))
    return frozenset(f"*:{one}" for one in _texts(value))


def _principals_of_blocks(value: object) -> frozenset[str]:
    return frozenset(
        f"{text(one.get('type'))}:{name}" for one in _mappings(value) for name in _texts(one.get("identifiers"))
    ) | frozenset(text(one) for one in listed(value) if not isinstance(one, Mapping))


def _conditions(found: Iterable[tuple[str, str, frozenset[str]]]) -> frozenset[Condition]:
    """Conditions, those of one test and key in one."""
    joined: dict[tuple[str, str], Condition] = {}
    for test, variable, values in found:
        key = (test, variable.lower())
        one = joined.get(key, Condition(test, variable, frozenset()))
        joined[key] = one._replace(values=one.values | values)
    return frozenset(joined.values())


def _texts(value: object) -> frozenset[str]:
    return frozenset(text(one) for one in listed(value))


def _mappings(value: object) -> list[Mapping[str, Any]]:
    return [one for one in listed(value) if isinstance(one, Mapping)]


def listed(value: object) -> list[Any]:
    """A value that may stand alone, as a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, list | tuple | set | frozenset) else [value]
