"""A case for every kind of drift, and for what holds beside it: `podspec check` on real repositories."""

import json
from collections.abc import Callable

import pytest
from drift.repository import DEV, MANIFEST, MODULE, OUTPUT, PROD, SCRIPT, SPEC, Repository, drifts, kinds

CONFLICT = "<<<<<<< ours\na\n=======\nb\n>>>>>>> theirs\n"
Change = Callable[[Repository], None]
Output = pytest.CaptureFixture[str]


def _more_memory(repository: Repository) -> None:
    repository.replace(SPEC, "memory_mb: 256", "memory_mb: 512")


def _without_prod(repository: Repository) -> None:
    prod = '  prod: {account: "333333333333", regions: [us-east-1]}\n'
    repository.replace(SPEC, prod, "")


def _edit(path: str) -> Change:
    return lambda repository: repository.write(path, repository.read(path) + "# by hand\n")


def _remove(path: str) -> Change:
    return lambda repository: repository.remove(path)


def _write(path: str, text: str) -> Change:
    return lambda repository: repository.write(path, text)


def _forget(path: str) -> Change:
    """Let the manifest not know a file, as if somebody else had written it."""

    def forget(repository: Repository) -> None:
        document = json.loads(repository.read(MANIFEST))
        del document["artifacts"][path]
        repository.write(MANIFEST, json.dumps(document))

    return forget


def _carriage_returns(repository: Repository) -> None:
    repository.write(DEV, repository.read(DEV).replace("\n", "\r\n"))


def _mode(path: str, mode: int) -> Change:
    return lambda repository: repository.chmod(path, mode)


CASES: dict[str, tuple[list[Change], str, str, list[str]]] = {
    # name: what is done, the path that drifts, its kind, what else holds
    "a file is deleted": ([_remove(DEV)], DEV, "missing", []),
    "a file is deleted and its values change": ([_remove(DEV), _more_memory], DEV, "missing", ["stale"]),
    "a value changes": ([_more_memory], DEV, "stale", []),
    "a file is edited": ([_edit(DEV)], DEV, "edited", []),
    "line endings change": ([_carriage_returns], DEV, "edited", []),
    "a program may not be run": ([_mode(SCRIPT, 0o644)], SCRIPT, "edited", []),
    "what is no program may be run": ([_mode(DEV, 0o755)], DEV, "edited", []),
    "a file is edited and may be run": ([_edit(DEV), _mode(DEV, 0o755)], DEV, "edited", []),
    "a file is edited and its values change": ([_edit(DEV), _more_memory], DEV, "edited", ["stale"]),
    "an environment goes": ([_without_prod], PROD, "orphaned", []),
    "an environment goes whose file was edited": ([_edit(PROD), _without_prod], PROD, "orphaned", ["edited"]),
    "a stranger's file": ([_write(f"{OUTPUT}/notes.txt", "mine\n")], f"{OUTPUT}/notes.txt", "unmanaged", []),
    "a file in the place of an artifact": ([_write(DEV, "mine\n"), _forget(DEV)], DEV, "unmanaged", []),
    "a merge conflict": ([_write(DEV, CONFLICT)], DEV, "conflicted", []),
    "a merge conflict in a file that nobody knows": ([_write(DEV, CONFLICT), _forget(DEV)], DEV, "conflicted", []),
}


@pytest.mark.parametrize("case", CASES)
def test_a_drift_is_named_by_its_cause(case: str, repository: Repository, capsys: Output) -> None:
    changes, path, kind, also = CASES[case]
    for change in changes:
        change(repository)
    found = drifts(repository, capsys)[path]
    assert (found["kind"], found["also"]) == (kind, also)


def test_a_rendered_repository_has_not_drifted(repository: Repository, capsys: Output) -> None:
    assert drifts(repository, capsys) == {}


def test_a_rename_is_missing_and_unmanaged(repository: Repository, capsys: Output) -> None:
    other = DEV.replace("lambda.tf", "function.tf")
    repository.write(other, repository.read(DEV))
    repository.remove(DEV)
    assert kinds(repository, capsys) == {DEV: "missing", other: "unmanaged"}


# -- causes ------------------------------------------------------------------------------------------------


def test_a_stale_file_names_the_spec_line_that_decides_it(repository: Repository, capsys: Output) -> None:
    _more_memory(repository)
    found = drifts(repository, capsys)[DEV]
    (because,) = found["because"]
    assert (because["file"], because["span"]["line"]) == (SPEC, 5)
    assert because["text"].startswith("dev.targets.lambda.memory_mb")
    assert "512" in found["diff"]


def test_an_overlay_makes_only_its_own_environment_stale(repository: Repository, capsys: Output) -> None:
    repository.replace(SPEC, "dev: {", "dev: {targets: {lambda: {memory_mb: 1024}}, ")
    found = drifts(repository, capsys)
    assert found[DEV]["because"][0]["span"]["line"] == 7
    assert PROD not in found


def test_a_value_that_is_taken_out_points_at_what_is_left_of_it(repository: Repository, capsys: Output) -> None:
    repository.replace(SPEC, "memory_mb: 256, ", "")
    (because,) = drifts(repository, capsys)[DEV]["because"]
    assert because["text"] == "dev.targets.lambda.memory_mb (default)"
    assert because["span"]["line"] == 5


