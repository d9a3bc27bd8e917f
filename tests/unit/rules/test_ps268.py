"""PS268: budgets in GovCloud."""

from specimens import silent, sole

SPEC = """
cost: {{monthly_budget_usd: {budget}}}
observability: {{notify: [ops@example.com]}}
state: null
environments:
  dev: {{account: "111111111111", regions: [{region}]}}
"""


def test_a_budget_in_govcloud_is_an_error() -> None:
    found = sole(SPEC.format(budget="«310»", region="⟦us-gov-west-1⟧"), "PS268")
    assert found.message == "AWS has no budgets in the partition of us-gov-west-1"
    assert (found.primary.text, found.related[0].text) == ("cannot be built", "dev is here")
    assert found.help == "take it out, and watch the cost in the commercial account that pays for this one"


def test_without_a_budget_govcloud_is_a_place_like_any_other() -> None:
    assert silent(SPEC.format(budget="null", region="us-gov-west-1"))


def test_other_partitions_have_budgets() -> None:
    for region in ("eu-west-1", "cn-north-1"):
        assert silent(SPEC.format(budget="310", region=region))
