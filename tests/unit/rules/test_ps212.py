"""PS212: the size of the environment variables on Lambda."""

from specimens import silent, sole

# The names, values and punctuation of {"AA":"…","BB":"…"} take 17 bytes beside the two values.
FRAME = 17


def test_one_byte_above_the_limit_is_an_error() -> None:
    half = "x" * 2000
    rest = "y" * (4096 - FRAME - 2000 + 1)
    found = sole(
        f"""
        container:
          «environment»:
            AA: {half}
            BB: ⟦{rest}⟧
        """,
        "PS212",
    )
    assert found.message == "environment variables take 4,097 bytes, and Lambda takes 4,096"
    assert found.primary.text == "4,097 bytes as JSON, names and secrets' ARNs included"
    assert found.related[0].text == "the longest one"
    assert found.help == "move long values into the image or into a secret"


def test_the_limit_itself_is_allowed() -> None:
    rest = "y" * (4096 - FRAME - 2000)
    assert silent(f"container: {{environment: {{AA: {'x' * 2000}, BB: {rest}}}}}")


def test_bytes_are_counted_not_characters() -> None:
    sole(f"container: {{environment: «{{AA: ⟦{'é' * 2100}⟧}}»}}", "PS212")
    assert silent(f"container: {{environment: {{AA: {'é' * 2000}}}}}")


def test_the_arns_of_secrets_count() -> None:
    declared = ", ".join(f"secret-{number:02}: {{}}" for number in range(50))
    carried = ", ".join(f"VARIABLE_{number:02}: secret-{number:02}" for number in range(50))
    found = sole(
        f"""
        secrets: {{{declared}}}
        container:
          secrets: «{{{carried.replace("secret-00", "⟦secret-00⟧")}}}»
        """,
        "PS212",
    )
    # {"VARIABLE_00":"arn:aws:secretsmanager:us-east-1:111111111111:secret:podspec/podinfo/dev/secret-00-xxxxxx",…}
    one = len(
        '"VARIABLE_00":"arn:aws:secretsmanager:us-east-1:111111111111:secret:podspec/podinfo/dev/secret-00-xxxxxx",'
    )
    assert found.message == f"environment variables take {50 * one + 1:,} bytes, and Lambda takes 4,096"


def test_the_region_with_the_longest_name_decides() -> None:
    variable = (
        '"AA":"arn:aws:secretsmanager:ap-southeast-1:111111111111:secret:podspec/podinfo/dev/api-token-xxxxxx",'
    )
    rest = "y" * (4096 - FRAME - len(variable) + len('"AA":"",') + 1)
    found = sole(
        f"""
        secrets: {{api-token: {{}}}}
        container:
          environment: {{BB: ⟦{rest}⟧}}
          secrets: {{AA: api-token}}
        environments:
          dev: {{account: "111111111111", regions: [us-east-1, ap-southeast-1]}}
        """.replace("{BB", "«{BB").replace("⟧}", "⟧}»"),
        "PS212",
    )
    assert found.message == "environment variables take 4,097 bytes, and Lambda takes 4,096"


def test_hosts_have_no_such_limit() -> None:
    assert silent(f"targets: {{lambda: null, ec2: {{}}}}\ncontainer: {{environment: {{AA: {'x' * 4096}}}}}")
