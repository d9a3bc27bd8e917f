"""The module encryption behaves as it says."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from proof.offline.verifier import Verifier
from proof.rendered import render

pytestmark = pytest.mark.proof

TESTS = Path(__file__).with_name("modules") / "encryption.tftest.hcl"


def test_the_module_keeps_its_promises(verifier: Verifier, tmp_path: Path) -> None:
    module = render("", tmp_path) / "modules/encryption"
    shutil.copy(TESTS, module)
    for step in (verifier.init(module), verifier.test(module)):
        assert step.ok, step
    assert "0 failed" in step.output
