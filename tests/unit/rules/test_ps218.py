"""PS218: spot hosts where releases need approval."""

from specimens import silent, sole


def test_spot_hosts_behind_an_approval_are_an_error() -> None:
    found = sole(
        """
        targets: {ec2: {purchase: «spot»}}
        environments:
          prod:
            account: "111111111111"
            regions: [us-east-1]
            network: {cidr: 10.10.0.0/16}
            approval: ⟦{reviewers: [ann]}⟧
        """,
        "PS218",
    )
    assert found.message == "prod asks for approval, and runs on spot hosts"
    assert found.primary.text == "AWS may take these hosts away"
    assert found.related[0].text == "approval is asked for here"
    assert found.help == "set purchase: on_demand in prod"


def test_spot_hosts_are_allowed_without_approval() -> None:
    assert silent("targets: {ec2: {purchase: spot}}")


def test_an_overlay_may_buy_on_demand_where_it_matters() -> None:
    assert silent(
        """
        targets: {ec2: {purchase: spot}}
        environments:
          prod:
            account: "111111111111"
            regions: [us-east-1]
            network: {cidr: 10.10.0.0/16}
            approval: {reviewers: [ann]}
            targets: {ec2: {purchase: on_demand}}
        """
    )
