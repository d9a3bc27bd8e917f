"""GitHub, an auditor and a shell find nothing in the workflows and scripts of any spec, committed or made up."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from full import as_yaml
from proof.test_generated_specs import _some_specs

from podspec.compiler import compile_repository, compile_spec

pytestmark = pytest.mark.proof

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
#: Made-up specs, beside the committed ones.
SPECS = 4


def _made_up(folder: Path) -> list[Path]:
    """The workflows and scripts of made-up specs, each below a folder of its own."""
    roots = []
    for number, spec in enumerate(_some_specs(SPECS)):
        file = folder / f"{number}.yaml"
        file.write_text(as_yaml({**spec, "output": {"directory": f"generated/spec-{number}"}}), encoding="utf-8")
        root = folder / f"spec-{number}"
        for artifact in compile_spec(file, f"specs/{number}/service.yaml", date(2026, 11, 23)).artifacts:
            if "/workflows/" in artifact.path or "/scripts/" in artifact.path:
                path = root / artifact.path
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(artifact.content)
        roots.append(root)
    return roots


@pytest.fixture(scope="module")
def roots(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Folders that hold workflows and scripts: the repository itself, and made-up specs."""
    return [ROOT, *_made_up(tmp_path_factory.mktemp("made-up"))]


@pytest.fixture(scope="module")
def repository(roots: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All callers in one repository with the shared workflows, as GitHub wants them."""
    home = tmp_path_factory.mktemp("repository")
    target = home / ".github/workflows"
    target.mkdir(parents=True)
    for artifact in compile_repository(home).artifacts:
        (home / artifact.path).write_bytes(artifact.content)
    for number, root in enumerate(roots):
        folders = ("generated", ".github", "out")
        found = [path for folder in folders for path in (root / folder).rglob("workflows/*.yml")]
        for path in found:
            if not path.name.startswith("podspec-"):
                shutil.copy(path, target / f"{number}-{path.parents[1].name.strip('.')}-{path.name}")
    subprocess.run(["git", "init", "-q", str(home)], check=True)
    assert len(list(target.iterdir())) > 6 * SPECS
    return home


def _said(*command: str | Path, cwd: Path) -> str:
    """What a checker says, if it finds anything."""
    done = subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_actionlint_finds_nothing(repository: Path) -> None:
    assert _said(BIN / "actionlint", "-shellcheck", BIN / "shellcheck", cwd=repository) == ""


def test_zizmor_in_its_strictest_persona_finds_nothing(repository: Path) -> None:
    assert (
        _said(BIN / "zizmor", "--persona", "auditor", "--offline", "--no-progress", ".github", cwd=repository)
        == ""
    )


def test_the_published_schema_takes_them(repository: Path) -> None:
    files = sorted((repository / ".github/workflows").glob("*.yml"))
    command = (BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *files)
    assert _said(*command, cwd=repository) == ""


def test_shellcheck_with_all_its_checks_finds_nothing(roots: list[Path]) -> None:
    folders = [
        folder for root in roots for folder in root.rglob("scripts") if (folder / "lib/common.sh").is_file()
    ]
    folders = [folder for folder in folders if ".venv" not in folder.parts and "templates" not in folder.parts]
    assert len(folders) > SPECS
    seen: set[str] = set()
    for folder in folders:
        # Most scripts are the same for every spec, but for the line that names it: each is judged once.
        told = {
            path: path.read_text("utf-8").partition("run `podspec render`.")[2] for path in folder.rglob("*.sh")
        }
        new = sorted(path for path, text in told.items() if text not in seen)
        seen.update(told.values())
        assert not new or _said(BIN / "shellcheck", "-x", "-o", "all", *new, cwd=folder) == "", folder


# -- what a person writes stays data ------------------------------------------------------------------------

REASONS = [
    "it's",
    'say "x"',
    "$(touch pwned)",
    "`touch pwned`",
    "a; touch pwned",
    "${HOME}",
    "%s\\n'\"'",
    "&& exit 0 #",
]


@pytest.mark.parametrize("reason", REASONS)
def test_a_reason_of_a_waiver_is_read_back_by_the_shell_as_it_was_written(reason: str, tmp_path: Path) -> None:
    spec = {
        "version": 1,
        "service": {"name": "web"},
        "repository": {"slug": "acme/web", "owner_id": 1, "repository_id": 2},
        "supply_chain": {"scan": {"waivers": [{"id": "CVE-2026-1", "reason": reason, "expires": "2027-01-31"}]}},
        "targets": {"lambda": {}},
        "environments": {"dev": {"account": "111111111111", "regions": ["us-east-1"]}},
    }
    file = tmp_path / "service.yaml"
    file.write_text(as_yaml(spec), encoding="utf-8")
    compiled = compile_spec(file, "service.yaml", date(2026, 11, 23))
    (gate,) = [one for one in compiled.artifacts if one.path.endswith("/scan-gate.sh")]
    (line,) = [line for line in gate.content.decode().splitlines() if line.startswith("readonly rules=")]
    script = f'{line}\nprintf %s "${{rules}}"'
    done = subprocess.run(["bash", "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout)["waivers"][0]["reason"] == reason
    assert not (tmp_path / "pwned").exists()
