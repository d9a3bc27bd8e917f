"""The key that encrypts what an environment keeps in one region."""

from collections.abc import Iterator

from podspec.cost.use import CostScope, Use, counted, use


def uses(_scope: CostScope) -> Iterator[Use]:
    """One key in each region."""
    yield use("KMS key", "key", counted(1, "key", "of the environment"))
