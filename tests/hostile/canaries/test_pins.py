"""What a repository says about the actions that all its workflows use stays what it is, or is refused."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from figures.figure import figure
from hostile.canaries.judge import Planted, escapes
from hostile.canaries.shapes import HARMLESS, MARKER, SHAPES

from podspec.compiler import compile_repository
from podspec.model.layout import PINS_FILE

ACTION, VERSION, SHA = "actions/checkout", "v7.0.1", "0123456789" * 4
#: The three texts of an entry, with what a shape is put behind.
_PARTS = (ACTION, f"{VERSION}-", SHA)


def _planted(part: str, text: str, folder: Path) -> Planted:
    name, version, sha = (text if one == part else one.rstrip("-") for one in _PARTS)
    pins = {name: {"version": version, "sha": sha}}
    (folder / PINS_FILE).write_text(json.dumps(pins), "utf-8")
    return Planted(text, compile_repository(folder))


@pytest.mark.parametrize(
    "shapes", [pytest.param(SHAPES[::12], id="some"), pytest.param(SHAPES, id="all", marks=pytest.mark.long)]
)
def test_no_pin_becomes_code_in_the_shared_workflows(shapes: list[str], tmp_path: Path) -> None:
    counts: Counter[str] = Counter()
    for part in _PARTS:
        for shape in (*shapes, MARKER, f"-{MARKER}", f".{MARKER}+x"):
            for text in (shape, f"{part}{shape}"):
                canary = _planted(part, text, tmp_path)
                if canary.is_refused:
                    counts["+".join(canary.codes)] += 1
                    continue
                counts["accepted"] += 1
                assert list(escapes(canary, _planted(part, text.replace(MARKER, HARMLESS), tmp_path))) == []
    assert counts["accepted"] >= 3
    assert counts["PS108"]
    figure(f"pins: {dict(counts)}, 0 escapes")
