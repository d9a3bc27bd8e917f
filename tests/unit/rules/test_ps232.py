"""PS232: a variable with a value and a secret."""

from specimens import silent, sole


def test_a_variable_in_both_blocks_is_an_error() -> None:
    found = sole(
        """
        container:
          environment: {API_TOKEN: ⟦none⟧}
          secrets: {«API_TOKEN»: api-token}
        secrets: {api-token: {}}
        """,
        "PS232",
    )
    assert found.message == "variable API_TOKEN is given both a value and a secret"
    assert (found.primary.text, found.related[0].text) == ("a secret here", "a value here")
    assert found.help == "delete one of them"


def test_an_overlay_s_value_clashes_with_the_base_s_secret() -> None:
    sole(
        """
        container: {secrets: {«API_TOKEN»: api-token}}
        secrets: {api-token: {}}
        environments:
          dev:
            account: "111111111111"
            regions: [us-east-1]
            container: {environment: {API_TOKEN: ⟦none⟧}}
        """,
        "PS232",
    )


def test_variables_that_differ_in_case_are_two() -> None:
    assert silent(
        """
        container: {environment: {api_token: none}, secrets: {API_TOKEN: api-token}}
        secrets: {api-token: {}}
        """
    )
