"""`podspec render` on real repositories: what it writes, refuses, saves, removes, and leaves alone."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from drift.repository import (
    DEV,
    MANIFEST,
    MODULE,
    OUTPUT,
    PROD,
    SCRIPT,
    SPEC,
    TEXT,
    Repository,
    drifts,
    new_repository,
)
from drift.test_kinds import CASES, CONFLICT

Output = pytest.CaptureFixture[str]


# -- what it writes ----------------------------------------------------------------------------------------


def test_rendering_twice_changes_nothing_not_even_a_time(repository: Repository) -> None:
    before = repository.files()
    assert repository.podspec("render") == 0
    assert repository.files() == before


@pytest.mark.parametrize("case", CASES)
def test_rendering_with_leave_to_do_so_cures_every_drift_but_strangers(
    case: str, repository: Repository, capsys: Output
) -> None:
    changes, path, kind, _ = CASES[case]
    for change in changes:
        change(repository)
    assert repository.podspec("render", "--force", "--adopt") == 0
    stranger = kind == "unmanaged" and not path.endswith(".tf")
    assert list(drifts(repository, capsys)) == ([path] if stranger else [])


def test_a_changed_value_changes_no_file_that_does_not_use_it(repository: Repository) -> None:
    before = repository.files()
    repository.replace(SPEC, "memory_mb: 256", "memory_mb: 512")
    assert repository.podspec("render") == 0
    after = repository.files()
    told = {f"generated/hello/docs/{page}" for page in ("architecture.svg", "cost.md", "scalability.md")}
    assert {path for path in after if after[path] != before[path]} == {SPEC, MANIFEST, DEV, PROD} | told


def test_a_dry_run_writes_nothing_and_says_what_it_would(repository: Repository, capsys: Output) -> None:
    repository.replace(SPEC, "memory_mb: 256", "memory_mb: 512")
    before = repository.files()
    assert repository.podspec("render", "--dry-run", "--diff") == 0
    said = capsys.readouterr().out
    assert f"stale {DEV}" in said
    assert "512" in said
    assert repository.files() == before


def test_an_error_in_one_spec_stops_the_others_too(repository: Repository) -> None:
    repository.write(
        "specs/other/service.yaml", TEXT.replace("hello", "other").replace("version: 1", "version: 2")
    )
    repository.replace(SPEC, "memory_mb: 256", "memory_mb: 512")
    before = repository.files()
    assert repository.podspec("render") == 1
    assert repository.files() == before


def test_two_specs_that_write_one_path_are_both_left_unwritten(tmp_path: Path, capsys: Output) -> None:
    repository = new_repository(tmp_path / "repository")
    repository.write("specs/twin/service.yaml", TEXT)
    assert repository.podspec("render") == 1
    assert {"PS280", "PS281"} <= {word[6:11] for word in capsys.readouterr().out.split() if word[:6] == "error["}
    assert not (repository.root / "generated").exists()


def test_programs_may_be_run_and_nothing_else(repository: Repository) -> None:
    programs = {path for path in repository.files() if repository.read(path).startswith("#!")}
    assert SCRIPT in programs
    assert {path for path in repository.files() if repository.is_executable(path)} == programs


def test_a_mode_is_mended_without_asking_and_nothing_is_saved(repository: Repository) -> None:
    repository.chmod(SCRIPT, 0o600)
    repository.chmod(DEV, 0o777)
    before = repository.files()
    assert repository.podspec("render") == 0
    after = repository.files()
    assert {path for path in after if after[path] != before[path]} == {SCRIPT, DEV}
    assert (repository.is_executable(SCRIPT), repository.is_executable(DEV)) == (True, False)
    assert repository.saved() == {}


# -- what it refuses ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("case", "allowed"),
    [
        ("a file is edited", "--force"),
        ("line endings change", "--force"),
        ("a file is edited and its values change", "--force"),
        ("a file in the place of an artifact", "--adopt"),
    ],
)
def test_what_may_be_somebodys_work_is_refused_then_saved(
    case: str, allowed: str, repository: Repository, capsys: Output
) -> None:
    for change in CASES[case][0]:
        change(repository)
    before, content = repository.files(), (repository.root / DEV).read_bytes()
    other = {"--force": "--adopt", "--adopt": "--force"}[allowed]
    assert repository.podspec("render") == 1
    assert repository.podspec("render", other) == 1
    assert repository.files() == before
    assert repository.saved() == {}
    assert repository.podspec("render", allowed) == 0
    assert repository.saved() == {DEV: content}
    assert f"saved {DEV}" in capsys.readouterr().out


def test_a_refusal_stops_the_files_that_could_be_written_too(repository: Repository) -> None:
    repository.write(MODULE, repository.read(MODULE) + "# by hand\n")
    repository.remove(DEV)
    assert repository.podspec("render") == 1
    assert not (repository.root / DEV).exists()


def test_a_conflicted_file_is_saved_before_it_is_rendered_anew(repository: Repository) -> None:
    repository.write(DEV, CONFLICT)
    assert repository.podspec("render") == 0
    assert repository.saved() == {DEV: CONFLICT.encode()}


def test_two_saves_of_one_path_do_not_hide_each_other(repository: Repository) -> None:
    for text in ("first\n", "second\n"):
        repository.write(DEV, text)
        assert repository.podspec("render", "--force") == 0
    saved = (repository.root / ".podspec" / "saved").rglob("lambda.tf")
    assert {path.read_text("utf-8") for path in saved} == {"first\n", "second\n"}


def test_what_is_saved_stays_out_of_git(repository: Repository) -> None:
    repository.write(DEV, "by hand\n")
    assert repository.podspec("render", "--force") == 0
    listed = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=all"],
        cwd=repository.root,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ".podspec" not in listed.stdout


# -- what it removes ---------------------------------------------------------------------------------------


def _without_prod(repository: Repository) -> None:
    repository.write(SPEC, TEXT.replace('  prod: {account: "333333333333", regions: [us-east-1]}\n', ""))


def test_what_is_no_longer_rendered_goes_with_the_folders_that_it_leaves_empty(repository: Repository) -> None:
    _without_prod(repository)
    assert repository.podspec("render") == 0
    assert not (repository.root / OUTPUT / "terraform" / "environments" / "prod").exists()
    assert (repository.root / DEV).exists()


def test_an_edited_orphan_is_saved_before_it_goes(repository: Repository) -> None:
    edited = repository.read(PROD) + "# by hand\n"
    repository.write(PROD, edited)
    _without_prod(repository)
    assert repository.podspec("render") == 0
    assert not (repository.root / PROD).exists()
    assert repository.saved() == {PROD: edited.encode()}


def test_a_spec_that_moves_without_its_manifest_is_one_drift_a_path_and_leaves_its_manifest(
    repository: Repository, capsys: Output
) -> None:
    repository.write("specs/moved/service.yaml", repository.read(SPEC))
    repository.remove(SPEC)
    found = drifts(repository, capsys)
    assert (found[DEV]["kind"], found[MANIFEST]["kind"]) == ("unmanaged", "orphaned")
    assert repository.podspec("render", "--adopt", "--dry-run") == 0
    assert "specs/hello/service.yaml: would be 1 manifest removed\n" in capsys.readouterr().out
    assert repository.podspec("render", "--adopt") == 0
    assert "specs/hello/service.yaml: 1 manifest removed\n" in capsys.readouterr().out
    assert drifts(repository, capsys) == {}


def test_a_spec_that_moves_and_loses_an_environment_has_that_ones_files_left_over_once(
    repository: Repository, capsys: Output
) -> None:
    lost = '  prod: {account: "333333333333", regions: [us-east-1]}\n'
    assert lost in repository.read(SPEC)
    repository.write("specs/moved/service.yaml", repository.read(SPEC).replace(lost, ""))
    repository.remove(SPEC)
    capsys.readouterr()
    assert repository.podspec("check", "--report", "json") == 1
    told = [(one["path"], one["kind"]) for one in json.loads(capsys.readouterr().out)["drifts"]]
    assert len({path for path, _ in told}) == len(told)
    assert (PROD, "orphaned") in told
    assert repository.podspec("render", "--adopt", "--force") == 0
    assert repository.podspec("check") == 0
    assert not (repository.root / PROD).exists()


def test_a_spec_that_moves_with_its_manifest_takes_its_files_along(repository: Repository, capsys: Output) -> None:
    for path in (SPEC, MANIFEST):
        repository.write(path.replace("hello", "moved"), repository.read(path))
        repository.remove(path)
    assert {one["kind"] for path, one in drifts(repository, capsys).items() if "moved" not in path} == {"stale"}
    assert repository.podspec("render") == 0
    assert "specs/hello" not in capsys.readouterr().out
    assert repository.saved() == {}


def test_a_strangers_file_keeps_the_folder_of_an_orphan(repository: Repository) -> None:
    notes = PROD.replace("lambda.tf", "notes.txt")
    repository.write(notes, "mine\n")
    _without_prod(repository)
    assert repository.podspec("render") == 0
    assert repository.read(notes) == "mine\n"


@pytest.mark.parametrize(
    "path", ["README.md", "../outside.txt", "specs/hello/service.yaml", ".git/HEAD", "generated/other/main.tf"]
)
def test_a_poisoned_manifest_deletes_nothing_outside_of_the_output(path: str, repository: Repository) -> None:
    if not (repository.root / path).exists():
        repository.write(path, "not yours\n")
    _poison(repository, path)
    content = (repository.root / path).read_bytes()
    repository.podspec("render", "--force", "--adopt")
    assert (repository.root / path).read_bytes() == content


def test_a_poisoned_manifest_deletes_no_strangers_file_in_the_output(repository: Repository) -> None:
    notes = f"{OUTPUT}/notes.txt"
    repository.write(notes, "mine\n")
    _poison(repository, notes)
    repository.podspec("render", "--force", "--adopt")
    assert repository.read(notes) == "mine\n"


def _poison(repository: Repository, path: str) -> None:
    """Let the manifest claim a file that podspec never wrote."""
    document = json.loads(repository.read(MANIFEST))
    document["artifacts"][path] = document["artifacts"][MODULE]
    repository.write(MANIFEST, json.dumps(document))


# -- what decides no byte ----------------------------------------------------------------------------------

_RENDER = [sys.executable, "-m", "podspec", "render"]


@pytest.mark.parametrize(
    ("folder", "variables", "umask"),
    [
        ("plain", {}, 0o022),
        ("with a space/and é", {"TZ": "Pacific/Kiritimati", "LANG": "tr_TR.UTF-8", "LC_ALL": "C"}, 0o022),
        ("hashed", {"PYTHONHASHSEED": "4711", "PYTHONUTF8": "0", "LC_ALL": "POSIX", "HOME": "/nowhere"}, 0o022),
        ("open", {"COLUMNS": "20", "TERM": "dumb", "NO_COLOR": "1"}, 0o000),
    ],
)
def test_the_place_and_its_settings_decide_no_byte(
    folder: str, variables: dict[str, str], umask: int, tmp_path: Path, rendered: Path
) -> None:
    repository = new_repository(tmp_path / folder)
    environment = {**os.environ, **variables}
    subprocess.run(_RENDER, cwd=repository.root, env=environment, check=True, capture_output=True, umask=umask)
    expected = {path: found[0] for path, found in Repository(rendered).files().items()}
    assert {path: found[0] for path, found in repository.files().items()} == expected


def test_the_folder_that_it_is_called_in_decides_no_byte(tmp_path: Path, rendered: Path) -> None:
    repository = new_repository(tmp_path / "repository")
    inside = repository.root / "specs" / "hello"
    subprocess.run(_RENDER, cwd=inside, check=True, capture_output=True)
    expected = {path: found[0] for path, found in Repository(rendered).files().items()}
    assert {path: found[0] for path, found in repository.files().items()} == expected


def test_the_umask_narrows_the_permissions_and_nothing_else(tmp_path: Path) -> None:
    repository = new_repository(tmp_path / "repository")
    subprocess.run(_RENDER, cwd=repository.root, check=True, capture_output=True, umask=0o077)
    modes = {mode for path, (_, mode, _) in repository.files().items() if path.startswith("generated/")}
    assert modes <= {0o600, 0o700}


def test_the_order_of_environments_is_the_order_of_promotion_and_of_nothing_else(tmp_path: Path) -> None:
    """Swapped environments are another spec; the files of each one stay the same."""
    prod = '  prod: {account: "333333333333", regions: [us-east-1]}\n'
    swapped = TEXT.replace(prod, "").replace("environments:\n", f"environments:\n{prod}")
    one, other = new_repository(tmp_path / "one"), new_repository(tmp_path / "other", swapped)
    assert one.podspec("render") == other.podspec("render") == 0
    assert one.read(DEV) == other.read(DEV)


# -- where it cannot write ---------------------------------------------------------------------------------


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_check_needs_no_leave_to_write_and_render_says_what_it_lacks(
    repository: Repository, capsys: Output
) -> None:
    repository.remove(DEV)
    (repository.root / DEV).parent.chmod(0o555)
    assert list(drifts(repository, capsys)) == [DEV]
    assert repository.podspec("render") == 2
    assert "lambda.tf" in capsys.readouterr().err


def test_very_many_saved_files_are_named_in_the_json_report_only(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.remove(SPEC)
    repository.remove(MANIFEST)
    capsys.readouterr()
    assert repository.podspec("render", "--report", "text", "--report", "json=report.json") == 0
    said = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  saved ")]
    saved = [one for one in json.loads(repository.read("report.json"))["changes"] if one["change"] == "saved"]
    assert len(said) == 11
    assert said[-1] == f"  saved {len(saved) - 10} more below .podspec/saved; --report json names them"
