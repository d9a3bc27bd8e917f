"""`podspec set`: what a person types and sees, and what is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from drift.repository import SPEC, TEXT, Repository, new_repository

from podspec.cli import run

Output = pytest.CaptureFixture[str]


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """A repository with one spec."""
    made = new_repository(tmp_path / "repository")
    monkeypatch.chdir(made.root)
    monkeypatch.setenv("NO_COLOR", "1")
    return made


def refused(capsys: Output, *arguments: str) -> str:
    """What misuse is answered with."""
    assert run(["set", *arguments]) == 2
    return capsys.readouterr().err.strip().splitlines()[-1]


def test_an_overlay_is_made_where_it_is_missing_and_the_effect_is_shown(
    repository: Repository, capsys: Output
) -> None:
    assert run(["set", "prod.targets.lambda.memory_mb", "1024"]) == 0
    assert repository.read(SPEC) == TEXT.replace(
        'prod: {account: "333333333333", regions: [us-east-1]}',
        'prod: {account: "333333333333", regions: [us-east-1], targets: {lambda: {memory_mb: 1024}}}',
    )
    said = capsys.readouterr().out
    assert said.startswith(f"{SPEC}\n@@ ")
    assert "\n+  prod: {" in said
    assert "resources updated in place; cost +$" in said
    assert "\nwritten; `podspec render` brings " in said


def test_env_is_the_same_as_the_environments_name_in_front(repository: Repository) -> None:
    assert run(["set", "targets.lambda.memory_mb", "1024", SPEC, "--env", "prod"]) == 0
    one = repository.read(SPEC)
    repository.write(SPEC, TEXT)
    assert run(["set", "prod.targets.lambda.memory_mb", "1024", SPEC]) == 0
    assert repository.read(SPEC) == one


@pytest.mark.parametrize(
    ("arguments", "old", "new"),
    [
        (["targets.lambda.memory_mb", "1024"], "memory_mb: 256", "memory_mb: 1024"),
        (["repository.owner_id", "7"], "owner_id: 1001", "owner_id: 7"),
        (["dev.regions[0]", "eu-west-1"], 'dev: {account: "333333333333", regions: [us-east-1]',
         'dev: {account: "333333333333", regions: [eu-west-1]'),
        (["--unset", "targets.lambda.memory_mb"], "{memory_mb: 256, timeout", "{timeout"),
        (["service.description", "a: b # c"], "{name: hello}", '{name: hello, description: "a: b # c"}'),
        (["registry", '{account: "333333333333", region: us-east-1}'], "targets:\n",
         'registry: {account: "333333333333", region: us-east-1}\ntargets:\n'),
        (["--null", "observability.slo"], "environments:\n", "observability: {slo: null}\nenvironments:\n"),
    ],
)  # fmt: skip
def test_one_value_is_changed(repository: Repository, arguments: list[str], old: str, new: str) -> None:
    assert old in TEXT
    assert run(["set", *arguments]) == 0
    assert repository.read(SPEC) == TEXT.replace(old, new)


@pytest.mark.parametrize("value", ["10", "lots", "{a: 1}", "null"])
def test_a_result_that_would_be_wrong_is_refused_with_its_findings(
    repository: Repository, capsys: Output, value: str
) -> None:
    assert run(["set", "targets.lambda.memory_mb", value]) == 1
    said = capsys.readouterr().out
    assert "error[PS10" in said
    assert f"--> {SPEC}:5:" in said
    assert said.endswith("nothing was written\n")
    assert repository.read(SPEC) == TEXT


def test_a_rule_refuses_as_a_type_does(repository: Repository, capsys: Output) -> None:
    assert run(["set", "targets", "{ec2: {}}"]) == 1
    assert "error[PS240]: ec2 needs a network, and dev has none" in capsys.readouterr().out
    assert repository.read(SPEC) == TEXT


def test_a_dry_run_shows_the_same_and_writes_nothing(repository: Repository, capsys: Output) -> None:
    before = repository.files()
    assert run(["set", "targets.lambda.memory_mb", "1024", "--dry-run"]) == 0
    dry = capsys.readouterr().out
    assert repository.files() == before
    assert not (repository.root / ".podspec").exists()
    assert run(["set", "targets.lambda.memory_mb", "1024"]) == 0
    assert capsys.readouterr().out.splitlines()[:-1] == dry.splitlines()[:-1]
    assert dry.endswith("nothing was written: a dry run\n")


def test_a_value_that_stands_there_already_touches_nothing(repository: Repository, capsys: Output) -> None:
    before = repository.files()
    assert run(["set", "targets.lambda.memory_mb", "256"]) == 0
    assert capsys.readouterr().out == f"{SPEC} says so already; nothing was written\n"
    assert repository.files() == before


@pytest.mark.usefixtures("repository")
def test_what_was_the_default_already_has_no_effect(capsys: Output) -> None:
    assert run(["set", "targets.lambda.throttle", "{burst: 200}"]) == 0
    said = capsys.readouterr().out
    assert "nothing changes" in said
    assert said.endswith("\nwritten\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["targets.lambda.memroy_mb", "1"], "Error: targets.lambda has no `memroy_mb`; did you mean memory_mb?"),
        (
            ["targets.lambda.memory_mb"],
            "Error: a VALUE is missing; --null sets null, and --unset takes the key away",
        ),
        (["targets.lambda.memory_mb", "[1"], "cannot stand in a spec: this is not YAML"),
        (
            ["targets.lambda.memory_mb", "1", "--env", "pord"],
            "'pord' is no environment of this spec; did you mean prod?",
        ),
        (["--unset", "service.owner"], f"Error: service.owner is not in {SPEC}: there is nothing to take away"),
        (["--unset", "--null", "service.owner"], "Error: --null and --unset exclude each other"),
        (["--unset", "service.owner", "5", SPEC], "Error: --unset takes no VALUE, and '5' is one"),
        (["service.owner", "me", "specs/nobody/service.yaml"], "error: specs/nobody/service.yaml: No such file"),
    ],
)
def test_misuse_is_answered_in_one_line(
    repository: Repository, capsys: Output, arguments: list[str], said: str
) -> None:
    assert said in refused(capsys, *arguments)
    assert repository.read(SPEC) == TEXT


def test_of_several_specs_one_must_be_named(repository: Repository, capsys: Output) -> None:
    repository.write("specs/other/service.yaml", TEXT.replace("name: hello", "name: other"))
    assert refused(capsys, "service.owner", "me").endswith(
        "name one of specs/hello/service.yaml, specs/other/service.yaml"
    )


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "PS001"),
        (b"\xff", "PS002"),
        (b"a: [", "PS004"),
        (b"- a\n", "PS016"),
        (b"<<<<<<< a\n=======\n>>>>>>> b\n", "PS017"),
    ],
)
def test_a_spec_that_is_no_yaml_is_not_edited(
    repository: Repository, capsys: Output, data: bytes, code: str
) -> None:
    repository.write(SPEC, data)
    assert run(["set", "service.owner", "me"]) == 1
    assert f"error[{code}]" in capsys.readouterr().out
    assert (repository.root / SPEC).read_bytes() == data


def test_an_edit_may_mend_the_only_error_of_a_spec(repository: Repository, capsys: Output) -> None:
    repository.write(SPEC, TEXT.replace("memory_mb: 256", "memory_mb: 1"))
    assert run(["set", "targets.lambda.memory_mb", "256"]) == 0
    assert repository.read(SPEC) == TEXT
    assert "the spec had errors before, so there is nothing to compare with; written" in capsys.readouterr().out


def test_the_files_own_bytes_and_rights_stay(repository: Repository) -> None:
    data = b"\xef\xbb\xbf" + TEXT.rstrip("\n").replace("\n", "\r\n").encode()
    repository.write(SPEC, data)
    repository.chmod(SPEC, 0o600)
    assert run(["set", "targets.lambda.memory_mb", "1024"]) == 0
    assert (repository.root / SPEC).read_bytes() == data.replace(b"256", b"1024")
    assert (repository.root / SPEC).stat().st_mode & 0o777 == 0o600


def test_where_podspec_cannot_write_the_spec_stays_as_it_is(repository: Repository, capsys: Output) -> None:
    repository.write(".podspec", "a file, where podspec's folder belongs")
    assert run(["set", "targets.lambda.memory_mb", "1024"]) == 2
    assert "error:" in capsys.readouterr().err
    assert repository.read(SPEC) == TEXT


@pytest.mark.usefixtures("repository")
def test_the_effect_is_data_too(capsys: Output) -> None:
    assert run(["set", "targets.lambda.memory_mb", "1024", "--dry-run", "--report", "json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["command"] == "set"
    assert {one["action"] for one in report["impact"]["resources"]} == {"update"}


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        (["targets.lambda.mem"], "targets.lambda.memory_mb"),
        (["container.architecture", "a"], "amd64"),
        (["--env", "prod", "targets.e"], "targets.ec2"),
        (["pr"], "prod"),
    ],
)
def test_paths_and_values_are_completed(
    repository: Repository, capsys: Output, monkeypatch: pytest.MonkeyPatch, typed: list[str], offered: str
) -> None:
    del repository
    monkeypatch.setenv("_PODSPEC_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", " ".join(["podspec", "set", *typed]))
    monkeypatch.setenv("COMP_CWORD", str(1 + len(typed)))
    assert run([]) == 0
    assert f",{offered}\n" in capsys.readouterr().out


def test_a_credential_is_neither_written_nor_shown(repository: Repository, capsys: Output) -> None:
    made_up = "correct-horse-9"
    said = refused(capsys, "container.environment.DB", f"postgres://me:{made_up}@db/x", SPEC)
    assert "a password in a URL stands in plain text: revoke it" in said
    assert made_up not in said
    assert repository.read(SPEC) == TEXT
