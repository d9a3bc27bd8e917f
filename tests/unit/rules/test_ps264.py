"""PS264: things waived or accepted twice."""

from specimens import several, silent


def test_a_vulnerability_waived_twice_is_an_error() -> None:
    found = several(
        """
        supply_chain:
          scan:
            waivers:
              - {id: ⟦CVE-2026-1⟧, reason: never called, expires: "2099-12-31"}
              - {id: CVE-2026-2, reason: never called, expires: "2099-12-31"}
              - {id: «CVE-2026-1», reason: never called, expires: "2099-12-30"}
        """,
        "PS264",
    )
    assert found[0].message == "CVE-2026-1 is waived twice"
    assert (found[0].primary.text, found[0].related[0].text) == ("again here", "first here")
    assert found[0].help == "keep one entry, with one reason and one last day"


def test_a_code_accepted_twice_is_an_error() -> None:
    found = several(
        """
        accept:
          - {code: ⟦PS231⟧, reason: in use soon, expires: "2099-12-31"}
          - {code: «PS231», reason: in use soon, expires: "2099-12-31"}
        """,
        "PS264",
    )
    assert found[0].message == "PS231 is accepted twice"


def test_two_vulnerabilities_and_two_codes_are_allowed() -> None:
    assert silent(
        """
        supply_chain:
          scan:
            waivers:
              - {id: CVE-2026-1, reason: never called, expires: "2099-12-31"}
              - {id: CVE-2026-2, reason: never called, expires: "2099-12-31"}
        accept:
          - {code: PS231, reason: in use soon, expires: "2099-12-31"}
          - {code: PS216, reason: in use soon, expires: "2099-12-31"}
        """
    )
