"""Whatever is done to a rendered repository is found and called by its name, and nothing is found beside it."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from drift.repository import Repository
from figures import mutations
from figures.figure import figure
from figures.mutations import NAMES, Mutation, spec, text_of
from own_templates import forget_templates

from podspec.pipeline import templates

QUICK = 45
LONG = 1_000
TEMPLATES = 6
Output = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Repository(tmp_path_factory.mktemp("mutations") / "root")
    made.root.mkdir()
    made.git("init", "-q")
    made.write("README.md", "mine\n")
    for name in NAMES:
        made.write(spec(name), text_of(name))
    assert made.podspec("render") == 0
    return made.root


def test_every_mutation_is_found_and_called_by_its_name(rendered: Path, tmp_path: Path, capsys: Output) -> None:
    _judge_all(QUICK, 7, rendered, tmp_path, capsys)


@pytest.mark.long
def test_very_many_mutations_are_found_and_called_by_their_names(
    rendered: Path, tmp_path: Path, capsys: Output
) -> None:
    _judge_all(LONG, 8, rendered, tmp_path, capsys)


def _judge_all(count: int, seed: int, rendered: Path, tmp_path: Path, capsys: Output) -> None:
    random = Random(seed)  # noqa: S311 - repeatable on purpose, and no secret
    kinds: Counter[str] = Counter()
    for number in range(count):
        repository = _copy(rendered, tmp_path)
        mutation = mutations.ALL[number % len(mutations.ALL)](repository, random)
        kinds.update(_judge(repository, mutation, capsys).kinds.values())
    figure(f"{count} mutations, every drift found and called by its name: {dict(kinds.most_common())}")


def _copy(rendered: Path, tmp_path: Path) -> Repository:
    root = tmp_path / "root"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(rendered, root)
    return Repository(root)


def _judge(repository: Repository, mutation: Mutation, capsys: Output) -> Mutation:
    capsys.readouterr()
    code = repository.podspec("check", "--report", "json")
    report = json.loads(capsys.readouterr().out)
    found = {one["path"]: one["kind"] for one in report["drifts"]}
    assert not [one for one in report["findings"] if one["severity"] == "error"], mutation.what
    assert found == mutation.kinds, mutation.what
    assert code == bool(mutation.kinds), mutation.what
    also = {one["path"]: one["also"] for one in report["drifts"] if one["also"]}
    assert also == mutation.also, mutation.what
    return mutation


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the templates, which podspec reads instead of its own."""
    shutil.copytree(templates.root(), tmp_path / "templates")
    monkeypatch.setattr(templates, "root", lambda: tmp_path / "templates")
    forget_templates()
    yield tmp_path / "templates"
    monkeypatch.undo()
    forget_templates()


@pytest.mark.parametrize("seed", range(TEMPLATES))
def test_a_change_of_a_template_is_found_in_every_spec(
    seed: int, copied: Path, rendered: Path, tmp_path: Path, capsys: Output
) -> None:
    repository = _copy(rendered, tmp_path)
    mutation = mutations.template(Random(seed))  # noqa: S311 - repeatable on purpose, and no secret
    assert (copied / "terraform").is_dir()
    forget_templates()
    _judge(repository, mutation, capsys)
