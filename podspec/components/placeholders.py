"""Values that only an example has. Nothing real can be built of them, so the first run stops at them."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from podspec.model.environment import Environment
from podspec.model.spec import Spec

# One digit twelve times, and the accounts of AWS's own documentation.
_ACCOUNT = re.compile(r"([0-9])\1{11}|123456789012|012345678901|111122223333|444455556666|777788889999")
_OWNERS = {"acme", "example", "octo-org", "octocat", "owner", "your-org"}
# Names that nobody can ever own. Source: RFC 2606 (2026-11).
_DOMAIN = re.compile(r"(^|.*[.@])(example\.(com|net|org)|[^.@]+\.(test|example|invalid|localhost))")


class Placeholder(NamedTuple):
    """A value of the spec, by its path, that stands for one that nobody has put in yet."""

    path: str
    value: str


def placeholders(spec: Spec, environments: Iterable[Environment]) -> list[Placeholder]:
    """All that are left in a spec, in the order of its lines."""
    found = [one for one in _values(spec, environments) if _is_placeholder(one)]
    return list(dict.fromkeys(found))


def _values(spec: Spec, environments: Iterable[Environment]) -> Iterator[Placeholder]:
    yield Placeholder("repository.slug", spec.repository.slug)
    if spec.registry is not None:
        yield Placeholder("registry.account", spec.registry.account)
    for one in environments:
        yield Placeholder(f"environments.{one.name}.account", one.account)
        if one.domain is not None:
            yield Placeholder(f"environments.{one.name}.domain.zone", one.domain.zone)
        for reviewer in one.approval.reviewers if one.approval is not None else ():
            yield Placeholder(f"environments.{one.name}.approval.reviewers", reviewer)
        for address in one.observability.notify:
            yield Placeholder("observability.notify", address)


def _is_placeholder(one: Placeholder) -> bool:
    field = one.path.rpartition(".")[2]
    if field == "account":
        return _ACCOUNT.fullmatch(one.value) is not None
    if field in {"slug", "reviewers"}:
        return one.value.partition("/")[0].lower() in _OWNERS
    return _DOMAIN.fullmatch(one.value) is not None
