"""PS230: a secret that nobody declared."""

from specimens import silent, sole


def test_a_slip_names_the_secret_that_was_meant() -> None:
    found = sole(
        """
        container: {secrets: {API_TOKEN: «api-tokne»}}
        secrets: {api-token: {}}
        """,
        "PS230",
    )
    assert found.message == "secret api-tokne is not declared"
    assert found.primary.text == "no such secret"
    assert found.help == "did you mean api-token?"


def test_a_name_like_no_other_says_how_to_declare_it() -> None:
    found = sole("container: {secrets: {API_TOKEN: «api-token»}}", "PS230")
    assert found.help == "declare it: `secrets: {api-token: {}}`"


def test_a_secret_that_an_overlay_takes_away_is_missed_there() -> None:
    sole(
        """
        container: {secrets: {API_TOKEN: «api-token»}}
        secrets: {api-token: {}}
        environments:
          dev: {account: "111111111111", regions: [us-east-1], secrets: {api-token: null}}
          prod: {account: "111111111111", regions: [us-east-1]}
        """,
        "PS230",
    )


def test_a_secret_that_an_overlay_declares_will_do() -> None:
    assert silent(
        """
        environments:
          dev:
            account: "111111111111"
            regions: [us-east-1]
            container: {secrets: {API_TOKEN: api-token}}
            secrets: {api-token: {}}
        """
    )
