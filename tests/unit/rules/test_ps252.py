"""PS252: one name for two environments."""

from specimens import silent, sole

TWO = """
targets: {{lambda: {{}}}}
environments:
  dev: {{account: "111111111111", regions: [us-east-1], domain: {{name: {dev}, zone: example.com}}}}
  prod: {{account: "111111111111", regions: [us-east-1], domain: {{name: {prod}, zone: example.com}}}}
"""


def test_a_name_that_two_environments_have_is_an_error() -> None:
    found = sole(TWO.format(dev="⟦podinfo.example.com⟧", prod="«podinfo.example.com»"), "PS252")
    assert found.message == "prod and dev both answer to podinfo.example.com"
    assert (found.primary.text, found.related[0].text) == ("prod here", "dev here")
    assert found.help == "give prod a name of its own"


def test_a_target_s_name_may_not_be_another_environment_s() -> None:
    found = sole(TWO.format(dev="⟦lambda.example.com⟧", prod="«example.com»"), "PS252")
    assert found.message == "prod and dev both answer to lambda.example.com"


def test_a_target_that_is_not_there_takes_no_name() -> None:
    assert silent(TWO.format(dev="ec2.example.com", prod="example.com"))


def test_an_environment_without_a_domain_takes_no_name() -> None:
    assert silent(
        """
        environments:
          dev: {account: "111111111111", regions: [us-east-1]}
          prod: {account: "111111111111", regions: [us-east-1], domain: {name: a.example.com, zone: example.com}}
        """
    )


def test_names_below_each_other_are_allowed() -> None:
    assert silent(TWO.format(dev="dev.podinfo.example.com", prod="podinfo.example.com"))
