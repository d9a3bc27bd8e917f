"""PS254: a name too long for a certificate."""

from specimens import silent, sole

DOMAIN = """
targets: {targets}
environments:
  dev:
    account: "111111111111"
    regions: [us-east-1]
    network: {{cidr: 10.10.0.0/16}}
    domain: {{name: {name}, zone: example.com, primary: ec2}}
"""
# `lambda.` and `.example.com` take 19 of the 64 characters.
LONGEST = f"{'x' * 45}.example.com"


def test_one_character_too_many_is_an_error() -> None:
    found = sole(DOMAIN.format(targets="{lambda: {}, ec2: {}}", name=f"«x{LONGEST}»"), "PS254")
    assert found.message == f"lambda.x{LONGEST} is longer than a certificate takes (64 characters)"
    assert found.primary.text == "65 characters with the target before it"
    assert found.help == "shorten domain.name to 57 characters or less"


def test_the_limit_itself_is_allowed() -> None:
    assert silent(DOMAIN.format(targets="{lambda: {}, ec2: {}}", name=LONGEST))


def test_a_shorter_target_leaves_more_room() -> None:
    assert silent(DOMAIN.format(targets="{ec2: {}}", name=f"xxx{LONGEST}"))
    sole(DOMAIN.format(targets="{ec2: {}}", name=f"«xxxx{LONGEST}»"), "PS254")
