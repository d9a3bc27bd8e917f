"""What CloudWatch would say about the body of a dashboard.

Source: Amazon CloudWatch API reference, dashboard body structure and syntax; CloudWatch user guide, using metric
math (2026-11).
"""

from __future__ import annotations

import json
import re
from itertools import combinations
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Widget = dict[str, Any]
Metric = tuple[str, str, tuple[tuple[str, str], ...]]

COLUMNS = 24
WIDGETS = 500
# What the properties of each type of widget have to hold, and may hold.
REQUIRED = {"alarm": {"alarms"}, "log": {"query", "region"}, "metric": {"region"}, "text": {"markdown"}}
ALLOWED = {
    "alarm": {"alarms", "sortBy", "states", "title"},
    "log": {"query", "region", "title", "view"},
    "metric": {"annotations", "metrics", "period", "region", "stacked", "title", "view"},
    "text": {"background", "markdown"},
}
RENDERING = {"color", "expression", "id", "label", "period", "region", "stat", "visible", "yAxis"}
_ID = re.compile(r"[a-z][a-zA-Z0-9_]*")
_STAT = re.compile(r"SampleCount|Average|Sum|Minimum|Maximum|p\d{1,2}(\.\d+)?")
_FUNCTION = re.compile(r"[A-Z]+(?=\()")


def complaints(body: str) -> list[str]:
    """Everything that is wrong with a body."""
    widgets = json.loads(body)["widgets"]
    found = [f"{len(widgets)} widgets"] if len(widgets) > WIDGETS else []
    found += [f"{_named(one)}: {what}" for one in widgets for what in (*_of_place(one), *_of_content(one))]
    return found + [f"{_named(a)} lies on {_named(b)}" for a, b in combinations(widgets, 2) if _overlap(a, b)]


def _named(widget: Widget) -> str:
    return str(widget["properties"].get("title", widget["type"]))


def _of_place(widget: Widget) -> Iterator[str]:
    place = [widget[key] for key in ("x", "y", "width", "height")]
    if not all(isinstance(one, int) and one >= 0 for one in place):
        yield f"{place} is no place"
    if not 1 <= widget["width"] <= COLUMNS - widget["x"]:
        yield "outside the grid"
    if not 1 <= widget["height"] <= 1000:
        yield "too high"


def _overlap(one: Widget, other: Widget) -> bool:
    return all(
        one[at] < other[at] + other[size] and other[at] < one[at] + one[size]
        for at, size in (("x", "width"), ("y", "height"))
    )


def _of_content(widget: Widget) -> Iterator[str]:
    kind, properties = widget["type"], widget["properties"]
    if lacking := REQUIRED[kind] - properties.keys():
        yield f"lacks {lacking}"
    if unknown := properties.keys() - ALLOWED[kind]:
        yield f"has {unknown}"
    if kind == "alarm" and not 1 <= len(properties["alarms"]) <= 100:
        yield "1 to 100 alarms"
    if kind == "log" and not properties["query"].startswith("SOURCE '"):
        yield "no log group"
    if kind == "metric":
        yield from _of_graph(properties)


def _of_graph(properties: dict[str, Any]) -> Iterator[str]:
    if not properties.get("metrics") and not properties.get("annotations", {}).get("alarms"):
        yield "shows nothing"
    if properties.get("period", 60) % 60:
        yield "no period"
    rows = properties.get("metrics", [])
    ids = [_options(row)["id"] for row in rows if "id" in _options(row)]
    if len(set(ids)) < len(ids) or not all(_ID.fullmatch(one) for one in ids):
        yield f"ids {ids}"
    for row in rows:
        yield from _of_row(row, set(ids))


def _options(row: list[Any]) -> dict[str, Any]:
    return row[-1] if isinstance(row[-1], dict) else {}


def _of_row(row: list[Any], ids: set[str]) -> Iterator[str]:
    options = _options(row)
    names = row[:-1] if options else row
    if unknown := options.keys() - RENDERING:
        yield f"{row} has {unknown}"
    if "stat" in options and not _STAT.fullmatch(options["stat"]):
        yield f"no statistic {options['stat']}"
    if "expression" in options:
        if names:
            yield f"{row} is both a metric and an expression"
        yield from _of_expression(options["expression"], ids)
    elif len(names) < 2 or len(names) % 2 or not all(isinstance(one, str) and one for one in names):
        yield f"{row} is no metric"


def _of_expression(expression: str, ids: set[str]) -> Iterator[str]:
    if unknown := set(_FUNCTION.findall(expression)) - {"FILL", "IF", "SEARCH", "PROP"}:
        yield f"no function {unknown}"
    # What SEARCH asks for stands in quotation marks.
    used = set(re.findall(r"\b[a-z]\w*", re.sub(r"'[^']*'", "", expression)))
    if used - ids:
        yield f"{expression} uses {used - ids}"


def metrics(body: str) -> set[Metric]:
    """Every metric that a dashboard shows: namespace, name, and dimensions."""
    rows = [row for one in json.loads(body)["widgets"] for row in one["properties"].get("metrics", [])]
    named = (row[:-1] if isinstance(row[-1], dict) else row for row in rows)
    return {(row[0], row[1], tuple(zip(row[2::2], row[3::2], strict=True))) for row in named if row}


def alarms(body: str) -> set[str]:
    """ARNs of every alarm that a dashboard shows."""
    properties = [one["properties"] for one in json.loads(body)["widgets"]]
    listed = [one.get("alarms", []) + one.get("annotations", {}).get("alarms", []) for one in properties]
    return {arn for arns in listed for arn in arns}


def log_groups(body: str) -> set[str]:
    """Names of every log group that a dashboard asks."""
    queries = [one["properties"]["query"] for one in json.loads(body)["widgets"] if one["type"] == "log"]
    return {name for query in queries for name in re.findall(r"SOURCE '([^']+)'", query)}
