"""Errors say where."""

from podspec.impact.hcl.syntax import HclError


def test_an_error_begins_with_its_place() -> None:
    assert str(HclError("no", "a.tf", 3)) == "a.tf:3: no"
    assert str(HclError("no", "a.tf")) == "a.tf: no"
    assert str(HclError("no")) == "no"
