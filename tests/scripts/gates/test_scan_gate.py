"""What a scan found is judged by the spec's rules.

The reports are written here, in grype's words: grype itself needs a database, for which it needs a network.
"""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from full import full
from proof.rendered import render_spec
from scripts.gates.images import finding, report
from scripts.gates.workshop import PATH, Done

pytestmark = pytest.mark.skipif(not shutil.which("jq", path=PATH), reason="jq is not on this machine")

WAIVERS = [
    {"id": "CVE-2026-2222", "reason": "not reachable: no XML is read", "expires": "2027-01-31"},
    {"id": "CVE-2026-4444", "reason": "only in tests", "expires": "2027-01-01"},
    {"id": "GHSA-aaaa-bbbb-cccc", "reason": "looked at again", "expires": "2027-02-01"},
]
#: Rules by name, as `supply_chain.scan` says them.
RULES: dict[str, dict[str, Any]] = {
    "high": {"fail_on": "high", "ignore_unfixed": True, "waivers": WAIVERS},
    "medium": {"fail_on": "medium", "ignore_unfixed": False, "waivers": []},
}


class Gate:
    """The gates of two services with different rules."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.scripts: dict[str, Path] = {}
        for name, rules in RULES.items():
            terraform = render_spec(full(**{"supply_chain.scan": rules}), folder / name)
            self.scripts[name] = terraform.parent / "scripts/scan-gate.sh"

    def judge(self, text: str, rules: str = "high", day: str = "2026-12-01") -> Done:
        """Judge a report as of a day."""
        (self.folder / "report.json").write_text(text)
        command = ["bash", str(self.scripts[rules]), "--as-of", day, str(self.folder / "report.json")]
        return subprocess.run(command, env={"PATH": PATH}, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def gate(tmp_path_factory: pytest.TempPathFactory) -> Gate:
    return Gate(tmp_path_factory.mktemp("gate"))


def test_nothing_found_passes(gate: Gate) -> None:
    assert gate.judge(report()).returncode == 0


@pytest.mark.parametrize(
    ("rules", "severity", "fix", "code"),
    [
        ("high", "Critical", "fixed", 1),
        ("high", "High", "fixed", 1),
        ("high", "Medium", "fixed", 0),
        ("high", "Critical", "not-fixed", 0),
        ("high", "Critical", "wont-fix", 0),
        # What nobody has judged yet may be anything.
        ("high", "Unknown", "fixed", 1),
        ("medium", "Medium", "not-fixed", 1),
        ("medium", "Low", "fixed", 0),
        ("medium", "Negligible", "fixed", 0),
    ],
)
def test_severity_and_fix_decide_as_the_spec_says(
    rules: str, severity: str, fix: str, code: int, gate: Gate
) -> None:
    done = gate.judge(report(finding(severity=severity, fix=fix)), rules)
    assert done.returncode == code, done
    assert done.stderr.count("stops: CVE-2026-1111") == code


@pytest.mark.parametrize(
    ("day", "verdict"), [("2026-12-01", "waived"), ("2027-01-31", "waived"), ("2027-02-01", "expired")]
)
def test_a_waiver_holds_to_its_last_day(day: str, verdict: str, gate: Gate) -> None:
    done = gate.judge(report(finding("CVE-2026-2222")), day=day)
    assert done.returncode == int(verdict == "expired")
    assert (
        f"{verdict}: CVE-2026-2222 critical in libfoo 1.2.3 (waived until 2027-01-31: not reachable" in done.stderr
    )


def test_a_waiver_counts_under_any_name_of_the_finding_and_the_latest_of_two_counts(gate: Gate) -> None:
    related = [{"id": "GHSA-aaaa-bbbb-cccc"}]
    done = gate.judge(report(finding("CVE-2026-4444", relatedVulnerabilities=related)), day="2027-01-15")
    assert done.returncode == 0, done
    assert "waived until 2027-02-01: looked at again" in done.stderr


def test_one_waived_finding_does_not_let_another_pass(gate: Gate) -> None:
    done = gate.judge(report(finding("CVE-2026-2222"), finding("CVE-2026-3333")))
    assert done.returncode == 1
    assert "stops this image: 1 finding(s)" in done.stderr


def test_a_finding_in_two_places_is_said_once(gate: Gate) -> None:
    done = gate.judge(report(finding(), finding()))
    assert "stops this image: 1 finding(s)" in done.stderr


def test_what_an_author_names_a_package_steers_no_terminal_and_no_workflow(gate: Gate) -> None:
    name = "x\n::add-mask::y\x1b[2J\twaived: z"
    done = gate.judge(report(finding(artifact={"name": name, "version": "1\n2"})))
    assert done.returncode == 1
    assert "\x1b" not in done.stderr
    assert len(done.stderr.splitlines()) == 2


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"matches": []}', '{"matches": {}, "descriptor": {"name": "grype"}}', "null"]
)
def test_what_is_no_report_passes_for_none(text: str, gate: Gate) -> None:
    done = gate.judge(text)
    assert done.returncode == 1
    assert "is no report of grype" in done.stderr


def test_a_finding_that_is_not_understood_stops(gate: Gate) -> None:
    assert gate.judge(report({"vulnerability": "CVE-2026-1111"})).returncode != 0
    assert (
        gate.judge(report(finding(vulnerability={"id": "CVE-2026-1111", "fix": {"state": "fixed"}}))).returncode
        == 1
    )
