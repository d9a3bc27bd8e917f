"""PS263: reasons that say nothing."""

import pytest
from specimens import several, silent

REASONS = """
supply_chain: {{scan: {{waivers: [{{id: CVE-2026-1, reason: {reason}, expires: "2099-12-31"}}]}}}}
accept: [{{code: PS231, reason: {reason}, expires: "2099-12-31"}}]
"""


@pytest.mark.parametrize("reason", ["'...'", "'- -'", '"-"', "'?!'", "'…'"])
def test_a_reason_without_a_word_is_an_error(reason: str) -> None:
    found = several(REASONS.format(reason=f"«{reason}»"), "PS263")
    assert [one.message for one in found] == ["a reason must say something"] * 2
    assert found[0].primary.text == "no word here"
    assert found[0].help == "say why it is right here, and who looked at it"


@pytest.mark.parametrize("reason", ["never called", "'#42'", "誤検知", "x"])
def test_a_word_in_any_script_is_a_reason(reason: str) -> None:
    assert silent(REASONS.format(reason=reason))
