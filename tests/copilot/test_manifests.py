"""Whole manifests, each beside the spec that it becomes and what a person is told: a new case is three files."""

import os
from pathlib import Path

import pytest

from podspec.cli import run

Output = pytest.CaptureFixture[str]
MANIFESTS = sorted((Path(__file__).parent / "manifests").glob("*.yml"))
#: Kinds of workload that podspec has no target for, unless one is asked for.
CHOSEN = {"backend": "ec2", "worker": "ec2", "job": "lambda"}


def place(manifest: Path, workspace: Path) -> str:
    """Put a manifest where Copilot keeps it; its path from the workspace."""
    path = f"copilot/{manifest.stem}/manifest.yml"
    (workspace / path).parent.mkdir(parents=True)
    (workspace / path).write_bytes(manifest.read_bytes())
    return path


def _arguments(manifest: Path, path: str) -> list[str]:
    chosen = CHOSEN.get(manifest.stem)
    target = ["--target", chosen] if chosen else []
    return ["init", "--from", "copilot", path, "--account", "123456789012", "--ids", "1,2", "--yes", *target]


@pytest.mark.parametrize("manifest", MANIFESTS, ids=lambda path: path.stem)
def test_a_manifest_becomes_the_spec_and_the_report_that_are_on_record(
    manifest: Path, workspace: Path, capsys: Output
) -> None:
    assert run(_arguments(manifest, place(manifest, workspace))) == 0
    said = capsys.readouterr().out
    (spec,) = workspace.glob("specs/*/service.yaml")
    records = {".spec": spec.read_text("utf-8"), ".out": said}
    for suffix, text in records.items():
        record = manifest.with_suffix(suffix)
        if os.environ.get("PODSPEC_UPDATE_GOLDEN"):
            record.write_text(text, "utf-8")
        assert text == record.read_text("utf-8")


def _rendered(manifest: Path) -> object:
    """One for each target renders in the short run."""
    short = manifest.stem in {"environments", "app-runner"}
    return pytest.param(manifest, id=manifest.stem, marks=() if short else pytest.mark.long)


@pytest.mark.parametrize("manifest", [_rendered(one) for one in MANIFESTS])
def test_what_a_manifest_becomes_renders(manifest: Path, workspace: Path, capsys: Output) -> None:
    assert run(_arguments(manifest, place(manifest, workspace))) == 0
    assert run(["render"]) == 0, capsys.readouterr().out


@pytest.mark.parametrize("stem", CHOSEN)
def test_a_workload_without_a_target_is_refused_and_nothing_is_written(
    stem: str, workspace: Path, capsys: Output
) -> None:
    manifest = next(one for one in MANIFESTS if one.stem == stem)
    path = place(manifest, workspace)
    assert run(["init", "--from", "copilot", path, "--account", "123456789012", "--yes"]) == 2
    said = capsys.readouterr().err
    assert "has no target here" in said
    assert "--target" in said
    assert not (workspace / "specs").exists()


def test_a_manifest_that_is_no_yaml_is_shown_with_the_place(workspace: Path, capsys: Output) -> None:
    (workspace / "manifest.yml").write_text("name: [a\n")
    assert run(["init", "--from", "copilot", "manifest.yml", "--yes"]) == 1
    said = capsys.readouterr().out
    assert "manifest.yml:1:" in said
    assert "the manifest cannot be read" in said


def test_a_file_that_is_no_manifest_is_refused(workspace: Path, capsys: Output) -> None:
    (workspace / "manifest.yml").write_text("type: Helm Chart\n")
    assert run(["init", "--from", "copilot", "manifest.yml", "--yes"]) == 2
    assert "which Copilot does not know; expected Load Balanced Web Service" in capsys.readouterr().err


def test_a_name_that_does_not_fit_is_asked_for(workspace: Path, capsys: Output) -> None:
    (workspace / "manifest.yml").write_text(f"name: {'x' * 30}\ntype: Request-Driven Web Service\n")
    arguments = ["init", "--from", "copilot", "manifest.yml", "--yes", "--account", "123456789012"]
    assert run(arguments) == 2
    assert "give --name" in capsys.readouterr().err
    assert run([*arguments, "--name", "short"]) == 0
    assert "manifest.yml:1: name" in capsys.readouterr().out


def test_paths_of_a_workspace_below_the_root_begin_at_the_root(workspace: Path) -> None:
    path = workspace / "apps" / "copilot" / "web" / "manifest.yml"
    path.parent.mkdir(parents=True)
    path.write_text("name: web\ntype: Request-Driven Web Service\nimage: {build: web/Dockerfile, port: 80}\n")
    assert run(["init", "--from", "copilot", str(path), "--yes", "--account", "123456789012"]) == 0
    assert "context: apps/web # line 3" in (workspace / "specs/web/service.yaml").read_text()


def test_the_how_to_shows_what_is_said(workspace: Path, capsys: Output) -> None:
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "come-from-copilot.md").read_text("utf-8")
    text = page.partition("```yaml\n")[2].partition("```")[0]
    shown = page.partition("it says\n\n```text\n")[2].partition("```")[0]
    path = workspace / "copilot" / "storefront" / "manifest.yml"
    path.parent.mkdir(parents=True)
    path.write_text(text)
    assert run(["init", "--from", "copilot", str(path), "--account", "123456789012", "--yes"]) == 0
    assert shown in capsys.readouterr().out
    spec = (workspace / "specs" / "storefront" / "service.yaml").read_text("utf-8")
    assert all(line in spec for line in page.rpartition("```yaml\n")[2].partition("```")[0].splitlines())
