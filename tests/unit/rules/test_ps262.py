"""PS262: codes that cannot be accepted."""

import pytest
from specimens import several, silent, sole

from podspec.rules import acceptable_codes

ACCEPT = "accept: [{{code: {code}, reason: looked at it, expires: '2099-12-31'}}]"
ADVICE = "`podspec rules` lists the codes; errors of shape, drift and acceptance itself must be mended"


@pytest.mark.parametrize("code", ["PS101", "PS301", "PS402", "PS260", "PS261", "PS263", "PS264"])
def test_a_code_that_must_be_mended_cannot_be_accepted(code: str) -> None:
    found = sole(ACCEPT.format(code=f"«{code}»"), "PS262")
    assert found.message == f"{code} cannot be accepted"
    assert found.primary.text == "not the code of a rule that may be broken"
    assert found.help.endswith(ADVICE)


def test_a_slip_names_the_code_that_was_meant() -> None:
    found = sole(ACCEPT.format(code="«PS299»"), "PS262")
    assert found.help.startswith("did you mean PS2")


def test_an_error_of_shape_is_no_slip() -> None:
    assert sole(ACCEPT.format(code="«PS101»"), "PS262").help == ADVICE


@pytest.mark.parametrize("code", sorted(acceptable_codes()))
def test_every_other_rule_may_be_accepted(code: str) -> None:
    assert silent(ACCEPT.format(code=code))


def test_what_cannot_be_accepted_stays_a_finding() -> None:
    several(
        """
        accept:
          - {code: «PS262», reason: looked at it, expires: "2099-12-31"}
          - {code: «PS101», reason: looked at it, expires: "2099-12-31"}
        """,
        "PS262",
    )
