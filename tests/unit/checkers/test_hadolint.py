"""The real hadolint: Dockerfiles are the user's, and so are the settings."""

from pathlib import Path

from checking import found, output, verdict

from podspec.checkers.hadolint import CHECKER
from podspec.model.check import Outcome

LOOSE = "FROM debian\nCMD sleep 1\n"


def test_what_it_only_warns_of_is_a_warning(tmp_path: Path) -> None:
    said = found(verdict(CHECKER, output(tmp_path / "a", {}, {"shop/Dockerfile": LOOSE})))
    assert said == [("warning", "DL3006", "shop/Dockerfile", 1), ("warning", "DL3025", "shop/Dockerfile", 2)]


def test_what_it_calls_an_error_is_one(tmp_path: Path) -> None:
    said = found(verdict(CHECKER, output(tmp_path / "a", {}, {"Dockerfile": "FROM debian:13\nFRM x\n"})))
    assert [one[0] for one in said] == ["error"]


def test_the_users_settings_hold(tmp_path: Path) -> None:
    given = {"Dockerfile": LOOSE, ".hadolint.yaml": "ignored: [DL3006, DL3025]\n"}
    assert verdict(CHECKER, output(tmp_path / "a", {}, given)).check.outcome is Outcome.CLEAN


def test_without_a_dockerfile_there_is_nothing_to_do(tmp_path: Path) -> None:
    assert verdict(CHECKER, output(tmp_path / "a", {"main.tf": ""})).check.outcome is Outcome.LEFT_OUT
