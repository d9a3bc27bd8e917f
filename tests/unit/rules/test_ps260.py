"""PS260: waivers that have expired."""

from datetime import date

from specimens import silent, sole

WAIVERS = """
supply_chain:
  scan:
    waivers:
      - {{id: CVE-2026-1, reason: never called, expires: "2099-12-31"}}
      - {{id: CVE-2026-2, reason: never called, expires: {expires}}}
"""


def test_a_waiver_ends_the_day_after_its_last() -> None:
    found = sole(WAIVERS.format(expires='«"2026-11-22"»'), "PS260", date(2026, 11, 23))
    assert found.message == "the waiver of CVE-2026-2 has expired"
    assert found.primary.text == "passed, as of 2026-11-23"
    assert found.help == "mend the vulnerability and delete the waiver, or judge it anew and set a later day"


def test_the_last_day_still_counts() -> None:
    assert silent(WAIVERS.format(expires='"2026-11-23"'), date(2026, 11, 23))
