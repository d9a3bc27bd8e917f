"""PS246: one VPC for several regions."""

from specimens import silent, sole

EXISTING = """
environments:
  dev:
    account: "111111111111"
    regions: [{regions}]
    network:
      vpc_id: {vpc}
      public_subnets: [subnet-00000001, subnet-00000002]
      private_subnets: [subnet-00000003, subnet-00000004]
"""


def test_a_second_region_beside_a_vpc_is_an_error() -> None:
    found = sole(EXISTING.format(regions="us-east-1, «eu-west-1»", vpc="⟦vpc-00000001⟧"), "PS246")
    assert found.message == "dev has 2 regions, and a VPC lies in one"
    assert (found.primary.text, found.related[0].text) == ("a second region", "one VPC")
    assert found.help == (
        "let podspec build the network (`network: {cidr: …}`), or make an environment of each region"
    )


def test_one_region_is_allowed() -> None:
    assert silent(EXISTING.format(regions="us-east-1", vpc="vpc-00000001"))


def test_a_new_network_spans_regions() -> None:
    assert silent(
        """
        environments:
          dev: {account: "111111111111", regions: [us-east-1, eu-west-1], network: {cidr: 10.10.0.0/16}}
        """
    )
