"""What the modules for secrets take from the spec."""

import scopes

from podspec.components import secrets
from podspec.components.component import Context

OWN = "arn:aws:lambda:us-east-1:222222222222:function:rotate-database"
BLOCKS = f"""{scopes.TWO_ACCOUNTS}
secrets:
  api-token: {{description: token for the upstream API, rotate_days: 45}}
  database: {{rotation: {{lambda_arn: "{OWN}"}}}}
"""


def _root(region: str, blocks: str = BLOCKS) -> Context:
    found = secrets.root(scopes.region("prod", region, blocks))
    assert found is not None
    return found


def test_the_first_region_makes_the_secrets_and_copies_them_to_the_others() -> None:
    found = _root("us-east-1")
    assert found["copies"] is None
    assert found["replica_regions"] == ["eu-west-1"]
    assert found["secrets"]["api-token"] == {
        "name": "podspec/podinfo/prod/api-token",
        "description": "token for the upstream API",
        "rotate_days": 45,
    }


def test_other_regions_know_names_only() -> None:
    names = {"api-token": "podspec/podinfo/prod/api-token", "database": "podspec/podinfo/prod/database"}
    assert _root("eu-west-1") == {"copies": names}


def test_a_function_of_your_own_rotates_its_secret_and_no_other() -> None:
    made = _root("us-east-1")["secrets"]
    assert made["database"]["rotation_lambda_arn"] == OWN
    assert "rotation_lambda_arn" not in made["api-token"]


def test_the_pipeline_is_told_of_each_function_of_your_own_once() -> None:
    blocks = BLOCKS.replace(
        "{description: token for the upstream API, rotate_days: 45}", f'{{rotation: {{lambda_arn: "{OWN}"}}}}'
    )
    assert secrets.rotation_functions(scopes.region("prod", "us-east-1", blocks).environment) == [OWN]
    assert secrets.rotation_functions(scopes.region("prod", "us-east-1").environment) == []


def test_an_environment_without_secrets_has_no_call_of_a_module() -> None:
    assert secrets.root(scopes.region("dev", "us-east-1")) is None
    assert secrets.module(scopes.service()) is None


def test_copies_need_a_second_region() -> None:
    one_region = BLOCKS.replace(", eu-west-1", "")
    assert secrets.module(scopes.service(one_region)) == {}
    assert secrets.replicated_module(scopes.service(one_region)) is None
    assert secrets.replicated_module(scopes.service(BLOCKS)) == {}
