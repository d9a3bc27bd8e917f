"""What the profiles share: names of packages, and lists with the costliest first."""

from __future__ import annotations

import sys
from collections.abc import Mapping


def package(module: str) -> str:
    """The package that a module belongs to; podspec's own by part, the standard library as one."""
    first, *rest = module.split(".")
    if first == "podspec":
        return ".".join([first, *rest[:1]])
    return "(standard library)" if first in sys.stdlib_module_names else first


def ranking(milliseconds: Mapping[str, float], shown: int | None = None) -> str:
    """The costliest first, one a line; all of them, or only the first `shown`."""
    ordered = sorted(milliseconds.items(), key=lambda one: (-one[1], one[0]))
    return "\n".join(f"{spent:8.1f} ms  {name}" for name, spent in ordered[:shown])
