"""Repositories with many small services: what podspec, the floor and the peers are given at scale."""

from __future__ import annotations

from pathlib import Path

from scratch import PODSPEC, Scratch, run

#: Files that each service has in a peer's repository: the size at which others have measured these tools.
PEER_FILES = 12
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


def files_below(folder: Path) -> int:
    """How many files there are."""
    return sum(path.is_file() for path in folder.rglob("*"))


# -- the peers ---------------------------------------------------------------------------------------------

_KAPITAN_TARGET = """\
classes: [service]
parameters: {{name: {name}, target_name: {name}, kapitan: {{vars: {{target: {name}}}}}}}
"""
_KAPITAN_CLASS = """\
parameters:
  memory: 512
  kapitan:
    compile: [{output_path: ., input_type: jinja2, input_paths: [templates/service]}]
"""
_TEXT = "\n".join(f'  setting_{number} = "value {number} of {{name}}"' for number in range(40))
_BLOCK = f'resource "aws_thing" "it" {{\n  name   = "{{name}}"\n  memory = {{memory}}\n{_TEXT}\n}}\n'


def kapitan_repository(place: Scratch, count: int) -> Path:
    """An inventory of one target for each service, each of a dozen Jinja templates."""
    root = place.fresh_folder()
    _write(root / "inventory" / "classes" / "service.yml", _KAPITAN_CLASS)
    for name in names(count):
        _write(root / "inventory" / "targets" / f"{name}.yml", _KAPITAN_TARGET.format(name=name))
    of_kapitan = {"{name}": "{{ inventory.parameters.name }}", "{memory}": "{{ inventory.parameters.memory }}"}
    for number in range(PEER_FILES):
        _write(root / "templates" / "service" / f"part-{number}.tf", _filled(of_kapitan))
    return root


_PROJEN = """\
const { Project, TextFile } = require(process.env.PROJEN);
const text = %s;
const root = new Project({ name: 'services' });
for (const name of %s) {
  const service = new Project({ name, parent: root, outdir: `services/${name}` });
  for (let number = 0; number < %d; number++)
    new TextFile(service, `part-${number}.tf`, { lines: text(name, 512).split('\\n') });
}
root.synth();
"""
#: What a projen project writes beside what it is told to.
_PROJENS_OWN = 4


def projen_repository(place: Scratch, count: int) -> Path:
    """A project with one subproject for each service; with projen's own files each has a dozen."""
    root = place.fresh_folder()
    of_projen = {"{name}": "${name}", "{memory}": "${memory}"}
    text = f"(name, memory) => `{_filled(of_projen)}`"
    _write(root / ".projenrc.js", _PROJEN % (text, names(count), PEER_FILES - _PROJENS_OWN))
    return root


def _filled(braces: dict[str, str]) -> str:
    text = _BLOCK
    for word, value in braces.items():
        text = text.replace(word, value)
    return text


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
