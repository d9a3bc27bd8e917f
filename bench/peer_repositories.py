"""What the peers are given: the same files in each one's own manner, for one service or for many."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from fleet import names
from scratch import Scratch

MEMORY = "512"
_TEXT = "\n".join(f'  setting_{number} = "value {number} of {{name}}"' for number in range(40))
_BLOCK = f'resource "aws_thing" "it" {{\n  name   = "{{name}}"\n  memory = {{memory}}\n{_TEXT}\n}}\n'


def filled(name: str, memory: str) -> str:
    """The text of every file: with the words of a peer's template language, or with a service's own values."""
    return _BLOCK.replace("{name}", name).replace("{memory}", memory)


_KAPITAN_TARGET = """\
classes: [service]
parameters: {{name: {name}, target_name: {name}, kapitan: {{vars: {{target: {name}}}}}}}
"""
_KAPITAN_CLASS = f"""\
parameters:
  memory: {MEMORY}
  kapitan:
    compile: [{{output_path: ., input_type: jinja2, input_paths: [templates/service]}}]
"""


def kapitan_repository(place: Scratch, services: int, files: int) -> Path:
    """An inventory of one target for each service, each of so many Jinja templates."""
    text = filled("{{ inventory.parameters.name }}", "{{ inventory.parameters.memory }}")
    targets = {f"inventory/targets/{name}.yml": _KAPITAN_TARGET.format(name=name) for name in names(services)}
    templates = {f"templates/service/part-{number}.tf": text for number in range(files)}
    return _folder(place, {"inventory/classes/service.yml": _KAPITAN_CLASS, **targets, **templates})


_PROJEN = """\
const { Project, TextFile } = require(%s);
const text = (name, memory) => `%s`;
const fill = (project) => {
  for (let number = 0; number < %d; number++)
    new TextFile(project, `part-${number}.tf`, { lines: text(project.name, %s).split('\\n') });
};
"""
_ONE_PROJECT = """\
const service = new Project({ name: %s });
fill(service);
service.synth();
"""
_MANY_PROJECTS = """\
const root = new Project({ name: 'services' });
for (const name of %s)
  fill(new Project({ name, parent: root, outdir: `services/${name}` }));
root.synth();
"""
#: What a projen project writes beside what it is told to.
_PROJENS_OWN = 4


def projen_repository(place: Scratch, package: Path, services: int, files: int) -> Path:
    """A project for one service, or one with a subproject for each; with projen's own, each has so many files."""
    common = (json.dumps(str(package)), filled("${name}", "${memory}"), files - _PROJENS_OWN, MEMORY)
    called = names(services)
    rest = _MANY_PROJECTS % json.dumps(called) if services > 1 else _ONE_PROJECT % json.dumps(called[0])
    return _folder(place, {".projenrc.js": _PROJEN % common + rest})


def cookiecutter_template(place: Scratch, files: int) -> Path:
    """A template of a folder with so many files, and settings that keep its notes out of the home folder."""
    text = filled("{{ cookiecutter.name }}", "{{ cookiecutter.memory }}")
    answers = json.dumps({"name": names(1)[0], "memory": MEMORY})
    parts = {f"template/{{{{cookiecutter.name}}}}/part-{number}.tf": text for number in range(files)}
    root = _folder(place, {"template/cookiecutter.json": answers, **parts})
    settings = {"replay_dir": str(root / "replay"), "cookiecutters_dir": str(root / "cookiecutters")}
    _write(root, {"settings.yml": json.dumps(settings)})
    return root


def copier_template(place: Scratch, files: int) -> Path:
    """A template of so many files, and its two questions with their answers."""
    questions = json.dumps(
        {"name": {"type": "str", "default": names(1)[0]}, "memory": {"type": "int", "default": 512}}
    )
    parts = {f"part-{number}.tf.jinja": filled("{{ name }}", "{{ memory }}") for number in range(files)}
    return _folder(place, {"copier.yml": questions, **parts})


def _folder(place: Scratch, texts: Mapping[str, str]) -> Path:
    root = place.fresh_folder()
    _write(root, texts)
    return root


def _write(root: Path, texts: Mapping[str, str]) -> None:
    for path, text in texts.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
