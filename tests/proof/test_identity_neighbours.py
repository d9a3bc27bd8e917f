"""In a shared account, what belongs to another service or to another environment is out of reach."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from proof.iam import Resource, arns, managed, matches, of_kind, statements
from proof.offline.verifier import Verifier
from proof.rendered import render
from proof.trees import variables_of

pytestmark = pytest.mark.proof

PLACE = ("111111111111", "us-east-1")
BUCKET = "arn:aws:s3:::podspec-state-111111111111-us-east-1"
# Names that begin with `orders`, with one of its environments' names, and with what podspec appends to those.
NEIGHBOURS = {
    "orders-api": ("prod",),
    "orders-prod": ("dev", "lambda"),
    "orders-prod-lambda": ("canary",),
    "orders-prod-canary": ("prod",),
    "orders-ci": ("deploy",),
}
# All that there is of something in an account, and what may be done with it: alarms, which are only read.
FOR_ALL = {"arn:aws:cloudwatch:*:111111111111:alarm:*": {"cloudwatch:DescribeAlarms"}}
_KEY = re.compile(r'^ +key += "(.+)"$', re.MULTILINE)


def _spec(service: str, environments: tuple[str, ...]) -> str:
    listed = "".join(f'  {one}: {{account: "111111111111", regions: [us-east-1]}}\n' for one in environments)
    # No shape that CodeDeploy brings along, so that the configuration has a name of its own.
    shape = "{lambda: {rollout: {strategy: canary, percent: 7, interval_minutes: 9}}}"
    seen = "{notify: [ops@example.com], synthetics: {}, slo: {}}"
    return f"service: {{name: {service}}}\ntargets: {shape}\nobservability: {seen}\nenvironments:\n{listed}"


def _rendered(folder: Path, service: str, environments: tuple[str, ...]) -> Path:
    folder.mkdir()
    return render(_spec(service, environments), folder)


def _applied(verifier: Verifier, root: Path) -> list[Resource]:
    variables = variables_of(root)
    for step in (verifier.init(root), verifier.plan(root, variables), verifier.apply(root)):
        assert step.ok, step
    return managed(root)


def _everything(verifier: Verifier, terraform: Path, roots: tuple[str, ...]) -> set[str]:
    """ARNs of all that these roots make, and of their states and locks."""
    keys = {key for root in roots for key in _KEY.findall((terraform / root / "main.tf").read_text())}
    assert len(keys) == len(roots)
    states = {f"{BUCKET}/{key}{end}" for key in keys for end in ("", ".tflock")}
    return states | {each for root in roots for each in arns(_applied(verifier, terraform / root), *PLACE)}


def _patterns(policy: str) -> set[str]:
    """What a policy allows on something in particular."""
    allowing = [one for one in statements(policy) if one["Effect"] == "Allow"]
    for one in allowing:
        for everything in FOR_ALL.keys() & set(one["Resource"]):
            service = everything.split(":")[2]
            assert {each for each in one["Action"] if each.startswith(service)} <= FOR_ALL[everything]
    return {each for one in allowing for each in one["Resource"]} - {"*"} - FOR_ALL.keys()


@pytest.fixture(scope="module")
def orders(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The service `orders`, rendered, with two environments in one account."""
    return _rendered(tmp_path_factory.mktemp("orders") / "spec", "orders", ("prod", "dev"))


@pytest.fixture(scope="module")
def policies(verifier: Verifier, orders: Path) -> dict[str, str]:
    """Policies of the CI roles and ceilings of `orders`, by name."""
    made = of_kind(_applied(verifier, orders / "bootstrap/111111111111"), "aws_iam_policy")
    return {one["name"]: one["policy"] for one in made}


@pytest.mark.parametrize("service", NEIGHBOURS)
def test_no_policy_reaches_a_service_whose_name_begins_alike(
    service: str, verifier: Verifier, policies: dict[str, str], tmp_path: Path
) -> None:
    environments = NEIGHBOURS[service]
    terraform = _rendered(tmp_path / "spec", service, environments)
    roots = ("bootstrap/111111111111", "global", *(f"environments/{one}/us-east-1" for one in environments))
    theirs = _everything(verifier, terraform, roots)
    for name, policy in policies.items():
        # The ceiling of CI roles names services; IAM is the one in which it names resources.
        reached = {one for one in theirs if matches(one, _patterns(policy))}
        assert not reached, (name, reached)


@pytest.mark.parametrize(("own", "other"), [("prod", "dev"), ("dev", "prod")])
def test_no_environment_reaches_another_in_its_account(
    own: str, other: str, verifier: Verifier, orders: Path, policies: dict[str, str]
) -> None:
    theirs = _everything(verifier, orders, (f"environments/{other}/us-east-1",))
    names = {f"orders-{own}-runtime-boundary", *(name for name in policies if f"-deploy-{own}" in name)}
    assert len(names) == len(("boundary", "every target", "state", "lambda", "observability"))
    for name in names:
        reached = {one for one in theirs if matches(one, _patterns(policies[name]))}
        assert not reached, (name, reached)


def test_an_api_of_others_is_denied_by_its_tags(policies: dict[str, str]) -> None:
    denials = [one for one in statements(policies["orders-ci-deploy-prod-lambda"]) if one["Effect"] == "Deny"]
    tags = {"aws:ResourceTag/Service": "orders", "aws:ResourceTag/Environment": "prod"}
    denied: dict[str, str] = {}
    for one in denials:
        assert one["Action"] == ["apigateway:*"]
        # What has no such tag, like a route, stays allowed: an absent key would match StringNotEquals, too.
        assert set(one["Condition"]["Null"]) == set(one["Condition"]["StringNotEquals"])
        assert set(one["Condition"]["Null"].values()) == {"false"}
        denied |= one["Condition"]["StringNotEquals"]
    assert denied == tags
