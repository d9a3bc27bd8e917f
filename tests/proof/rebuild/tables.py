"""The shape in which the committed tables of facts are written: sorted JSON, one type per line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

# Plain data, as JSON has it.
Plain = Any

TYPES = Path(__file__).with_name("types.txt")


def wanted_types() -> set[str]:
    """The names in types.txt."""
    lines = (line for line in TYPES.read_text().splitlines() if not line.startswith("#"))
    return {name for line in lines for name in line.split()}


def dumps(table: dict[str, Any], depth: int = 1) -> str:
    """`table` as JSON text in which every entry down to `depth` levels has a line of its own.

    A change of one type then is a change of one line, however long the line.
    """
    return _lines(table, depth, 0) + "\n"


def _lines(value: Plain, depth: int, indent: int) -> str:
    if not depth or not isinstance(value, dict) or not value:
        return json.dumps(value, sort_keys=True, separators=(",", ":"))
    pad = " " * (indent + 1)
    entries = (f"{pad}{json.dumps(k)}: {_lines(v, depth - 1, indent + 1)}" for k, v in sorted(value.items()))
    return "{\n" + ",\n".join(entries) + "\n" + " " * indent + "}"