def test_only_line_endings_are_called_so(repository: Repository, capsys: Output) -> None:
    _carriage_returns(repository)
    assert "line endings" in drifts(repository, capsys)[DEV]["cause"]


def test_a_change_of_the_spec_that_changes_no_byte_is_told_of_the_manifest_alone(
    repository: Repository, capsys: Output
) -> None:
    repository.write(SPEC, "# a comment\n" + repository.read(SPEC))
    assert drifts(repository, capsys) == {}


def test_every_drift_prints_its_cure_and_its_code(repository: Repository, capsys: Output) -> None:
    _edit(DEV)(repository)
    repository.write(f"{OUTPUT}/notes.txt", "mine\n")
    found = drifts(repository, capsys)
    assert found[DEV]["code"] == "PS304"
    assert "--force" in found[DEV]["cure"]
    assert found[f"{OUTPUT}/notes.txt"]["code"] == "PS306"


def test_a_mode_alone_is_called_so_and_cured_by_rendering(repository: Repository, capsys: Output) -> None:
    repository.chmod(SCRIPT, 0o644)
    repository.chmod(DEV, 0o755)
    found = drifts(repository, capsys)
    assert found[SCRIPT]["cause"].endswith("it may not be run, and is a program")
    assert found[DEV]["cause"].endswith("it may be run, and is no program")
    assert {(one["code"], one["cure"], one["diff"]) for one in found.values()} == {("PS304", "podspec render", "")}


# -- what is no drift --------------------------------------------------------------------------------------


def test_what_git_ignores_is_no_stranger(repository: Repository, capsys: Output) -> None:
    repository.write(".gitignore", "*.tfstate\n.terraform/\n")
    repository.write(f"{OUTPUT}/terraform/terraform.tfstate", "{}")
    repository.write(f"{OUTPUT}/terraform/.terraform/providers/x", "binary")
    assert drifts(repository, capsys) == {}


def test_terraforms_own_lock_is_no_stranger(repository: Repository, capsys: Output) -> None:
    repository.write(DEV.replace("lambda.tf", ".terraform.lock.hcl"), "provider {}\n")
    assert drifts(repository, capsys) == {}


def test_gits_variables_of_a_hook_change_no_answer(
    repository: Repository, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.write(f"{OUTPUT}/notes.txt", "mine\n")
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_WORK_TREE", "/nowhere")
    assert kinds(repository, capsys) == {f"{OUTPUT}/notes.txt": "unmanaged"}


def test_a_new_version_with_equal_bytes_is_no_drift(repository: Repository, capsys: Output) -> None:
    document = json.loads(repository.read(MANIFEST))
    repository.replace(MANIFEST, f'"podspec": "{document["podspec"]}"', '"podspec": "0.0.1"')
    assert drifts(repository, capsys) == {}


def test_where_the_file_system_has_no_modes_they_are_no_drift(repository: Repository, capsys: Output) -> None:
    repository.git("config", "core.fileMode", "false")
    for path in (SCRIPT, DEV):
        repository.chmod(path, 0o755 if path == DEV else 0o644)
    assert drifts(repository, capsys) == {}


@pytest.mark.parametrize("mode", [0o700, 0o775, 0o777])
def test_who_else_may_run_a_program_is_nobodys_business(mode: int, repository: Repository, capsys: Output) -> None:
    repository.chmod(SCRIPT, mode)
    assert drifts(repository, capsys) == {}


# -- the manifest ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (CONFLICT, "conflicted"),
        ("{}", "edited"),
        ("", "edited"),
        ("[]", "edited"),
        ('{"manifest": 99}', "edited"),
        ("\xff", "edited"),
    ],
)
def test_a_manifest_that_is_none_is_a_drift_itself(
    text: str, kind: str, repository: Repository, capsys: Output
) -> None:
    repository.write(MANIFEST, text)
    assert drifts(repository, capsys)[MANIFEST]["kind"] == kind


def test_without_a_manifest_equal_bytes_are_no_drift_of_theirs(repository: Repository, capsys: Output) -> None:
    repository.remove(MANIFEST)
    found = drifts(repository, capsys)
    assert {path: one["kind"] for path, one in found.items()} == {MANIFEST: "missing"}


def test_a_manifest_that_lies_about_values_is_found_out(repository: Repository, capsys: Output) -> None:
    document = json.loads(repository.read(MANIFEST))
    digest = document["values"]["dev.targets.lambda.memory_mb"]
    repository.replace(MANIFEST, digest, "0" * len(digest))
    assert drifts(repository, capsys)[MANIFEST]["kind"] == "stale"


@pytest.mark.parametrize("path", ["../outside.txt", "/etc/hostname", "a/../../outside.txt", "a//b", ".", "C:\\x"])
def test_a_manifest_that_names_a_path_outside_is_not_followed(
    path: str, repository: Repository, capsys: Output
) -> None:
    repository.write("../outside.txt", "not yours\n")
    document = json.loads(repository.read(MANIFEST))
    document["artifacts"][path] = document["artifacts"][MODULE]
    repository.write(MANIFEST, json.dumps(document))
    assert path not in drifts(repository, capsys)
