"""The real actionlint, over workflows that GitHub runs and such that it does not."""

from pathlib import Path

from checking import found, output, verdict

from podspec.checkers.actionlint import CHECKER, workflows
from podspec.model.check import Outcome

GOOD = "on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - run: echo hello\n"


def test_a_good_workflow_is_clean(tmp_path: Path) -> None:
    said = verdict(CHECKER, output(tmp_path / "a", {".github/workflows/a.yml": GOOD}))
    assert (said.check.outcome, said.check.files, said.findings) == (Outcome.CLEAN, 1, ())
    assert said.check.version


def test_a_wrong_expression_and_a_wrong_script_are_found_where_they_stand(tmp_path: Path) -> None:
    path = "generated/a/workflows/a.yml"
    text = GOOD.replace("echo hello", "echo ${{ steps.none.outputs.x }} $UNQUOTED")
    said = found(verdict(CHECKER, output(tmp_path / "a", {path: text})))
    assert said == [("error", "actionlint/expression", path, 6), ("error", "actionlint/shellcheck", path, 6)]


def test_workflows_are_told_from_other_yaml(tmp_path: Path) -> None:
    files = [".github/workflows/a.yml", "generated/a/workflows/b.yaml", "codedeploy/appspec.yml", "workflows/x.md"]
    assert workflows(output(tmp_path / "a", dict.fromkeys(files, ""))) == files[:2]
