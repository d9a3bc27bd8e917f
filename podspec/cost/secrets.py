"""Secrets, their copies in the other regions, and the key that each region has for them."""

from collections.abc import Iterator

from podspec.cost.use import CostScope, Use, counted, use


def uses(scope: CostScope) -> Iterator[Use]:
    """What the secrets of one region use: a copy costs as much as what it was copied from."""
    count = len(scope.environment.secrets)
    if count:
        yield use("secret", "secret", counted(count, "secret", "" if scope.is_first else "a copy each"))
        yield use("KMS key", "key", counted(1, "key", "of the secrets"))
