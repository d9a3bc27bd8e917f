"""PS213: names that Lambda keeps for itself."""

import pytest
from specimens import several, silent, sole

from podspec.rules.ps213 import RESERVED


@pytest.mark.parametrize("name", sorted(RESERVED))
def test_a_reserved_name_is_an_error(name: str) -> None:
    found = sole(f"container: {{environment: {{«{name}»: anything}}}}", "PS213")
    assert found.message == f"Lambda keeps the variable {name} for itself"
    assert found.primary.text == "reserved by Lambda"
    assert found.help == "rename the variable, or leave it out: Lambda refuses a function that sets it"


def test_a_secret_cannot_have_a_reserved_name_either() -> None:
    several(
        """
        secrets: {api-token: {}}
        container:
          environment: {«AWS_REGION»: us-east-1}
          secrets: {«AWS_SESSION_TOKEN»: api-token}
        """,
        "PS213",
    )


@pytest.mark.parametrize("name", ["TZ", "PATH", "AWS_REGIONS", "aws_region", "AWS_XRAY_CONTEXT_MISSING"])
def test_a_name_that_lambda_lets_go_is_allowed(name: str) -> None:
    assert silent(f"container: {{environment: {{{name}: anything}}}}")


def test_hosts_reserve_no_name() -> None:
    assert silent("targets: {ec2: {}}\ncontainer: {environment: {AWS_REGION: us-east-1}}")
