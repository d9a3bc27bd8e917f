"""`podspec init`: reads what is there, asks for the rest, writes a right spec, and never over anything."""

from __future__ import annotations

import json
import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from podspec.cli import run
from podspec.model.schema import json_schema

Output = pytest.CaptureFixture[str]
ROOT = Path(__file__).parents[3]
ACCOUNT = ["--account", "123456789012"]
GIT = os.environ | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository called shop with a Dockerfile; the present folder."""
    root = tmp_path / "shop"
    root.mkdir()
    subprocess.run(["git", "init", "-q", "-b", "trunk"], cwd=root, check=True, env=GIT)
    (root / "Dockerfile").write_text("FROM scratch\nEXPOSE 3000\n")
    monkeypatch.chdir(root)
    for name in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(name, raising=False)
    return root


def _remote(root: Path, address: str = "git@github.com:acme/shop.git") -> None:
    subprocess.run(["git", "remote", "add", "origin", address], cwd=root, check=True, env=GIT)


def _spec(root: Path, name: str = "shop") -> str:
    return (root / "specs" / name / "service.yaml").read_text("utf-8")


def test_what_the_repository_tells_is_not_asked(shop: Path, capsys: Output) -> None:
    _remote(shop)
    assert run(["init", *ACCOUNT, "--yes"]) == 0
    said = capsys.readouterr().out
    assert "Dockerfile: port 3000 (line 2)" in said
    assert "podspec explain PS203" in said
    text = _spec(shop)
    for part in ("name: shop", "slug: acme/shop", "default_branch: trunk", "port: 3000", "regions: [us-east-1]"):
        assert part in text


def test_the_schema_for_editors_is_beside_the_specs_and_agrees(shop: Path) -> None:
    assert run(["init", *ACCOUNT, "--yes", "--slug", "acme/shop"]) == 0
    first = _spec(shop).splitlines()[0]
    path = shop / "specs" / "shop" / first.partition("$schema=")[2]
    assert json.loads(path.read_text("utf-8")) == json_schema()


@pytest.mark.parametrize("target", ["lambda", "ec2", "both"])
def test_the_result_validates_without_a_warning_and_is_rendered(target: str, shop: Path, capsys: Output) -> None:
    assert run(["init", *ACCOUNT, "--yes", "--slug", "acme/shop", "--target", target, "--ids", "1,2"]) == 0
    assert run(["validate", "--strict"]) == 0, capsys.readouterr().out
    if target == "both":
        assert run(["render", "--strict"]) == 0, capsys.readouterr().out
        assert run(["check", "--strict"]) == 0, capsys.readouterr().out
    assert (shop / "specs").is_dir()


def test_nothing_is_ever_overwritten(shop: Path, capsys: Output) -> None:
    path = shop / "specs" / "shop" / "service.yaml"
    path.parent.mkdir(parents=True)
    path.write_text("mine\n")
    assert run(["init", *ACCOUNT, "--yes", "--slug", "acme/shop"]) == 2
    assert "specs/shop/service.yaml is there already" in capsys.readouterr().err
    assert path.read_text() == "mine\n"


def test_a_second_spec_finds_the_account_prepared_and_takes_another_network(shop: Path, capsys: Output) -> None:
    arguments = ["init", *ACCOUNT, "--yes", "--slug", "acme/shop", "--target", "ec2"]
    assert run([*arguments, "--name", "first", "--region", "eu-west-1"]) == 0
    assert run([*arguments, "--name", "second"]) == 0
    second = _spec(shop, "second")
    assert "foundation: existing # specs/first/service.yaml makes what the account has once" in second
    assert "region: eu-west-1 # where it keeps Terraform's state" in second
    assert "10.20.0.0/16" in second
    assert run(["check"]) == 1
    assert "PS27" not in capsys.readouterr().out


def test_of_many_specs_the_one_that_prepares_the_account_is_named(shop: Path) -> None:
    arguments = ["init", *ACCOUNT, "--yes", "--slug", "acme/shop"]
    for name in ("web", "api", "job"):
        assert run([*arguments, "--name", name]) == 0
    assert "foundation: existing # specs/web/service.yaml makes what the account has once" in _spec(shop, "job")
    (shop / "specs" / "web" / "service.yaml").unlink()
    assert run([*arguments, "--name", "cron"]) == 0
    assert "foundation: existing # as in specs/api/service.yaml" in _spec(shop, "cron")


def test_a_spec_at_the_root_counts_too(shop: Path) -> None:
    arguments = ["init", *ACCOUNT, "--yes", "--slug", "acme/shop", "--target", "ec2"]
    assert run(arguments) == 0
    (shop / "specs" / "shop" / "service.yaml").rename(shop / "service.yaml")
    assert run([*arguments, "--name", "second"]) == 0
    second = _spec(shop, "second")
    assert "foundation: existing # service.yaml makes what the account has once" in second
    assert "10.20.0.0/16" in second


@pytest.mark.parametrize("named", [["--target", "ec2", "--target", "lambda"], ["--target", "lambda, ec2"]])
def test_two_targets_are_both_of_them_however_they_are_named(named: list[str], shop: Path) -> None:
    assert run(["init", *ACCOUNT, "--yes", "--slug", "acme/shop", *named]) == 0
    text = _spec(shop)
    assert "\n  lambda:\n" in text
    assert "\n  ec2:\n" in text


def test_the_folder_says_where_the_image_is_built(shop: Path) -> None:
    (shop / "services" / "web").mkdir(parents=True)
    (shop / "services" / "web" / "Containerfile").write_text("FROM scratch\n")
    assert run(["init", "services/web", *ACCOUNT, "--yes", "--slug", "acme/shop"]) == 0
    text = _spec(shop, "web")
    assert "context: services/web" in text
    assert "dockerfile: Containerfile" in text


def test_the_region_of_the_environment_is_the_default(shop: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_REGION", "eu-central-1")
    assert run(["init", *ACCOUNT, "--yes", "--slug", "acme/shop"]) == 0
    assert "regions: [eu-central-1]" in _spec(shop)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--yes"], "give --account, --slug"),
        ([*ACCOUNT, "--yes"], "give --slug"),
        ([], "give --account, --slug (--yes takes the default of --name, --target, --region)"),
        ([*ACCOUNT, "--yes", "--slug", "x"], "--slug: 'x': expected owner/name of a GitHub repository"),
        ([*ACCOUNT, "--yes", "--target", "ecs"], "--target: 'ecs': expected one of lambda, ec2, both"),
        ([*ACCOUNT, "--yes", "--target", "ec2,ecs"], "--target: 'ec2,ecs': expected one of lambda, ec2, both"),
        ([*ACCOUNT, "--yes", "--slug", "a/b", "--ids", "1"], "--ids: '1': expected two whole numbers"),
        (["nowhere"], "nowhere"),
    ],
)
@pytest.mark.usefixtures("shop")
def test_what_is_missing_or_wrong_is_two_and_says_which_flag(
    arguments: list[str], said: str, capsys: Output, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Path(os.devnull).open() as nobody:
        monkeypatch.setattr("sys.stdin", nobody)
        assert run(["init", *arguments]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert said in told.err


def test_the_how_to_shows_what_is_said(shop: Path, capsys: Output) -> None:
    (shop / "Dockerfile").unlink()
    page = (ROOT / "docs" / "how-to" / "start-a-service.md").read_text("utf-8")
    command, _, shown = page.partition("```console\n$ podspec ")[2].partition("```")[0].partition("\n")
    assert run(command.split()) == 0
    assert capsys.readouterr().out == shown


# -- a person at a terminal ---------------------------------------------------------------------------------


def _conversation(root: Path, *answers: str) -> tuple[int, str]:
    """Answer the questions of `podspec init` at a terminal of its own; its exit code, and what it said."""
    person, terminal = pty.openpty()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1"}
    with subprocess.Popen(
        [sys.executable, "-m", "podspec", "init"],
        cwd=root,
        env=environment,
        stdin=terminal,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as asked:
        os.close(terminal)
        os.write(person, "".join(f"{answer}\n" for answer in answers).encode())
        said, _ = asked.communicate(timeout=60)
        os.close(person)
    return asked.returncode, said


def test_five_questions_are_enough_and_a_wrong_answer_is_asked_again(shop: Path) -> None:
    _remote(shop)
    code, said = _conversation(shop, "", "ec2", "12", "123456789012", "eu-west-1", "1001 2002")
    assert code == 0, said
    questions = [
        "Name of the service [shop]",
        "Where it runs",
        "AWS account",
        "AWS region [us-east-1]",
        "GitHub's ids",
    ]
    assert all(question in said for question in questions), said
    assert "'12': expected the 12 digits of an AWS account" in said
    assert "owner_id: 1001" in _spec(shop)
    assert "instance_type: t4g.small" in _spec(shop)


def test_without_a_remote_the_fifth_question_is_for_the_repository(shop: Path) -> None:
    code, said = _conversation(shop, "", "", "123456789012", "", "acme/other")
    assert code == 0, said
    assert "GitHub's ids" not in said
    assert "slug: acme/other" in _spec(shop)
