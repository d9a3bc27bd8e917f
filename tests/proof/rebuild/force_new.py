"""Changes of single arguments, made from a schema, that a real provider can be asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from real_provider import Block, none_of, unset

Type = Any  # as in a schema: "string", or ["list", "string"], or ["object", {"name": type}]
Pair = tuple[Any, Any]
Wrap = Callable[[Block], Block]

# Values to change from and to. Several, because validators in its code refuse what they cannot parse.
_PAIRS: dict[str, list[Pair]] = {
    "string": [
        ("a", "b"),
        ("1", "2"),
        ('{"a":1}', '{"a":2}'),
        ("10.0.0.0/16", "10.1.0.0/16"),
        ("", "b"),
        ("true", "false"),
    ],
    "number": [(1, 2), (0, 5)],
    "bool": [(True, False), (False, True)],
}
_DEEPEST = 3

# Types which an old binary lacks or gives no answer for, by hand. Source: ForceNew in the provider's source,
# internal/service/<service>/*.go in hashicorp/terraform-provider-aws; read 2026-11.
_S3 = ["bucket", "expected_bucket_owner"]
_RULE = ["security_group_id"]
NEWER = {
    "aws_ce_anomaly_monitor": ["monitor_dimension", "monitor_specification", "monitor_type"],
    "aws_ce_anomaly_subscription": ["name"],
    "aws_ecr_repository_creation_template": ["prefix"],
    "aws_kms_replica_key": ["primary_key_arn"],
    "aws_lambda_function_url": ["function_name", "qualifier"],
    "aws_s3_bucket_lifecycle_configuration": _S3,
    "aws_s3_bucket_logging": _S3,
    "aws_s3_bucket_object_lock_configuration": _S3,
    "aws_s3_bucket_server_side_encryption_configuration": _S3,
    "aws_s3_bucket_versioning": _S3,
    "aws_scheduler_schedule": ["group_name", "name", "name_prefix"],
    "aws_scheduler_schedule_group": ["name", "name_prefix"],
    "aws_sfn_alias": ["name"],
    "aws_vpc_security_group_egress_rule": _RULE,
    "aws_vpc_security_group_ingress_rule": _RULE,
}


def pairs(kind: Type) -> list[Pair]:
    """Values of a type to change an argument from and to."""
    if isinstance(kind, str):
        return _PAIRS.get(kind, [])
    collection, inner = kind
    if collection in ("list", "set"):
        return [([a], [b]) for a, b in pairs(inner)]
    if collection == "map":
        return [({"k": a}, {"k": b}) for a, b in pairs(inner)]
    firsts = {name: next(iter(pairs(field)), (None, None)) for name, field in inner.items()}
    return [({n: pair[0] for n, pair in firsts.items()}, {n: pair[1] for n, pair in firsts.items()})]


def smallest(block: Block) -> Block:
    """The least value of a block that has every required argument."""
    out = unset(block)
    for name, attribute in block["attributes"].items():
        if attribute["required"]:
            out[name] = pairs(attribute["type"])[0][0]
    for name, entry in block["block_types"].items():
        if entry["min_items"]:
            out[name] = _as_block(entry, smallest(entry["block"]))
    return out


def _as_block(entry: Block, value: Block) -> Block | list[Block]:
    return value if entry["nesting_mode"] == "single" else [value]


def changes(block: Block, wrap: Wrap, above: tuple[str, ...] = ()) -> Iterator[tuple[str, Block, Block]]:
    """(dotted path, value before, value after) for every settable argument at any depth."""
    for name, attribute in block["attributes"].items():
        settable = attribute["required"] or attribute["optional"]
        if settable and (above or name not in ("id", "tags_all")):
            for before, after in pairs(attribute["type"]):
                yield ".".join((*above, name)), wrap({name: before}), wrap({name: after})
    for name, entry in block["block_types"].items():
        if name != "timeouts":
            yield from _block_changes(name, entry, wrap, above)


def _block_changes(
    name: str, entry: Block, wrap: Wrap, above: tuple[str, ...]
) -> Iterator[tuple[str, Block, Block]]:
    path = (*above, name)

    def inside(value: Block) -> Block:
        return wrap({name: _as_block(entry, smallest(entry["block"]) | value)})

    yield ".".join(path), wrap({name: none_of(entry)}), inside({})
    if len(above) < _DEEPEST:
        yield from changes(entry["block"], inside, path)
