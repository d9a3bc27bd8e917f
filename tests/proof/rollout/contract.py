"""Holds calls and answers against botocore's models: that an operation exists, and takes and gives these fields."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import botocore.loaders
import botocore.model
import botocore.validate

#: What Step Functions calls a service, and what botocore does.
#: Source: AWS Step Functions developer guide, supported AWS SDK service integrations (2026-11).
SERVICES = {
    "autoscaling": "autoscaling",
    "cloudwatch": "cloudwatch",
    "codedeploy": "codedeploy",
    "dynamodb": "dynamodb",
    "ec2": "ec2",
    "elasticloadbalancingv2": "elbv2",
    "sfn": "stepfunctions",
    "ssm": "ssm",
    "states": "stepfunctions",
}


def check_call(resource: str, arguments: dict[str, Any]) -> None:
    """Fail unless the call is one that AWS has, with arguments that it takes."""
    given = dict(arguments)
    if isinstance(
        given.get("Input"), dict
    ):  # Step Functions itself writes the input of a nested workflow as text.
        given["Input"] = json.dumps(given["Input"])
    shape = _operation(resource).input_shape
    report = botocore.validate.ParamValidator().validate(_renamed(shape, given, resource), shape)
    assert not report.has_errors(), f"{resource}: {report.generate_report()}"


def check_answer(resource: str, answer: dict[str, Any]) -> None:
    """Fail unless the answer has only fields that AWS gives, though not all of them; keeps the simulation honest."""
    shape = _operation(resource).output_shape
    if shape is not None and not resource.endswith(".sync:2"):  # That gives what DescribeExecution does.
        _renamed(shape, answer, resource)


def _operation(resource: str) -> botocore.model.OperationModel:
    service, action = resource.removeprefix("aws-sdk:").split(":")[:2]
    name = action.removesuffix(".sync")
    return _model(service).operation_model(name[0].upper() + name[1:])


@cache
def _model(service: str) -> botocore.model.ServiceModel:
    name = SERVICES[service]
    return botocore.model.ServiceModel(botocore.loaders.Loader().load_service_model(name, "service-2"), name)


def _renamed(shape: botocore.model.Shape, value: Any, what: str) -> Any:  # noqa: ANN401 - JSON
    """The value with the model's own spelling: Step Functions begins every field with a capital letter."""
    if shape.type_name == "structure":
        names = {name[0].upper() + name[1:]: name for name in shape.members}
        strangers = value.keys() - names.keys()
        assert not strangers, f"{what}: {shape.name} has no {sorted(strangers)}"
        return {names[key]: _renamed(shape.members[names[key]], one, what) for key, one in value.items()}
    if shape.type_name == "list":
        return [_renamed(shape.member, one, what) for one in value]
    if shape.type_name == "map":
        return {key: _renamed(shape.value, one, what) for key, one in value.items()}
    return value
