"""Where Terraform believes to be: the account, the region and the folder it runs in."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from podspec.model.regions import partition_of

ACCOUNT = "123456789012"  # the account of AWS's own examples
REGION = "us-east-1"


@dataclass
class Place:
    """What the `provider` blocks of one run say of account and region.

    All aliases of a provider talk to one server and cannot be told apart. Where they disagree, the answer
    is therefore always the same: `ACCOUNT` and `REGION`.

    Attributes:
        folder: Terraform's working directory, to which paths in a configuration are relative.
    """

    folder: Path = field(default_factory=Path)
    _accounts: set[str] = field(default_factory=set)
    _regions: set[str] = field(default_factory=set)

    def enter(self, folder: Path) -> None:
        """Forget the last run; the next one is in `folder`."""
        self.folder = folder
        self._accounts.clear()
        self._regions.clear()

    def configured(self, provider: dict[str, Any]) -> None:
        """Note what a `provider "aws"` block says."""
        if isinstance(provider.get("region"), str):
            self._regions.add(provider["region"])
        allowed = provider.get("allowed_account_ids")
        if isinstance(allowed, list):
            self._accounts.update(each for each in allowed if isinstance(each, str))

    @property
    def account(self) -> str:
        """The 12-digit id of the account."""
        return _only(self._accounts, ACCOUNT)

    @property
    def region(self) -> str:
        """The region's name."""
        return _only(self._regions, REGION)

    @property
    def partition(self) -> str:
        """The partition that the region lies in: the second word of its ARNs."""
        return partition_of(self.region) or "aws"

    @property
    def dns_suffix(self) -> str:
        """Domain of AWS's endpoints in the partition."""
        return "amazonaws.com.cn" if self.partition == "aws-cn" else "amazonaws.com"


def _only(said: set[str], default: str) -> str:
    return next(iter(said)) if len(said) == 1 else default
