"""PS204: a second account, and no registry."""

from specimens import silent, sole

TWO_ACCOUNTS = """
environments:
  dev: {account: ⟦"111111111111"⟧, regions: [eu-west-1, us-east-1]}
  stage: {account: "111111111111", regions: [us-east-1]}
  prod: {account: «"222222222222"», regions: [us-east-1]}
  dr: {account: "333333333333", regions: [us-east-1]}
"""


def test_the_first_environment_of_another_account_is_shown() -> None:
    found = sole(TWO_ACCOUNTS, "PS204")
    assert found.message == "environments differ in account, and registry is missing"
    assert found.primary.text == "another account than dev's"
    assert found.related[0].text == "dev is here"
    assert found.help == (
        'say where images are pushed, for example `registry: {account: "111111111111", region: eu-west-1}`'
    )


def test_a_registry_settles_it() -> None:
    assert silent(
        """
        registry: {account: "999999999999", region: us-east-1}
        environments:
          dev: {account: "111111111111", regions: [us-east-1]}
          prod: {account: "222222222222", regions: [us-east-1]}
        """
    )


def test_one_account_needs_no_registry() -> None:
    assert silent(
        """
        environments:
          dev: {account: "111111111111", regions: [us-east-1]}
          prod: {account: "111111111111", regions: [us-east-1]}
        """
    )
