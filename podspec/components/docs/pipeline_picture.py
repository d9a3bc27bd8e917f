"""The pipeline of the service as a picture: what people look at instead of reading workflows."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from podspec.components import presence
from podspec.components.component import Context
from podspec.components.docs.words import rollout_in_words, rollout_on
from podspec.model.environment import Environment
from podspec.model.scope import ServiceScope

# Sizes in the picture, in its own units: CSS pixels where nothing scales it.
_MARGIN = 24
_WIDTH = 344
_GAP = 56
_LINE = 21
_HEAD = 44
_FOOT = 14
_PER_ROW = 3
_ROW_GAP = 64


class Stage(NamedTuple):
    """One box of the picture: what happens, and where it goes on by itself or asks first."""

    kind: str
    title: str
    lines: tuple[str, ...]


def picture(scope: ServiceScope) -> Context:
    """The boxes with their places, and the arrows from each to the next."""
    boxes = _placed(_stages(scope))
    last = boxes[-1]
    across = min(len(boxes), _PER_ROW)
    return {
        "service": scope.spec.service.name,
        "said": " then ".join(box["title"] for box in boxes),
        "width": 2 * _MARGIN + across * _WIDTH + (across - 1) * _GAP,
        "height": max(box["y"] + box["height"] for box in boxes) + _MARGIN,
        "boxes": boxes,
        "arrows": [_arrow(one, other) for one, other in pairwise(boxes)],
        "last": last["title"],
    }


def _stages(scope: ServiceScope) -> Iterator[Stage]:
    container, supply = scope.spec.container, scope.spec.supply_chain
    yield Stage(
        "build",
        "build once",
        (
            f"test, build for {container.architecture} without credentials",
            f"scan: {supply.scan.fail_on} or worse stops it",
            f"bill of materials: {supply.sbom}",
            "push, sign and attest by digest",
        ),
    )
    for one in scope.environments:
        if one.approval is not None:
            count = len(one.approval.reviewers)
            asked = "its reviewer" if count == 1 else f"one of {count} reviewers"
            yield Stage(
                "ask", f"approve {one.name}", ("Terraform's changes are shown", f"{asked} must agree, once")
            )
        yield Stage("deploy", one.name, tuple(_deploy(one)))


def _deploy(one: Environment) -> Iterator[str]:
    yield "verify signature and attestations"
    yield "apply infrastructure"
    for target in presence.targets(one):
        yield f"{target}: {rollout_in_words(rollout_on(one, target))}"
    regions = list(one.regions)
    yield "in " + regions[0] if len(regions) == 1 else f"in {regions[0]}, then {_rest(regions[1:])}"


def _rest(regions: list[str]) -> str:
    return regions[0] if len(regions) == 1 else f"{len(regions)} more regions"


def _placed(stages: Iterator[Stage]) -> list[Context]:
    """Boxes from left to right, row by row; the boxes of a row are as tall as the tallest of them."""
    all_ = list(stages)
    boxes: list[Context] = []
    top = _MARGIN + 40
    for start in range(0, len(all_), _PER_ROW):
        row = all_[start : start + _PER_ROW]
        height = _HEAD + _FOOT + _LINE * max(len(stage.lines) for stage in row)
        boxes += [_box(stage, number, top, height) for number, stage in enumerate(row)]
        top += height + _ROW_GAP
    return boxes


def _box(stage: Stage, number: int, top: int, height: int) -> Context:
    left = _MARGIN + number * (_WIDTH + _GAP)
    lines = [{"y": top + _HEAD + 12 + _LINE * row, "text": text} for row, text in enumerate(stage.lines)]
    place = {"x": left, "y": top, "width": _WIDTH, "height": height}
    return {
        **place,
        "kind": stage.kind,
        "title": stage.title,
        "text_x": left + 16,
        "title_y": top + 28,
        "lines": lines,
    }


def _arrow(one: Context, other: Context) -> str:
    """The path of the arrow between two boxes: straight in a row, down and back to the next row."""
    if one["y"] == other["y"]:
        middle = one["y"] + one["height"] // 2
        return f"M {one['x'] + _WIDTH + 4} {middle} H {other['x'] - 10}"
    down = one["y"] + one["height"] + _ROW_GAP // 2
    start, end = one["x"] + _WIDTH // 2, other["x"] + _WIDTH // 2
    return f"M {start} {one['y'] + one['height'] + 4} V {down} H {end} V {other['y'] - 10}"
