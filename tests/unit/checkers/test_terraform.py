"""Real Terraform core: `fmt`, and `validate` with the schema of AWS's provider but without the provider."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from checking import found, output, program, verdict
from proof.offline import schema
from proof.offline.place import Place
from proof.offline.provider import Provider
from proof.offline.server import serving

from podspec.checkers.terraform import FMT, VALIDATE, providers
from podspec.model.check import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

CORE = Path(__file__).parents[2] / "proof" / "offline" / "core.py"
ROOT = "generated/a/terraform/environments/dev/us-east-1"
MODULE = "generated/a/terraform/modules/topic"
MAIN = """\
terraform {
  backend "s3" {}
}

module "topic" {
  source = "../../../modules/topic"
}
"""
TOPIC = """\
resource "aws_sns_topic" "one" {
  name = "one"
}
"""


@pytest.fixture(autouse=True)
def core(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Terraform's core from its wheel as `terraform`, with nobody's settings."""
    program(tmp_path / "bin", "terraform", f'exec {sys.executable} {CORE} "$@"', monkeypatch)
    monkeypatch.setenv("TF_CLI_CONFIG_FILE", str(tmp_path / "none.rc"))
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("TF_PLUGIN_CACHE_DIR", "TF_REATTACH_PROVIDERS"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """AWS's provider as far as its schema goes, where Terraform finds it without a download."""
    known = {address: Provider(each, {}, Place()) for address, each in schema.load().items()}
    with serving(known, tmp_path_factory.mktemp("p")) as reattach:
        monkeypatch.setenv("TF_REATTACH_PROVIDERS", reattach)
        yield


def test_formatted_files_are_clean_and_others_are_named(tmp_path: Path) -> None:
    over = output(tmp_path / "a", {f"{ROOT}/main.tf": MAIN, f"{MODULE}/main.tf": TOPIC.replace("  name", "name")})
    said = verdict(FMT, over)
    assert found(said) == [("error", "terraform/fmt", f"{MODULE}/main.tf", None)]
    assert (said.check.files, said.check.version[0]) == (2, "1")


def test_a_file_that_is_no_terraform_breaks_the_check_and_is_not_clean(tmp_path: Path) -> None:
    said = verdict(FMT, output(tmp_path / "a", {"main.tf": "resource {\n"}))
    assert said.check.outcome is Outcome.BROKEN
    assert said.check.note.startswith("exit code 2")


def test_without_providers_validate_is_left_out_and_says_why(tmp_path: Path) -> None:
    said = verdict(VALIDATE, output(tmp_path / "a", {f"{ROOT}/main.tf": MAIN, f"{MODULE}/main.tf": TOPIC}))
    assert said.check.outcome is Outcome.LEFT_OUT
    assert "--online" in said.check.note


@pytest.mark.usefixtures("served")
def test_each_root_is_validated_with_its_modules(tmp_path: Path) -> None:
    over = output(tmp_path / "a", {f"{ROOT}/main.tf": MAIN, f"{MODULE}/main.tf": TOPIC})
    assert verdict(VALIDATE, over).check.outcome is Outcome.CLEAN


@pytest.mark.usefixtures("served")
def test_what_the_provider_does_not_know_is_found_in_the_module(tmp_path: Path) -> None:
    over = output(tmp_path / "a", {f"{ROOT}/main.tf": MAIN, f"{MODULE}/main.tf": TOPIC.replace("name ", "nmae ")})
    assert found(verdict(VALIDATE, over)) == [("error", "terraform/validate", f"{MODULE}/main.tf", 2)]


@pytest.mark.usefixtures("served")
def test_a_root_that_cannot_be_initialised_is_broken_with_terraforms_reason(tmp_path: Path) -> None:
    said = verdict(VALIDATE, output(tmp_path / "a", {f"{ROOT}/main.tf": MAIN}))
    assert said.check.outcome is Outcome.BROKEN
    assert f"init in {ROOT}" in said.check.note


def test_a_cache_is_read_as_a_mirror_so_that_no_registry_is_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert providers() is None
    (tmp_path / "cache" / "registry.terraform.io").mkdir(parents=True)
    settings = tmp_path / "some.rc"
    settings.write_text(f'plugin_cache_dir = "{tmp_path}/cache"\n')
    monkeypatch.setenv("TF_CLI_CONFIG_FILE", str(settings))
    assert providers() == (f"-plugin-dir={tmp_path}/cache",)
    settings.write_text("provider_installation {\n}\n")
    assert providers() == ()
