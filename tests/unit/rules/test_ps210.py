"""PS210: a function that may run longer than the HTTP API waits."""

from specimens import silent, sole


def test_a_timeout_longer_than_the_http_api_waits_is_an_error() -> None:
    found = sole("targets: {lambda: {timeout_seconds: «31»}}", "PS210")
    assert found.message == "lambda timeout_seconds is longer than the HTTP API waits (30)"
    assert found.primary.text == "31 here"
    assert found.help == "lower it to 30 or less, and move longer work out of the request"


def test_the_time_that_the_http_api_waits_is_allowed() -> None:
    assert silent("targets: {lambda: {timeout_seconds: 30}}")


def test_a_timeout_from_an_overlay_is_shown_in_the_overlay() -> None:
    sole(
        """
        targets: {lambda: {timeout_seconds: 30}}
        environments:
          dev: {account: "111111111111", regions: [us-east-1], targets: {lambda: {timeout_seconds: «900»}}}
        """,
        "PS210",
    )


def test_a_timeout_of_the_base_that_an_overlay_mends_is_no_finding() -> None:
    assert silent(
        """
        targets: {lambda: {timeout_seconds: 900}}
        environments:
          dev: {account: "111111111111", regions: [us-east-1], targets: {lambda: {timeout_seconds: 30}}}
        """
    )
