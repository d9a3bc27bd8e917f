"""What a root says besides resources."""

from podspec.impact.asides import aside_notes
from podspec.impact.resources import root_module

_OLD = """\
terraform {
  required_providers {
    aws = { source = "hashicorp/aws", version = "6" }
  }
}
provider "aws" {
  region = var.region
}
variable "region" {
  default = "eu-west-1"
}
resource "a_b" "c" {
  lifecycle {
    prevent_destroy = true
  }
}
"""


def _notes(old: str, new: str) -> tuple[str, ...]:
    before, after = (root_module({"r/main.tf": text.encode()}, "r") for text in (old, new))
    return aside_notes(before, after)


def test_a_provider_from_elsewhere_is_told() -> None:
    said = 'terraform required_providers aws.source: "hashicorp/aws" → "evil/aws"'
    assert _notes(_OLD, _OLD.replace("hashicorp/", "evil/")) == (said,)


def test_a_provider_is_told_by_its_value_and_not_by_its_text() -> None:
    assert _notes(_OLD, _OLD.replace("eu-west-1", "x")) == ('provider aws region: "eu-west-1" → "x"',)


def test_what_terraform_no_longer_minds_is_told() -> None:
    (gone, ignored) = sorted(_notes(_OLD, _OLD.replace("prevent_destroy = true", "ignore_changes = all")))[::-1]
    assert gone == "a_b.c lifecycle prevent_destroy: true → not there"
    assert ignored == "a_b.c lifecycle ignore_changes: not there → all"


def test_a_new_root_tells_only_what_runs_code_or_comes_from_others() -> None:
    assert aside_notes(None, root_module({"r/main.tf": _OLD.encode()}, "r")) == ()
