"""PS250: a name outside of its zone."""

import pytest
from specimens import silent, sole

DOMAIN = """
environments:
  dev: {{account: "111111111111", regions: [us-east-1], domain: {{name: {name}, zone: {zone}}}}}
"""


@pytest.mark.parametrize("name", ["podinfo.example.org", "notexample.com", "com.example"])
def test_a_name_outside_of_the_zone_is_an_error(name: str) -> None:
    found = sole(DOMAIN.format(name=f"«{name}»", zone="⟦example.com⟧"), "PS250")
    assert found.message == f"{name} does not lie in the zone example.com"
    assert (found.primary.text, found.related[0].text) == ("must end in .example.com", "the zone")
    assert found.help == "write a name such as podinfo.example.com, or name another zone"


@pytest.mark.parametrize("name", ["podinfo.example.com", "example.com", "a.b.example.com"])
def test_a_name_of_the_zone_or_below_is_allowed(name: str) -> None:
    assert silent(DOMAIN.format(name=name, zone="example.com"))
