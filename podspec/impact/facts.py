"""What of a root's resources is known before an apply although no block says it: its provider does.

Sources, in hashicorp/terraform-provider-aws (read 2026-11): internal/service/meta for the data sources;
`CustomizeDiff` in internal/service/acm/certificate.go for the records of a certificate; website/docs/index,
"default_tags", for the tags.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from podspec.impact.hcl.values import Expression, Reference, Value
from podspec.model.regions import partition_of


class Provider(NamedTuple):
    """What a root's `provider "aws"` block says; empty where it says nothing, or several say different things.

    Attributes:
        region: name of the region.
        account: the only account that it may work in.
        tags: tags of every resource.
    """

    region: str = ""
    account: str = ""
    tags: Mapping[str, Value] = {}


def provider_of(blocks: list[dict[str, Value]]) -> Provider:
    """What all `provider "aws"` blocks agree on, from their attributes."""
    said = [Provider(_text(block.get("region")), _account(block), _tags(block)) for block in blocks]
    return said[0] if said and all(one == said[0] for one in said) else Provider()


def _text(value: Value) -> str:
    return value if isinstance(value, str) else ""


def _account(block: dict[str, Value]) -> str:
    match block.get("allowed_account_ids"):
        case [str(account)]:
            return account
    return ""


def _tags(block: dict[str, Value]) -> dict[str, Value]:
    match block.get("default_tags"):
        case [{"tags": dict(tags)}]:
            return tags
    return {}


def facts(kind: str, address: str, attributes: Mapping[str, Value], provider: Provider) -> dict[str, Value]:
    """Attributes of a data source or a resource beyond those of its block.

    Args:
        kind: its type, a data source's with `data.` before it.
        address: where it stands.
        attributes: what its block sets.
        provider: what the root's provider says.
    """
    said: dict[str, Value] = {}
    if kind in _PLACES:
        said = {name: getattr(provider, field) for name, field in _PLACES[kind].items()}
    elif kind == "data.aws_partition" and (partition := partition_of(provider.region)):
        said = {"partition": partition, "id": partition, "dns_suffix": _SUFFIX.get(partition, "amazonaws.com")}
    elif kind == "data.aws_default_tags" and provider.tags:
        said = {"tags": dict(provider.tags)}
    elif kind == "aws_acm_certificate":
        said = _records(address, attributes)
    return {name: value for name, value in said.items() if value}


def _records(address: str, attributes: Mapping[str, Value]) -> dict[str, Value]:
    """One record proves each name of a certificate; which one it is, AWS says when it is there."""
    names = [attributes.get("domain_name"), *_list(attributes.get("subject_alternative_names"))]
    if not all(isinstance(name, str) for name in names):
        return {}
    name = "domain_validation_options"
    options: list[Value] = []
    for domain in names:
        made: dict[str, Value] = {"domain_name": domain}
        for part in ("resource_record_name", "resource_record_type", "resource_record_value"):
            made[part] = Expression(f'{address}.{name}["{domain}"].{part}', [Reference(address, name)])
        options.append(made)
    return {name: options}


def _list(value: Value) -> list[Value]:
    return value if isinstance(value, list) else []


_PLACES: Final[dict[str, dict[str, str]]] = {
    "data.aws_caller_identity": {"account_id": "account", "id": "account"},
    "data.aws_region": {"region": "region", "name": "region", "id": "region"},
}
_SUFFIX: Final = {"aws-cn": "amazonaws.com.cn"}
