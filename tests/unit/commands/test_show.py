"""`podspec show`: the resolved spec, and where each value comes from."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from specimens import with_blocks

from podspec.cli import run
from podspec.model.environment import Environment

Output = pytest.CaptureFixture[str]
TEXT = with_blocks("""
    container: {environment: {LOG_LEVEL: info, "COUNTRY": "no"}}
    targets:
      lambda: {memory_mb: 256}
    environments:
      dev: {account: "111111111111", regions: [us-east-1], targets: {lambda: {memory_mb: 512}}}
      prod: {account: "111111111111", regions: [us-east-1, eu-west-1]}
""")


@pytest.fixture(autouse=True)
def _spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A spec in the current folder."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "service.yaml").write_text(TEXT, "utf-8")


def shown(capsys: Output, *arguments: str) -> str:
    assert run(["show", *arguments]) == 0
    return capsys.readouterr().out


def test_each_environment_is_a_yaml_document_that_reads_back_as_it_is(capsys: Output) -> None:
    documents = list(YAML(typ="safe").load_all(shown(capsys)))
    assert [one["name"] for one in documents] == ["dev", "prod"]
    assert [one["targets"]["lambda"]["memory_mb"] for one in documents] == [512, 256]
    assert documents[0]["container"]["environment"] == {"LOG_LEVEL": "info", "COUNTRY": "no"}
    for one in documents:
        one["regions"] = tuple(one["regions"])
        one["observability"]["notify"] = ()
        assert Environment.model_validate(one).name == one["name"]


def test_every_default_is_filled_in(capsys: Output) -> None:
    (dev,) = YAML(typ="safe").load_all(shown(capsys, "--env", "dev"))
    assert dev["container"]["port"] == 8080
    assert dev["targets"]["lambda"]["rollout"]["strategy"] == "canary"


def test_the_origin_of_each_value_is_told(capsys: Output) -> None:
    said = shown(capsys, "--origin")
    dev, prod = (part for part in said.split("---\n") if part)
    lines = TEXT.splitlines()
    overlay = next(number for number, line in enumerate(lines, start=1) if "dev:" in line)
    base = next(number for number, line in enumerate(lines, start=1) if "memory_mb: 256" in line)
    assert re.search(rf"memory_mb: 512 +# service.yaml:{overlay} \(dev\)\n", dev)
    assert re.search(rf"memory_mb: 256 +# service.yaml:{base}\n", prod)
    assert re.search(r"port: 8080 +# default\n", prod)


def test_origins_stand_in_one_column(capsys: Output) -> None:
    said = shown(capsys, "--origin", "--env", "dev")
    assert len({line.index(" # ") for line in said.splitlines() if " # " in line}) == 1


def test_an_environment_that_is_none_is_bad_usage(capsys: Output) -> None:
    assert run(["show", "--env", "stage"]) == 2
    assert "there are dev, prod" in capsys.readouterr().err


def test_a_wrong_spec_is_judged_instead(capsys: Output) -> None:
    Path("service.yaml").write_text("version: 2\n", "utf-8")
    assert run(["show"]) == 1
    assert "error[PS104]" in capsys.readouterr().out


def test_of_several_specs_one_must_be_named(capsys: Output) -> None:
    Path("service.yaml").unlink()
    for name in ("a", "b"):
        Path("specs", name).mkdir(parents=True)
        Path("specs", name, "service.yaml").write_text(TEXT, "utf-8")
    assert run(["show"]) == 2
    assert "name one of specs/a/service.yaml, specs/b/service.yaml" in capsys.readouterr().err
    assert run(["show", "specs/a"]) == 0
