"""PS253: one zone that two environments create."""

from specimens import silent, sole

TWO = """
environments:
  dev:
    account: "111111111111"
    regions: [us-east-1]
    domain: {{name: dev.example.com, zone: example.com, create_zone: {dev}}}
  prod:
    account: "111111111111"
    regions: [us-east-1]
    domain: {{name: podinfo.example.com, zone: {zone}, create_zone: {prod}}}
"""


def test_a_second_creator_is_an_error() -> None:
    found = sole(TWO.format(dev="⟦true⟧", prod="«true»", zone="example.com"), "PS253")
    assert found.message == "prod and dev both create the zone example.com"
    assert (found.primary.text, found.related[0].text) == ("again here", "created in dev")
    assert found.help == "delete create_zone from prod: the zone is looked up then"


def test_environments_that_create_no_zone_do_not_hide_the_next() -> None:
    sole(
        """
        environments:
          dev: {account: "111111111111", regions: [us-east-1]}
          test:
            account: "111111111111"
            regions: [us-east-1]
            domain: {name: a.example.com, zone: example.com}
          stage:
            account: "111111111111"
            regions: [us-east-1]
            domain: {name: b.example.com, zone: example.com, create_zone: ⟦true⟧}
          prod:
            account: "111111111111"
            regions: [us-east-1]
            domain: {name: c.example.com, zone: example.com, create_zone: «true»}
        """,
        "PS253",
    )


def test_one_may_create_what_the_other_looks_up() -> None:
    assert silent(TWO.format(dev="true", prod="false", zone="example.com"))


def test_two_zones_may_be_created() -> None:
    assert silent(TWO.format(dev="true", prod="true", zone="podinfo.example.com"))
