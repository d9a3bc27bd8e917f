"""The tutorial leads from an empty folder to Terraform that real Terraform accepts, and shows what is seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from docs.follow import Walk, faults
from docs.stopwatch import TUTORIAL, generated, judged
from proof.offline.verifier import Verifier

pytestmark = pytest.mark.proof


def test_whoever_types_the_tutorial_sees_what_it_shows_and_terraform_takes_what_comes_out(tmp_path: Path) -> None:
    walk = Walk(TUTORIAL, tmp_path)
    seconds = sum(one.said.seconds for one in walk.follow())
    assert not (found := faults(TUTORIAL, walk.done)), found
    with Verifier() as verifier:
        steps = list(judged(verifier, generated(walk)))
    assert len(steps) > 3
    assert [(root, step.output) for root, step in steps if not step.ok] == []
    seconds += sum(step.seconds for _, step in steps)
    print(f"the tutorial took {seconds:.1f} s of the machine's time")  # noqa: T201 - told, and not judged
