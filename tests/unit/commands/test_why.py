"""`podspec why`, on a real repository."""

from __future__ import annotations

import json
import re
import shutil
from contextlib import chdir
from pathlib import Path

import pytest
from drift.repository import DEV, MANIFEST, MODULE, PROD, SCRIPT, SPEC, Repository, new_repository

from podspec.cli import run

Output = pytest.CaptureFixture[str]
PLAN = ".github/workflows/podspec-plan.yml"


@pytest.fixture(scope="module", name="rendered")
def _rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = new_repository(tmp_path_factory.mktemp("rendered") / "repository")
    assert made.podspec("render") == 0
    return made.root


@pytest.fixture(name="repository")
def _repository(rendered: Path, tmp_path: Path) -> Repository:
    """A repository in which `podspec render` has run."""
    shutil.copytree(rendered, tmp_path / "repository")
    return Repository(tmp_path / "repository")


def line_of(repository: Repository, path: str, text: str) -> int:
    return next(number for number, line in enumerate(repository.read(path).split("\n"), start=1) if text in line)


def why(repository: Repository, capsys: Output, *arguments: str, code: int = 0) -> str:
    capsys.readouterr()
    assert repository.podspec("why", *arguments) == code
    streams = capsys.readouterr()
    return streams.err if code == 2 else streams.out


def test_a_line_shows_its_value_its_template_and_why_the_file_is_there(
    repository: Repository, capsys: Output
) -> None:
    line = line_of(repository, DEV, "memory_mb")
    found = why(repository, capsys, f"{DEV}:{line}")
    assert f"{DEV}:{line}\n" in found
    assert f"{line} |>  memory_mb" in found
    assert f" --> {SPEC}:5:12" in found
    assert "^^^^^^^^^ targets.lambda.memory_mb" in found
    assert re.search(
        r"--> templates/terraform/environments/\{environment\}/\{region\}/lambda\.tf\.j2:\d+:3", found
    )
    assert "The file stands here because of service.name (line 2)" in found


def test_no_line_is_longer_than_a_terminal_but_for_quoted_files(repository: Repository, capsys: Output) -> None:
    found = why(repository, capsys, f"{DEV}:{line_of(repository, DEV, 'memory_mb')}")
    assert max(len(line) for line in found.split("\n") if "|" not in line and "-->" not in line) <= 80


def test_a_default_says_what_it_is_and_how_to_read_about_it(repository: Repository, capsys: Output) -> None:
    found = why(repository, capsys, f"{DEV}:{line_of(repository, DEV, 'architecture')}")
    assert '= default: container.architecture is "arm64"' in found
    assert "= help: podspec explain container.architecture" in found
    assert run(["explain", "container.architecture"]) == 0


def test_an_overlay_is_shown_with_the_line_that_it_hides(repository: Repository, capsys: Output) -> None:
    repository.replace(SPEC, "prod: {account", "prod: {targets: {lambda: {memory_mb: 999}}, account")
    line = line_of(repository, PROD, "memory_mb")
    found = why(repository, capsys, f"{PROD}:{line}")
    assert "environments.prod.targets.lambda.memory_mb" in found
    assert "- hidden here" in found
    assert "line " in found


def test_text_of_the_template_alone_says_so(repository: Repository, capsys: Output) -> None:
    assert "it is the template's own text" in why(repository, capsys, f"{MODULE}:8")


def test_the_header_says_so(repository: Repository, capsys: Output) -> None:
    assert "podspec writes these lines on top of every file" in why(repository, capsys, f"{DEV}:1")


def test_a_spec_line_shows_the_lines_that_it_decides(repository: Repository, capsys: Output) -> None:
    found = why(repository, capsys, f"{SPEC}:5")
    assert re.search(r"targets\.lambda\.memory_mb\ndecides \d+ lines in 5 files", found)
    assert re.search(r"targets\.lambda\.timeout_seconds\ndecides \d+ lines in \d+ files", found)
    for path in (DEV, PROD):
        assert path in found
        assert f"{line_of(repository, path, 'memory_mb')} |   memory_mb" in found


