"""The real checkov, in its environment of its own. It takes seconds to start."""

from pathlib import Path

import pytest
from checking import CHECKOV, found, output, verdict

from podspec.checkers.checkov import CHECKER
from podspec.model.check import Outcome

OPEN = 'resource "aws_sns_topic" "open" {\n  name = "open"\n}\n'
CLOSED = OPEN.replace('"open"\n', '"open"\n  kms_master_key_id = "alias/a"\n')


@pytest.fixture(autouse=True)
def on_the_path(monkeypatch: pytest.MonkeyPatch) -> None:
    assert CHECKOV.is_file(), "checkov is missing: `make .venv/checkov.stamp` installs it"
    monkeypatch.setenv("PATH", str(CHECKOV.parent), prepend=":")


@pytest.mark.long
def test_each_services_tree_is_judged_and_findings_have_the_repositorys_paths(tmp_path: Path) -> None:
    files = {
        "generated/a/terraform/modules/m/main.tf": OPEN,
        "generated/b/terraform/global/main.tf": CLOSED,
    }
    said = verdict(CHECKER, output(tmp_path / "a", files))
    assert said.check.outcome is Outcome.FINDINGS
    assert found(said) == [("error", "CKV_AWS_26", "generated/a/terraform/modules/m/main.tf", 1)]
