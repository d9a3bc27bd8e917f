"""What the pipeline and people need to know of a root stands in its outputs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from proof.offline.verifier import Verifier
from proof.rendered import render
from proof.trees import variables_of

pytestmark = pytest.mark.proof

SPEC = """
registry: {account: "111111111111", region: us-east-1}
container: {secrets: {API_TOKEN: api-token}}
secrets: {api-token: {}}
observability: {notify: [ops@example.com]}
targets: {lambda: {}}
environments:
  dev: {account: "111111111111", regions: [us-east-1]}
  prod:
    account: "222222222222"
    regions: [us-east-1, eu-west-1]
    domain: {name: podinfo.example.com, zone: example.com, primary: lambda, create_zone: true}
"""

# By root: each output, and in it what somebody takes from it.
NEEDED: dict[str, dict[str, tuple[str, ...]]] = {
    "environments/prod/us-east-1": {
        # To send an image here, and to name it.
        "repository_url": (),
        # To roll out, to watch, to go back, and to test.
        "lambda": (
            "alarm_names",
            "alias",
            "api_id",
            "approved_digest_parameter",
            "deployment_application",
            "deployment_group",
            "function_name",
            "hooks",
            "host",
            "log_groups",
            "url",
        ),
        # To give people an address.
        "dns": ("health_check_ids", "urls"),
        "certificate": ("arn", "zone_id"),
        # To put a value in that AWS does not make up by itself.
        "secrets": ("arns", "key_arn"),
        # To tell people through.
        "notifications": ("topic_arn",),
        "encryption": ("key_arn",),
    },
    # What the workflows assume, and what the owner of the domain above enters there.
    "bootstrap/222222222222": {"name_servers": ("example.com",), "role_arns": ("deploy-prod", "plan")},
    "bootstrap/111111111111": {"role_arns": ("build", "deploy-dev", "plan")},
    "global": {"repository_urls": ("eu-west-1", "us-east-1")},
    # Where everything else keeps its state.
    "accounts/111111111111": {"oidc_provider_arn": (), "state_bucket": ()},
}
ELSEWHERE = "environments/prod/eu-west-1"


@pytest.fixture(scope="module")
def terraform(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The spec, rendered."""
    return render(SPEC, tmp_path_factory.mktemp("outputs"))


@pytest.fixture(scope="module")
def outputs(verifier: Verifier, terraform: Path) -> dict[str, dict[str, Any]]:
    """What each root says of itself once it is applied."""
    return {root: _applied(verifier, terraform / root) for root in (*NEEDED, ELSEWHERE)}


def _applied(verifier: Verifier, root: Path) -> dict[str, Any]:
    variables = variables_of(root)
    for step in (verifier.init(root), verifier.plan(root, variables), verifier.apply(root)):
        assert step.ok, step
    found: dict[str, Any] = json.loads((root / "terraform.tfstate").read_text())["outputs"]
    return found


@pytest.mark.parametrize("root", NEEDED)
def test_a_root_says_what_others_need_of_it(root: str, outputs: dict[str, dict[str, Any]]) -> None:
    assert set(outputs[root]) >= set(NEEDED[root])
    for name, parts in NEEDED[root].items():
        value = outputs[root][name]["value"]
        assert value
        assert set(parts) <= set(value if parts else ())
        assert all(value[part] for part in parts), name


def test_an_address_is_the_regions_own_or_the_public_one(outputs: dict[str, dict[str, Any]]) -> None:
    there = outputs[ELSEWHERE]
    assert there["dns"]["value"]["urls"] == {
        "lambda.podinfo.example.com": "https://lambda.podinfo.example.com",
        "podinfo.example.com": "https://podinfo.example.com",
    }
    own = there["lambda"]["value"]
    assert own["url"] == f"https://{own['host']}"
    assert ".execute-api." in own["host"]


def test_repositories_are_where_they_are_said_to_be(outputs: dict[str, dict[str, Any]]) -> None:
    repository = "podspec/podinfo/image"
    assert outputs["global"]["repository_urls"]["value"]["eu-west-1"].endswith(f"/{repository}")
    used = outputs[ELSEWHERE]["repository_url"]["value"]
    assert used == f"111111111111.dkr.ecr.eu-west-1.amazonaws.com/{repository}"


def test_no_output_is_secret_since_none_holds_a_secret(outputs: dict[str, dict[str, Any]]) -> None:
    assert not [
        (root, name) for root, found in outputs.items() for name, one in found.items() if one.get("sensitive")
    ]


def test_every_output_says_what_it_is(terraform: Path) -> None:
    for file in terraform.rglob("*.tf"):
        blocks = file.read_text().split('\noutput "')[1:]
        assert all(block.splitlines()[1].lstrip().startswith("description = ") for block in blocks), file
