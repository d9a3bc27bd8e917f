"""PS261: acceptances that have expired."""

from datetime import date

from specimens import silent, sole

ACCEPT = """
accept:
  - {{code: PS231, reason: in use soon, expires: {expires}}}
"""


def test_an_acceptance_ends_the_day_after_its_last() -> None:
    found = sole(ACCEPT.format(expires='«"2026-11-22"»'), "PS261", date(2026, 11, 23))
    assert found.message == "the acceptance of PS231 has expired"
    assert found.primary.text == "passed, as of 2026-11-23"
    assert found.help == "mend the finding and delete the entry, or judge it anew and set a later day"


def test_the_last_day_still_counts() -> None:
    assert silent(ACCEPT.format(expires='"2026-11-23"'), date(2026, 11, 23))
