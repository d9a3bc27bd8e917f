"""Whether what a policy guards has gone together with it: then nothing is given to anybody."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from podspec.impact.hcl.values import Expression
from podspec.impact.resources import Resource

#: Where a resource that guards another one names it; all other holders guard themselves.
_NAMES = ("bucket", "arn", "queue_url", "repository", "secret_arn", "function_name", "key_id", "vpc_endpoint_id")
_GUARDS = ("_policy", "_permission", "_public_access_block")
#: What such a name may be of the other one.
_CALLED = ("bucket", "name", "function_name")


def is_gone(holder: str, before: Mapping[str, Resource], after: Mapping[str, Resource]) -> bool:
    """True if a holder of before is not there any more, and what it guarded is not, either."""
    one = before.get(holder)
    if one is None or holder in after:
        return False
    if not one.type.endswith(_GUARDS):
        return True
    guarded = list(_guarded(one, before))
    return bool(guarded) and not any(address in after for address in guarded)


def _guarded(one: Resource, before: Mapping[str, Resource]) -> Iterator[str]:
    for name in _NAMES:
        value = one.attributes.get(name)
        if isinstance(value, Expression):
            address = value.text.rpartition(".")[0]
            yield from [address] if address in before else []
        elif value is not None:
            yield from (other.address for other in before.values() if _is_called(other, value, one))


def _is_called(other: Resource, name: object, guard: Resource) -> bool:
    is_candidate = (
        other.mode == "managed" and not other.type.endswith(_GUARDS) and other.type in _owners(guard.type)
    )
    return is_candidate and any(other.attributes.get(key) == name for key in _CALLED)


def _owners(kind: str) -> tuple[str, ...]:
    """`aws_s3_bucket_policy` guards an `aws_s3_bucket`; a permission guards a function."""
    plain = next(kind.removesuffix(end) for end in _GUARDS if kind.endswith(end))
    return plain, f"{plain}_function"
