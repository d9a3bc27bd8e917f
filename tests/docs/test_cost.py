"""The page about costs says what the code says, to the cent."""

import re
from pathlib import Path

import pytest
from cost_page import PAGE, bills, page
from specimens import with_blocks

from podspec.cli import run


def test_the_page_says_what_is_so() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `python tests/cost_page.py`"


def test_the_cents_of_its_lines_add_up_to_its_sums() -> None:
    for one in bills():
        section = page().split(f"### {one.environment}: ")[1].split("\n### ")[0]
        rows = re.findall(r"^\| \w+ \| [^|]+ \| ([0-9,.]+) \|", section, re.MULTILINE)
        assert len(rows) == len(one.lines)
        cents = sum(float(row.replace(",", "")) for row in rows)
        assert cents == pytest.approx(one.monthly_usd, abs=0.005 * len(rows))


def test_the_example_of_assumptions_is_a_legal_spec(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (example,) = re.findall(r"```yaml\n(.*?)```", page(), re.DOTALL)
    legal = example.replace("prod:\n", 'prod:\n    account: "111111111111"\n    regions: [us-east-1]\n')
    spec = tmp_path / "service.yaml"
    spec.write_text(with_blocks(f"{legal}observability: {{notify: [ops@northwind.io]}}\n"), "utf-8")
    assert run(["cost"]) == 0, capsys.readouterr()
    assert "requests_per_month 80,000,000" in capsys.readouterr().out
