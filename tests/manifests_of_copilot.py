"""Manifests of AWS Copilot for unit tests, and what becomes of them."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import strategies as st

from podspec.authoring.copilot.carrier import Carried
from podspec.authoring.copilot.carry import carry
from podspec.authoring.copilot.manifest import Manifest
from podspec.authoring.copilot.settle import environment_names
from podspec.authoring.copilot.unfit import UNFIT
from podspec.model.source import Source
from podspec.pipeline.parse import parse

KNOWN = sorted({part for path in UNFIT for part in path if isinstance(part, str)})
FIELDS = [
    *KNOWN,
    *(
        "name",
        "type",
        "port",
        "alias",
        "cpu",
        "memory",
        "platform",
        "variables",
        "secrets",
        "environments",
        "context",
    ),
    *("dockerfile", "min", "max", "value", "placement", "retention", "spot", "requests", "cpu_percentage", "x"),
]
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-5, 100_000),
    st.sampled_from(
        ["/", "1-10", "linux/arm64", "private", "a.example.com", "${COPILOT_X}", "awsxray", "", "é\n#:"]
    ),
    st.text(st.characters(codec="utf-8", exclude_categories=["C"]), max_size=5),
)
TREES = st.recursive(
    VALUES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(FIELDS), inner, max_size=6)
    ),
    max_leaves=12,
)


def manifest(values: dict[str, Any], file: str = "copilot/a/manifest.yml") -> Manifest:
    """A manifest of these values; JSON is YAML."""
    tree = parse(Source(file, json.dumps(values, indent=1, ensure_ascii=False) + "\n")).value
    assert tree is not None
    return Manifest(file, tree)


def carried(values: dict[str, Any], *targets: str) -> Carried:
    """What becomes of a manifest of these values."""
    made = manifest({"name": "a", **values})
    return carry(made, targets or ("ec2",), "a", environment_names(made.environments))


def lines(of: Carried) -> dict[str, Any]:
    """The lines of a spec, by path."""
    return {".".join(line.path): line.value for line in of.lines}


def left(of: Carried) -> set[str]:
    """The paths of what was left behind."""
    return {".".join(map(str, one.path)) for one in of.left}
