"""The policy of an organisation says things in every report: whatever they look like, they are texts there."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from compiling import AS_OF
from figures.figure import figure
from full import as_yaml
from hostile.canaries.places import Place, places
from hostile.canaries.shapes import MARKER, SHAPES
from hostile.escapes.test_log import ELEMENTS, READER, Page
from runner import command, lines
from specimens import PLAIN

from podspec.compiler import analyse_all
from podspec.model.layout import POLICY_FILE
from podspec.model.policy import PolicyFile
from podspec.model.report import Report
from podspec.reporters import FORMATS, reporter
from podspec.reporters.style import Style

FILE = "service.yaml"
_REASON = {"reason": "auditors ask for it", "help": "ask the platform team"}
#: A policy that the base spec breaks in each way.
POLICY: dict[str, Any] = {
    "version": 1,
    "applies_to": ["*"],
    "required": [{"path": "service.owner", **_REASON, "applies_to": ["*"]}],
    "forbidden": [{"path": "container.architecture", "equals": "arm64", **_REASON}],
    "rules": [
        {
            "code": "ACME001",
            "must": {"path": "service.description", "matches": "a .*"},
            "message": "nobody knows what it is for",
            "severity": "warning",
            **_REASON,
        }
    ],
}
PLACES = places(PolicyFile.model_json_schema(by_alias=True))


def _run(policy: dict[str, Any], folder: Path) -> Report:
    (folder / POLICY_FILE).write_text(as_yaml(policy), "utf-8")
    spec = folder / FILE
    spec.write_text(PLAIN, "utf-8")
    found = analyse_all(folder, ((spec, FILE),), AS_OF)
    sources = {source.path: source for one in found for source in one.sources}
    return Report(
        "validate", (FILE,), findings=tuple(d for one in found for d in one.diagnostics), sources=sources
    )


def _is_told_safely(run: Report) -> None:
    """Each format is read back by a reader of its own."""
    said = {name: reporter(name)(run, Style()) for name in FORMATS}
    count = len(run.findings)
    for name in ("text", "concise"):
        assert not [line for line in lines(said[name]) if command(line)], said[name]
    assert len([line for line in lines(said["github"]) if command(line)]) == count
    for name in ("json", "sarif", "gitlab"):
        assert json.loads(said[name]) is not None
    assert len(json.loads(said["json"])["findings"]) == count
    assert not {one.tag for one in ET.fromstring(said["junit"]).iter()} - _JUNIT  # noqa: S314 - our own
    for name in ("markdown", "comment"):
        page = Page(READER.render(said[name]))
        assert page.elements <= ELEMENTS, page.elements - ELEMENTS


_JUNIT = {
    "testsuites",
    "testsuite",
    "testcase",
    "failure",
    "error",
    "system-out",
    "properties",
    "property",
    "skipped",
}


def _judged(pairs: list[tuple[Place, str]], folder: Path) -> str:
    counts: Counter[str] = Counter()
    for place, shape in pairs:
        run = _run(place.planted(POLICY, shape), folder)
        _is_told_safely(run)
        is_whole = not any(one.primary.file == POLICY_FILE for one in run.findings)
        counts["accepted" if is_whole else "refused"] += 1
        counts["shown"] += any(MARKER in one.message or MARKER in one.help for one in run.findings)
    return f"policies: {len({str(place) for place, _ in pairs})} places, {dict(counts)}"


def test_the_policy_of_the_test_is_broken_in_each_way(tmp_path: Path) -> None:
    found = _run(POLICY, tmp_path).findings
    assert {one.primary.file for one in found} == {FILE}
    assert len(found) == 3


def test_whatever_a_policy_says_is_a_text_in_every_report(tmp_path: Path) -> None:
    said = [one for one in PLACES if str(one).endswith(("message", "reason", "help"))]
    assert len(said) == 7
    pairs = [(place, SHAPES[(11 * number) % 60]) for number, place in enumerate([*said, *PLACES[::8]])]
    figure(_judged(pairs, tmp_path))


@pytest.mark.long
@pytest.mark.parametrize("chunk", range(4))
def test_every_shape_in_every_place_of_a_policy_is_a_text(chunk: int, tmp_path: Path) -> None:
    figure(_judged([(place, shape) for place in PLACES for shape in SHAPES[chunk::4]], tmp_path))
