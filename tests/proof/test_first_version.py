"""Whoever began with the first version of podspec can upgrade: nothing is lost on the way to this one.

`tests/golden/first` is the repository of a podinfo as the first version rendered it. It is never rendered anew.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from podspec.cli import run
from podspec.compiler import compile_all
from podspec.impact.revisions import on_disk, rendered
from podspec.impact.weigh import weigh
from podspec.model.impact import Action, Impact
from podspec.pipeline.discover import manifests
from podspec.pipeline.tree import Tree

FIRST = Path(__file__).parent.parent / "golden" / "first"
SPEC = "specs/podinfo/service.yaml"
LOSSES = {Action.REPLACE, Action.MAY_REPLACE, Action.DESTROY, Action.LEAVE}

#: What later versions replace or destroy on purpose: addresses without their index, and the reason.
MEANT: dict[str, str] = {}


@pytest.fixture(scope="module")
def impact() -> Impact:
    """What this version changes in the output of the first one."""
    from compiling import AS_OF

    tree = Tree(FIRST)
    compiled = compile_all(FIRST, ((FIRST / SPEC, SPEC),), AS_OF)
    assert not [finding for one in compiled for finding in one.diagnostics]
    artifacts = {artifact.path: artifact.content for one in compiled for artifact in one.artifacts}
    named = manifests(FIRST)
    return weigh(on_disk(tree, named), rendered(tree, artifacts, named), {}, {})


def test_no_resource_is_lost_but_those_that_are_meant_to(impact: Impact) -> None:
    lost = {(one.root, one.address) for one in impact.resources if one.action in LOSSES}
    assert not {one for one in lost if one[1].partition("[")[0] not in MEANT}


def test_what_is_meant_to_be_lost_is_lost(impact: Impact) -> None:
    lost = {one.address.partition("[")[0] for one in impact.resources if one.action in LOSSES}
    assert not MEANT.keys() - lost


def test_the_upgrade_is_written_and_then_nothing_has_drifted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = shutil.copytree(FIRST, tmp_path / "first")
    monkeypatch.chdir(root)
    assert run(["upgrade", "--write", *["--replace"] * bool(MEANT)]) == 0
    assert run(["check"]) == 0
