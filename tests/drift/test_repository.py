"""What a repository has once for all its specs: rendered beside them, compared like them, gone with the last."""

import pytest
from drift.repository import SPEC, TEXT, Repository, drifts

PINS = "podspec.pins.json"
CHECK = ".github/workflows/podspec-check.yml"
BUILD = ".github/workflows/podspec-build.yml"
CALLER = ".github/workflows/hello-ci.yml"
MANIFEST = ".github/podspec.lock.json"
SHA = "0123456789abcdef0123456789abcdef01234567"
PINNED = f'{{"actions/checkout": {{"version": "v9.0.0", "sha": "{SHA}"}}}}\n'
OTHER = TEXT.replace("hello", "other").replace("333333333333", "444444444444")
Output = pytest.CaptureFixture[str]


def _checkout(repository: Repository) -> str:
    """The line with which the shared workflows check out, as it stands in one of them."""
    (line,) = {line for line in repository.read(CHECK).splitlines() if "actions/checkout@" in line}
    return line


def test_the_shared_workflows_stand_beside_the_callers(repository: Repository, capsys: Output) -> None:
    assert "uses: $/.github/workflows/podspec-check.yml" in repository.read(CALLER)
    assert "workflow_call:" in repository.read(CHECK)
    assert drifts(repository, capsys) == {}


def test_a_second_spec_changes_nothing_in_them(repository: Repository) -> None:
    before = repository.files()
    repository.write("specs/other/service.yaml", OTHER)
    assert repository.podspec("render") == 0
    shared = [path for path in before if path.startswith(".github/workflows/podspec-") or path == MANIFEST]
    assert shared
    assert {path: repository.files()[path] for path in shared} == {path: before[path] for path in shared}


def test_they_stay_as_long_as_one_spec_is_left(repository: Repository) -> None:
    repository.write("specs/other/service.yaml", OTHER)
    assert repository.podspec("render") == 0
    repository.remove(SPEC)
    assert repository.podspec("render") == 0
    assert CALLER not in repository.files()
    assert CHECK in repository.files()


def test_they_go_with_the_last_spec(repository: Repository, capsys: Output) -> None:
    repository.remove(SPEC)
    found = drifts(repository, capsys)
    assert {found[path]["kind"] for path in (CHECK, CALLER, MANIFEST)} == {"orphaned"}
    assert repository.podspec("render") == 0
    assert not [path for path in repository.files() if path.startswith((".github", "generated"))]


def test_a_workflow_of_somebody_else_is_left_alone(repository: Repository, capsys: Output) -> None:
    repository.write(".github/workflows/mine.yml", "on: push\n")
    assert drifts(repository, capsys) == {}
    repository.remove(SPEC)
    assert repository.podspec("render") == 0
    assert ".github/workflows/mine.yml" in repository.files()


def test_an_edit_by_hand_is_found_and_kept(repository: Repository, capsys: Output) -> None:
    repository.replace(CHECK, "timeout-minutes: 10", "timeout-minutes: 60")
    assert drifts(repository, capsys)[CHECK]["kind"] == "edited"
    assert repository.podspec("render") == 1
    assert "timeout-minutes: 60" in repository.read(CHECK)


def test_a_changed_pin_makes_its_workflows_stale_and_names_its_line(
    repository: Repository, capsys: Output
) -> None:
    repository.write(PINS, PINNED)
    found = drifts(repository, capsys)
    assert found[BUILD]["kind"] == "stale"
    assert {label["file"] for label in found[BUILD]["because"]} == {PINS}
    assert repository.podspec("render") == 0
    assert f"actions/checkout@{SHA} # v9.0.0" in repository.read(BUILD)


def test_a_pin_that_is_none_stops_the_render(repository: Repository, capsys: Output) -> None:
    before = repository.files()
    repository.write(PINS, PINNED.replace(SHA, "main"))
    assert repository.podspec("render") == 1
    assert "PS108" in capsys.readouterr().out
    repository.remove(PINS)
    assert repository.files() == before


def test_a_service_whose_caller_is_called_like_a_shared_workflow_is_refused(
    repository: Repository, capsys: Output
) -> None:
    # podspec-drift.yml: the caller of a service podspec, and a workflow that all share.
    repository.write("specs/podspec/service.yaml", OTHER.replace("other", "podspec"))
    assert repository.podspec("check") == 1
    assert "PS281" in capsys.readouterr().out


# -- absorb ------------------------------------------------------------------------------------------------


def _bumped(repository: Repository, *paths: str) -> str:
    """Do what an update bot does; gives the new line."""
    old = _checkout(repository)
    new = f"{old.split('@')[0]}@{SHA} # v9.0.0"
    for path in paths:
        repository.replace(path, old, new)
    return new


def test_absorb_takes_a_new_commit_over_and_all_is_green_again(repository: Repository, capsys: Output) -> None:
    new = _bumped(repository, CHECK)
    assert drifts(repository, capsys)[CHECK]["kind"] == "edited"
    assert repository.podspec("absorb") == 0
    assert repository.read(PINS).count(SHA) == 1
    assert new in repository.read(BUILD)
    assert drifts(repository, capsys) == {}


def test_absorb_keeps_the_pins_that_are_there(repository: Repository) -> None:
    repository.write(PINS, PINNED.replace("actions/checkout", "actions/upload-artifact"))
    assert repository.podspec("render") == 0
    _bumped(repository, CHECK)
    assert repository.podspec("absorb") == 0
    assert repository.read(PINS).count(SHA) == 2


def test_absorb_has_nothing_to_do_where_nothing_was_changed(repository: Repository) -> None:
    before = repository.files()
    assert repository.podspec("absorb") == 0
    assert repository.files() == before


def test_a_dry_run_writes_nothing(repository: Repository, capsys: Output) -> None:
    _bumped(repository, CHECK)
    before = repository.files()
    assert repository.podspec("absorb", "--dry-run") == 0
    assert "becomes v9.0.0" in capsys.readouterr().out
    assert repository.files() == before


def _another_edit(repository: Repository) -> None:
    repository.replace(CHECK, "timeout-minutes: 10", "timeout-minutes: 60")


def _another_line(repository: Repository) -> None:
    repository.write(CHECK, repository.read(CHECK) + "# mine\n")


def _another_action(repository: Repository) -> None:
    repository.replace(CHECK, "actions/checkout@", "evil/checkout@")


def _no_version(repository: Repository) -> None:
    repository.replace(CHECK, _checkout(repository), _checkout(repository).split("@")[0] + f"@{SHA}")


def _two_minds(repository: Repository) -> None:
    repository.replace(
        BUILD, _checkout(repository), _checkout(repository).split("@")[0] + f"@{SHA[::-1]} # v8.0.0"
    )


@pytest.mark.parametrize("edit", [_another_edit, _another_line, _another_action, _no_version, _two_minds])
def test_absorb_refuses_what_is_more_than_a_pin(repository: Repository, capsys: Output, edit: object) -> None:
    assert callable(edit)
    edit(repository)
    if edit is _two_minds:
        _bumped(repository, CHECK)
    before = repository.files()
    assert repository.podspec("absorb") == 1
    assert "  --> .github/workflows/podspec-" in capsys.readouterr().out
    assert repository.files() == before
