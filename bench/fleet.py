"""Repositories of podspec's with many small services."""

from __future__ import annotations

from pathlib import Path

from scratch import PODSPEC, Scratch, run

_COMMIT = ["-c", "user.name=bench", "-c", "user.email=bench@example.com", "-c", "commit.gpgsign=false", "commit"]
_SPEC = """\
version: 1
service: {{name: {name}}}
repository: {{slug: acme/services, owner_id: 1001, repository_id: 2003}}
foundation: {foundation}
targets:
  lambda: {{memory_mb: 512}}
environments:
  dev: {{account: "333333333333", regions: [us-east-1]}}
"""


def names(count: int) -> list[str]:
    """What the services are called."""
    return [f"svc-{number:05}" for number in range(count)]


def podspec_repository(place: Scratch, count: int) -> Path:
    """A repository with specs and nothing else: one creates the singletons of the account."""
    root = place.fresh_folder()
    run(["git", "init", "--quiet"], root)
    for name in names(count):
        foundation = "existing" if (root / "specs").exists() else "create"
        _write(root / "specs" / name / "service.yaml", _SPEC.format(name=name, foundation=foundation))
    return root


def commit(root: Path) -> None:
    """Commit all that is there."""
    run(["git", "add", "--all"], root)
    run(["git", *_COMMIT, "--quiet", "--message", "rendered"], root)


def change_one(root: Path, count: int) -> Path:
    """Change a value of the service in the middle, and render it; its folder is given back."""
    spec = root / "specs" / names(count)[count // 2]
    text = (spec / "service.yaml").read_text(encoding="utf-8")
    (spec / "service.yaml").write_text(text.replace("memory_mb: 512", "memory_mb: 1024"), encoding="utf-8")
    run([PODSPEC, "render", str(spec.relative_to(root))], root)
    return spec


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
