"""The steps of the workflows that compare a pull request and comment on it, run as GitHub runs them."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from drift.repository import SPEC, new_repository

ROOT = Path(__file__).parents[2]
_AS_SOMEBODY = ("-c", "user.name=a", "-c", "user.email=a@example.com")

# Answers with the id of a comment, if there is one, and keeps what it is given to write.
_GH = """\
#!/bin/sh
case "$*" in
  *--paginate*) printf '%s\\n' "$*" > "$LOG/asked"; cat "$LOG/id" 2>/dev/null || true ;;
  *) printf '%s\\n' "$*" > "$LOG/wrote"; cp comment.md "$LOG/body" ;;
esac
"""
_UVX = '#!/bin/sh\nshift 3\nexec "$PYTHON" -m podspec "$@"\n'


def _step(workflow: str, name: str) -> str:
    document: dict[str, Any] = yaml.safe_load((ROOT / f".github/workflows/{workflow}").read_text("utf-8"))
    (job,) = document["jobs"].values()
    (script,) = [step["run"] for step in job["steps"] if step.get("name") == name]
    assert isinstance(script, str)
    return script


def _run(script: str, folder: Path, **variables: str) -> None:
    """As GitHub does: `bash -e -o pipefail`, with fakes before all other programs."""
    programs = folder.parent / "programs"
    programs.mkdir(exist_ok=True)
    for name, text in (("gh", _GH), ("uvx", _UVX)):
        (programs / name).write_text(text, "utf-8")
        (programs / name).chmod(0o755)
    own = {"PATH": f"{programs}:{os.environ['PATH']}", "LOG": str(folder.parent), "PYTHON": sys.executable}
    command = ["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", "-c", script]
    subprocess.run(command, cwd=folder, env={**os.environ, **own, **variables}, check=True)


def _comment(folder: Path) -> str:
    variables = {"REPOSITORY": "acme/web", "NUMBER": "7", "SERVICE": "web", "RUN": "https://example.com/run"}
    _run(_step("podspec-comment.yml", "Write or replace the comment"), folder, GH_TOKEN="", **variables)
    return (folder.parent / "body").read_text("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the job runs."""
    made = tmp_path / "work"
    made.mkdir()
    return made


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def test_what_podspec_says_comes_first_and_the_plans_behind_it(folder: Path) -> None:
    _write(folder / "diff/comment.md", "## podspec diff\n")
    _write(folder / "plans/dev/summary.md", "<details>dev</details>\n")
    _write(folder / "plans/prod/summary.md", "<details>prod</details>\n")
    lines = [line for line in _comment(folder).splitlines() if line]
    assert lines == [
        "<!-- podspec: web -->",
        "## podspec diff",
        "## Terraform: web",
        "<details>dev</details>",
        "<details>prod</details>",
    ]
    assert "--method POST repos/acme/web/issues/7/comments" in (folder.parent / "wrote").read_text("utf-8")


def test_a_comment_of_its_own_is_replaced(folder: Path) -> None:
    (folder.parent / "id").write_text("42\n43\n", "utf-8")
    _comment(folder)
    assert "--method PATCH repos/acme/web/issues/comments/42" in (folder.parent / "wrote").read_text("utf-8")
    asked = (folder.parent / "asked").read_text("utf-8")
    assert 'select(.user.login == "github-actions[bot]"' in asked
    assert 'startswith("<!-- podspec: web -->")' in asked


def test_what_does_not_fit_is_counted_and_nothing_is_cut(folder: Path) -> None:
    _write(folder / "diff/comment.md", "é" * 30_000 + "\n")
    for name in ("a", "b", "c"):
        _write(folder / f"plans/{name}/summary.md", f"<details>{name * 3_000}</details>\n")
    body = _comment(folder)
    assert len(body.encode()) < 65_536
    assert body.count("<details>") == body.count("</details>") == 1
    assert "2 more in [the summaries of this run](https://example.com/run)." in body


def test_where_a_job_failed_the_other_one_is_heard(folder: Path) -> None:
    _write(folder / "plans/dev/summary.md", "<details>dev</details>\n")
    assert "<details>dev</details>" in _comment(folder)


def test_a_merge_is_compared_with_the_branch_that_it_goes_into(folder: Path) -> None:
    made = new_repository(folder / "checkout")
    assert made.podspec("render") == 0
    made.git("add", "-A")
    made.git(*_AS_SOMEBODY, "commit", "-qm", "one")
    made.git("branch", "-m", "trunk")
    made.git("checkout", "-qb", "change")
    made.replace(SPEC, "memory_mb: 256", "memory_mb: 512")
    assert made.podspec("render") == 0
    made.git(*_AS_SOMEBODY, "commit", "-qam", "more")
    made.git("checkout", "-q", "trunk")
    made.write("README.md", "later\n")
    made.git("add", "README.md")
    made.git(*_AS_SOMEBODY, "commit", "-qm", "two")
    made.git(*_AS_SOMEBODY, "merge", "-q", "--no-edit", "change")
    shallow = folder / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth=2", f"file://{made.root}", str(shallow)], check=True)
    summary = folder / "summary.md"
    variables = {"PODSPEC": "podspec", "INSTEAD": "", "SPEC": SPEC, "GITHUB_STEP_SUMMARY": str(summary)}
    _run(_step("podspec-diff.yml", "Compare"), shallow, **variables)
    for page in (summary, shallow / "diff/comment.md"):
        assert "memory_size: 256 → 512" in page.read_text("utf-8")
        assert "`HEAD^1` → `the working specs`" in page.read_text("utf-8")
