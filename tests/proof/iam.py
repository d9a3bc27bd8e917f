"""What IAM would read from policies and give access to, and what the resources of a root are called there."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

Resource = dict[str, Any]
Statement = dict[str, Any]

# ARNs after their region and account, of all that a root names by itself.
_NAMED = {
    "aws_cloudwatch_log_group": "logs:log-group:{name}",
    "aws_cloudwatch_metric_alarm": "cloudwatch:alarm:{alarm_name}",
    "aws_codedeploy_app": "codedeploy:application:{name}",
    "aws_codedeploy_deployment_config": "codedeploy:deploymentconfig:{deployment_config_name}",
    "aws_codedeploy_deployment_group": "codedeploy:deploymentgroup:{app_name}/{deployment_group_name}",
    "aws_ecr_repository": "ecr:repository/{name}",
    "aws_iam_policy": "iam:policy{path}{name}",
    "aws_iam_role": "iam:role{path}{name}",
    "aws_kms_alias": "kms:{name}",
    "aws_lambda_function": "lambda:function:{function_name}",
    # AWS ends it in six characters of its own choice.
    "aws_secretsmanager_secret": "secretsmanager:secret:{name}-AbCdEf",
    "aws_scheduler_schedule_group": "scheduler:schedule-group/{name}",
    "aws_ssm_parameter": "ssm:parameter{name}",
}
_WITHOUT_REGION = {"iam"}


def managed(root: Path) -> list[Resource]:
    """Every instance in the state of an applied root: its `kind`, and its attributes."""
    state = json.loads((root / "terraform.tfstate").read_text())
    return [
        {"kind": one["type"], **instance["attributes"]}
        for one in state["resources"]
        for instance in one["instances"]
        if one["mode"] == "managed"
    ]


def of_kind(resources: Iterable[Resource], kind: str) -> list[Resource]:
    """Those of a kind; there must be some."""
    found = [one for one in resources if one["kind"] == kind]
    assert found, kind
    return found


def arns(resources: Iterable[Resource], account: str, region: str) -> set[str]:
    """ARNs of those resources that are named by whoever makes them."""
    return {arn(one, account, region) for one in resources if one["kind"] in _NAMED}


def arn(resource: Resource, account: str, region: str) -> str:
    """ARN of a named resource as AWS makes it; the offline provider's lack IAM paths, for one thing."""
    service, _, name = _NAMED[resource["kind"]].format(**resource).partition(":")
    return f"arn:aws:{service}:{'' if service in _WITHOUT_REGION else region}:{account}:{name}"


def as_made_by_aws(resources: Iterable[Resource], account: str, region: str) -> dict[str, str]:
    """The offline provider's ARNs, and what AWS would have made of them, each also with `:*` behind it."""
    named = (
        (one["arn"], arn(one, account, region)) for one in resources if one["kind"] in _NAMED and "arn" in one
    )
    return {f"{made_up}{end}": f"{real}{end}" for made_up, real in named for end in ("", ":*")}


def statements(policy: str) -> Iterator[Statement]:
    """Statements of a policy's JSON, with lists where IAM takes a single value, too."""
    for statement in json.loads(policy)["Statement"]:
        yield statement | {key: as_list(statement.get(key, [])) for key in ("Action", "Resource")}


def as_list(value: str | list[str]) -> list[str]:
    """A value of a policy, which may stand alone."""
    return [value] if isinstance(value, str) else value


def matches(value: str, patterns: Iterable[str]) -> bool:
    """Whether IAM finds an action or an ARN among patterns with `*` and `?`."""
    return any(fnmatchcase(value, pattern) for pattern in patterns)


def allows(policy: str, action: str, arn: str) -> bool:
    """Whether a statement allows the action there, conditions aside."""
    return any(
        one["Effect"] == "Allow" and matches(action, one["Action"]) and matches(arn, one["Resource"])
        for one in statements(policy)
    )
