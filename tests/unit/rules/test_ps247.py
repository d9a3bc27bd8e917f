"""PS247: subnets that are listed twice."""

from specimens import several, silent, sole

EXISTING = """
environments:
  dev:
    account: "111111111111"
    regions: [us-east-1]
    network:
      vpc_id: vpc-00000001
      public_subnets: [{public}]
      private_subnets: [{private}]
"""


def test_a_subnet_twice_in_one_list_is_an_error() -> None:
    found = sole(
        EXISTING.format(public="⟦subnet-00000001⟧, «subnet-00000001»", private="subnet-00000003, subnet-00000004"),
        "PS247",
    )
    assert found.message == "subnet-00000001 is listed twice"
    assert (found.primary.text, found.related[0].text) == ("again here", "first here")
    assert found.help == ("list each subnet once: public ones for the load balancer, private ones for the hosts")


def test_a_subnet_in_both_lists_is_an_error() -> None:
    found = several(
        EXISTING.format(
            public="⟦subnet-00000001⟧, ⟦subnet-00000002⟧", private="«subnet-00000002», «subnet-00000001»"
        ),
        "PS247",
    )
    assert found[0].message == "subnet-00000002 is listed both as public and as private"


def test_four_subnets_are_allowed() -> None:
    assert silent(
        EXISTING.format(public="subnet-00000001, subnet-00000002", private="subnet-00000003, subnet-00000004")
    )
