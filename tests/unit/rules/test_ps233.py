"""PS233: a rotation function far away from its secret."""

from specimens import silent, sole

ROTATED = """
container: {{secrets: {{API_TOKEN: api-token}}}}
secrets:
  api-token:
    rotation:
      lambda_arn: {arn}
environments:
  dev: {{account: {account}, regions: [{region}, eu-west-1]}}
"""
HERE = "arn:aws:lambda:us-east-1:111111111111:function:rotate"


def _rotated(arn: str, account: str = '"111111111111"', region: str = "us-east-1") -> str:
    return ROTATED.format(arn=arn, account=account, region=region)


def test_a_function_of_another_region_is_an_error() -> None:
    arn = HERE.replace("us-east-1", "eu-west-1")
    found = sole(_rotated(f"«{arn}»", region="⟦us-east-1⟧"), "PS233")
    assert found.message == "the rotation function of api-token lies in another region than dev"
    assert (found.primary.text, found.related[0].text) == ("region eu-west-1", "region us-east-1")
    assert found.help == "name a function in us-east-1 of account 111111111111"


def test_a_function_of_another_account_is_an_error() -> None:
    arn = HERE.replace("111111111111", "222222222222")
    found = sole(_rotated(f"«{arn}»", account='⟦"111111111111"⟧'), "PS233")
    assert found.message == "the rotation function of api-token lies in another account than dev"
    assert found.related[0].text == "account 111111111111"


def test_both_can_be_wrong_at_once() -> None:
    arn = "arn:aws:lambda:eu-west-1:222222222222:function:rotate"
    found = sole(_rotated(f"«{arn}»", account='⟦"111111111111"⟧', region="⟦us-east-1⟧"), "PS233")
    assert found.message == "the rotation function of api-token lies in another region and account than dev"
    assert found.primary.text == "region eu-west-1, account 222222222222"


def test_a_function_beside_the_secret_is_allowed() -> None:
    assert silent(_rotated(HERE))


def test_a_secret_that_podspec_rotates_does_not_hide_the_next() -> None:
    sole(
        """
        container: {secrets: {API_TOKEN: api-token, OTHER: other}}
        secrets:
          api-token: {}
          other: {rotation: {lambda_arn: «"arn:aws:lambda:eu-west-1:111111111111:function:rotate"»}}
        environments:
          dev: {account: "111111111111", regions: [⟦us-east-1⟧]}
        """,
        "PS233",
    )


def test_podspec_s_own_function_is_always_beside_the_secret() -> None:
    assert silent(
        """
        container: {secrets: {API_TOKEN: api-token}}
        secrets: {api-token: {rotation: generated}}
        """
    )
