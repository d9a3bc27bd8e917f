"""Templates that change: the same spec renders to other bytes, and no line of the spec is to blame."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from drift.repository import DEV, MODULE, SPEC, Repository, drifts, kinds
from own_templates import forget_templates

from podspec.pipeline import templates

Output = pytest.CaptureFixture[str]


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the templates, which podspec reads instead of its own."""
    folder = tmp_path / "templates"
    shutil.copytree(templates.root(), folder)
    monkeypatch.setattr(templates, "root", lambda: folder)
    forget_templates()
    yield folder
    monkeypatch.undo()
    forget_templates()


def append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8")


def module_template(folder: Path) -> Path:
    return folder / "terraform" / "modules" / "lambda" / "function.tf.j2"


def test_a_changed_template_makes_its_files_outdated(copied: Path, repository: Repository, capsys: Output) -> None:
    append(module_template(copied), "\n# one more line\n")
    forget_templates()
    assert kinds(repository, capsys) == {MODULE: "outdated"}


def test_a_stale_file_whose_template_has_changed_is_outdated_also(
    copied: Path, repository: Repository, capsys: Output
) -> None:
    region = copied / "terraform" / "environments" / "{environment}" / "{region}" / "lambda.tf.j2"
    append(region, "\n# one more line\n")
    forget_templates()
    repository.replace(SPEC, "memory_mb: 256", "memory_mb: 512")
    found = drifts(repository, capsys)[DEV]
    assert (found["kind"], found["also"]) == ("stale", ["outdated"])


def test_a_changed_template_with_equal_bytes_is_no_drift(
    copied: Path, repository: Repository, capsys: Output
) -> None:
    template = module_template(copied)
    template.write_text("<%# a comment for those who maintain it %>\n" + template.read_text("utf-8"), "utf-8")
    forget_templates()
    assert drifts(repository, capsys) == {}


def test_rendering_again_cures_what_is_outdated(copied: Path, repository: Repository, capsys: Output) -> None:
    append(module_template(copied), "\n# one more line\n")
    forget_templates()
    assert repository.podspec("render") == 0
    assert repository.read(MODULE).endswith("# one more line\n")
    assert drifts(repository, capsys) == {}