def test_a_column_asks_about_one_value(repository: Repository, capsys: Output) -> None:
    found = why(repository, capsys, f"{SPEC}:5:30")
    assert "targets.lambda.timeout_seconds" in found
    assert "targets.lambda.memory_mb" not in found


def test_long_answers_are_bounded_unless_all_is_asked_for(repository: Repository, capsys: Output) -> None:
    short, long = (why(repository, capsys, f"{SPEC}:2", *more) for more in ([], ["--all"]))
    assert "more files; --all shows them" in short
    assert "--all" not in long
    assert len(short.split("\n")) < 80 < len(long.split("\n"))


def test_a_whole_artifact_lists_its_values_with_their_lines(repository: Repository, capsys: Output) -> None:
    found = why(repository, capsys, DEV)
    line = line_of(repository, DEV, "memory_mb")
    assert re.search(rf"targets\.lambda\.memory_mb \(line 5\) +{line}\n", found)


def test_a_whole_spec_lists_its_values_with_what_each_decides(repository: Repository, capsys: Output) -> None:
    found = why(repository, capsys, "specs/hello")
    assert re.search(r"targets\.lambda\.memory_mb \(line 5\) +\d+ lines in 5 files\n", found)
    assert re.search(r"version \(line 1\) +nothing in the output\n", found)


# -- drift -----------------------------------------------------------------------------------------------------


def test_a_line_that_has_moved_is_found_again(repository: Repository, capsys: Output) -> None:
    before = line_of(repository, DEV, "memory_mb")
    repository.write(DEV, "# mine\n" + repository.read(DEV))
    found = why(repository, capsys, f"{DEV}:{before + 1}")
    assert f"line {before + 1} on disk is line {before} of it" in found
    assert "targets.lambda.memory_mb" in found


def test_a_line_that_the_spec_does_not_render_says_so_and_shows_its_place(
    repository: Repository, capsys: Output
) -> None:
    line = line_of(repository, DEV, "memory_mb")
    repository.write(DEV, re.sub(r"memory_mb( *)= 256", r"memory_mb\1= 4096", repository.read(DEV)))
    found = why(repository, capsys, f"{DEV}:{line}")
    assert f"line {line} on disk is not what the spec renders" in found
    assert f"podspec check {SPEC}" in found
    assert "targets.lambda.memory_mb" in found


def test_a_file_that_is_not_there_yet_is_asked_about_all_the_same(repository: Repository, capsys: Output) -> None:
    repository.remove(SCRIPT)
    assert "not on disk yet" in why(repository, capsys, f"{SCRIPT}:9")


# -- what else the repository says -------------------------------------------------------------------------------


def test_a_pin_that_podspec_was_made_with_says_where_to_say_otherwise(
    repository: Repository, capsys: Output
) -> None:
    line = line_of(repository, PLAN, "actions/checkout@")
    assert "= default: actions/checkout as podspec pins it" in why(repository, capsys, f"{PLAN}:{line}")


def test_a_pin_of_the_repositorys_own_is_shown_in_both_directions(repository: Repository, capsys: Output) -> None:
    sha = "3d3c42e5aac5ba805825da76410c181273ba90b2"
    repository.write("podspec.pins.json", f'{{\n"actions/checkout": {{"version": "v6.0.0", "sha": "{sha}"}}\n}}\n')
    assert repository.podspec("render") == 0
    line = line_of(repository, PLAN, "actions/checkout@")
    assert "--> podspec.pins.json:2:1" in why(repository, capsys, f"{PLAN}:{line}")
    assert PLAN in why(repository, capsys, "podspec.pins.json:2", "--all")


def test_a_policy_decides_for_each_environment_where_it_says_so(repository: Repository, capsys: Output) -> None:
    policy = """\
version: 1
defaults:
  observability: {log_retention_days: 30}
  environments:
    prod: {observability: {log_retention_days: 90}}
"""
    repository.write("podspec.policy.yaml", policy)
    assert repository.podspec("render") == 0
    line = line_of(repository, PROD, "log_retention_days")
    found = why(repository, capsys, f"{PROD}:{line}")
    assert "--> podspec.policy.yaml:5:28" in found
    assert "podspec.policy.yaml:3" not in found
    assert DEV in (dev := why(repository, capsys, "podspec.policy.yaml:3"))
    assert PROD not in dev


