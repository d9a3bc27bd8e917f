"""PS231: a secret that no variable carries."""

from specimens import silent, sole

from podspec.model.diagnostic import Severity


def test_an_idle_secret_is_a_warning() -> None:
    found = sole(
        """
        container: {secrets: {API_TOKEN: api-token}}
        secrets:
          api-token: {}
          «db-login»: {}
        """,
        "PS231",
    )
    assert found.severity is Severity.WARNING
    assert found.message == "secret db-login is declared, and no variable carries it"
    assert found.primary.text == "not used"
    assert found.help == "give it to the container (`secrets: {DB_LOGIN: db-login}`), or delete it"


def test_an_idle_secret_of_an_overlay_is_shown_in_the_overlay() -> None:
    sole(
        """
        environments:
          dev: {account: "111111111111", regions: [us-east-1], secrets: {«api-token»: {}}}
        """,
        "PS231",
    )


def test_one_environment_that_uses_a_secret_is_enough() -> None:
    assert silent(
        """
        secrets: {api-token: {}}
        environments:
          dev: {account: "111111111111", regions: [us-east-1]}
          prod:
            account: "111111111111"
            regions: [us-east-1]
            container: {secrets: {API_TOKEN: api-token}}
        """
    )


def test_a_misspelt_name_is_one_finding_not_two() -> None:
    sole(
        """
        container: {secrets: {API_TOKEN: «api-tokne»}}
        secrets: {api-token: {}}
        """,
        "PS230",
    )
