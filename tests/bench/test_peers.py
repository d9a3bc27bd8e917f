"""A peer is timed only for what it has really written, and left out with a word where it cannot be had."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

_Module = Callable[[str], ModuleType]


def _tried(module: _Module, folder: Path, script: str) -> Path:
    """Try a peer that is a line of shell."""
    place = module("scratch").Scratch(folder)
    text = module("peer_repositories").filled("svc-00000", "512")
    (folder / "text").write_text(text)
    subject = module("timer").Subject("peer", ("sh", "-c", script), place.fresh_folder)
    found: Path = module("peer_subjects").tried(place, subject)
    return found


_WRITE = 'text="%s"; for number in $(seq %d); do echo "$text" > part-$number.tf; done'


def test_a_peer_that_writes_fifty_files_of_the_service_is_timed(module: _Module, tmp_path: Path) -> None:
    root = _tried(module, tmp_path, _WRITE % ("$(cat ../text)", 50))
    assert len(list(root.iterdir())) == 50


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (_WRITE % ("$(cat ../text)", 49), "49 files written"),
        (_WRITE % ("other", 50), "wrong: "),
        ("true", "0 files written"),
    ],
    ids=["too few files", "other text", "nothing"],
)
def test_a_peer_that_writes_something_else_is_not_timed(
    module: _Module, tmp_path: Path, script: str, said: str
) -> None:
    with pytest.raises(module("timer").FailedError, match=said):
        _tried(module, tmp_path, script)


def test_a_peer_that_does_not_run_here_is_left_out_with_its_last_words(module: _Module, tmp_path: Path) -> None:
    peers = module("peers")
    found, left_out = peers.those_here(
        {
            "Kapitan": lambda: [_tried(module, tmp_path, "echo first; echo wants another interpreter.; exit 1")],
            "copier": lambda: ["copier"],
        }
    )
    assert found == ["copier"]
    assert left_out == ["Kapitan is left out: wants another interpreter."]


def test_each_template_language_says_the_same(module: _Module, tmp_path: Path) -> None:
    """The two that are written in Jinja; the others prove it whenever they are timed."""
    from jinja2 import Template

    repositories = module("peer_repositories")
    place = module("scratch").Scratch(tmp_path)
    wanted = repositories.filled("svc-00000", "512")
    cutter = repositories.cookiecutter_template(place, 2) / "template" / "{{cookiecutter.name}}"
    copier = repositories.copier_template(place, 2)
    values = {"name": "svc-00000", "memory": 512}
    templates = [*cutter.iterdir(), *copier.glob("*.jinja")]
    texts = [Template(path.read_text(), keep_trailing_newline=True) for path in templates]
    assert {text.render(cookiecutter=values, **values) for text in texts} == {wanted}
    assert len(texts) == 4
