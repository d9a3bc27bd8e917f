"""PS211: provisioned beyond reserved concurrency."""

from specimens import silent, sole


def test_more_warm_than_reserved_is_an_error() -> None:
    found = sole("targets: {lambda: {provisioned_concurrency: «6», reserved_concurrency: ⟦5⟧}}", "PS211")
    assert found.message == "lambda provisioned_concurrency is greater than reserved_concurrency"
    assert (found.primary.text, found.related[0].text) == ("6 here", "5 here")
    assert found.help == "reserve 6 or more, or keep fewer warm"


def test_an_overlay_s_value_is_held_against_the_base_s() -> None:
    sole(
        """
        targets: {lambda: {reserved_concurrency: ⟦5⟧}}
        environments:
          dev:
            account: "111111111111"
            regions: [us-east-1]
            targets: {lambda: {provisioned_concurrency: «6»}}
        """,
        "PS211",
    )


def test_all_that_is_reserved_may_be_warm() -> None:
    assert silent("targets: {lambda: {provisioned_concurrency: 5, reserved_concurrency: 5}}")


def test_nothing_reserved_is_no_limit() -> None:
    assert silent("targets: {lambda: {provisioned_concurrency: 10000}}")
