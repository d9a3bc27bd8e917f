"""The real zizmor, in its strictest persona."""

from pathlib import Path

from checking import found, output, verdict

from podspec.checkers.zizmor import CHECKER

GOOD = """\
name: a
on:
  push:
permissions: {}
concurrency:
  group: a
  cancel-in-progress: false
jobs:
  a:
    name: a
    runs-on: ubuntu-latest
    steps:
      - run: echo hello
"""


def test_a_good_workflow_is_clean(tmp_path: Path) -> None:
    assert found(verdict(CHECKER, output(tmp_path / "a", {".github/workflows/a.yml": GOOD}))) == []


def test_an_expression_of_a_strangers_in_a_script_is_found(tmp_path: Path) -> None:
    text = GOOD.replace("echo hello", "echo ${{ github.event.issue.title }}").replace("push:", "issues:")
    said = found(verdict(CHECKER, output(tmp_path / "a", {".github/workflows/a.yml": text})))
    assert ("error", "zizmor/template-injection", ".github/workflows/a.yml", 13) in said