# -- for programs ------------------------------------------------------------------------------------------------


def test_json_of_a_line_has_values_and_templates(repository: Repository, capsys: Output) -> None:
    line = line_of(repository, DEV, "memory_mb")
    found = json.loads(why(repository, capsys, f"{DEV}:{line}", "--format", "json"))
    assert (found["why"], found["file"], found["line"], found["same_on_disk"]) == (1, DEV, line, True)
    (value,) = found["decided_by"]
    assert (value["path"], value["how"], value["place"]["line"]) == ("targets.lambda.memory_mb", "text", 5)
    assert found["made_by"][0]["template"].endswith("lambda.tf.j2")


def test_json_of_a_file_has_every_line(repository: Repository, capsys: Output) -> None:
    found = json.loads(why(repository, capsys, DEV, "--format", "json"))
    assert [one["text"] for one in found["lines"]] == repository.read(DEV).split("\n")[:-1]


def test_json_of_a_spec_line_has_the_lines_of_each_file(repository: Repository, capsys: Output) -> None:
    found = json.loads(why(repository, capsys, f"{SPEC}:5:12", "--format", "json"))
    (value,) = found["values"]
    lines = {one["file"]: one["lines"]["text"] for one in value["files"]}
    terraform = {path: found for path, found in lines.items() if path.endswith(".tf")}
    assert terraform == {path: [line_of(repository, path, "memory_mb")] for path in (DEV, PROD)}
    assert lines["generated/hello/docs/cost.md"]


# -- what cannot be answered -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("README.md:3", "no spec of this repository renders it, and there is no such file"),
        (DEV.replace("lambda.tf", "lambd.tf"), f"did you mean {DEV}?"),
        ("generated/hello", "is a folder; name a file in it"),
        ("specs", "specs is a folder; name a file in it"),
        (f"{DEV}:9999", f"there is no line 9999: {DEV} has"),
        (f"{SPEC}:9999", f"there is no line 9999: {SPEC} has 8 lines"),
        (f"{SPEC}:0", "lines and columns are counted from 1"),
        (f"{SPEC}:first", f"'first' is no line of {SPEC}"),
        (f"{MANIFEST}:2", "is the manifest"),
        ("../elsewhere:1", "lies outside the repository"),
    ],
)
def test_what_cannot_be_answered_is_said_in_one_line(
    repository: Repository, capsys: Output, asked: str, said: str
) -> None:
    found = why(repository, capsys, asked, code=2)
    assert said in found.strip().split("\n")[-1]


def test_a_line_without_values_says_what_it_is(repository: Repository, capsys: Output) -> None:
    repository.write(SPEC, f"# mine\n\n{repository.read(SPEC)}")
    assert f"{SPEC}:1 is a comment: it decides nothing" in why(repository, capsys, f"{SPEC}:1", code=2)
    assert f"{SPEC}:2 is empty: it decides nothing" in why(repository, capsys, f"{SPEC}:2", code=2)


def test_a_file_that_was_handed_over_names_the_spec_that_did(repository: Repository, capsys: Output) -> None:
    repository.write(SPEC, f"{repository.read(SPEC)}eject: [{SCRIPT}]\n")
    found = why(repository, capsys, f"{SCRIPT}:3", code=2)
    assert f"handed over by `eject` in {SPEC}" in found


@pytest.mark.parametrize("asked", [f"{DEV}:3", f"{SPEC}:3"])
def test_a_spec_with_errors_shows_these(repository: Repository, capsys: Output, asked: str) -> None:
    repository.replace(SPEC, "memory_mb: 256", "memory_mb: much")
    assert "error[PS103]" in why(repository, capsys, asked, code=1)


def test_a_person_may_stand_in_any_folder(repository: Repository, capsys: Output) -> None:
    with chdir(repository.root / "generated/hello/scripts"):
        assert run(["why", "bootstrap.sh:5"]) == 0
    assert SCRIPT in capsys.readouterr().out


def test_nothing_is_written(repository: Repository, capsys: Output) -> None:
    before = repository.files()
    why(repository, capsys, f"{DEV}:5")
    why(repository, capsys, f"{SPEC}:5")
    assert repository.files() == before
