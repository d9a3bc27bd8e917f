"""The real shellcheck, with all its checks, over many scripts at one time."""

from pathlib import Path

from checking import found, output, verdict

from podspec.checkers.shellcheck import CHECKER

GOOD = "#!/usr/bin/env bash\nset -euo pipefail\necho hello\n"


def test_each_script_is_read_however_many_there_are(tmp_path: Path) -> None:
    scripts = {f"scripts/{number}.sh": GOOD for number in range(45)}
    scripts["scripts/44.sh"] = "#!/usr/bin/env bash\nx=1\necho $y\n"
    said = verdict(CHECKER, output(tmp_path / "a", scripts))
    assert said.check.files == len(scripts)
    assert {(one[0], one[2], one[3]) for one in found(said)} == {
        ("error", "scripts/44.sh", 2),
        ("error", "scripts/44.sh", 3),
    }
    assert {one.code for one in said.findings} >= {"SC2034", "SC2086"}


def test_a_script_without_an_ending_is_known_by_its_first_line(tmp_path: Path) -> None:
    files = {"hooks/start": GOOD, "LICENSE": "no script\n", "hooks/probe": "#!/usr/bin/env python3\n"}
    assert verdict(CHECKER, output(tmp_path / "a", files)).check.files == 1


def test_somebodys_settings_hide_nothing(tmp_path: Path) -> None:
    over = output(tmp_path / "a", {"a.sh": "#!/bin/sh\necho $1\n"}, {".shellcheckrc": "disable=SC2086\n"})
    assert [one.code for one in verdict(CHECKER, over).findings] == ["SC2086"]
