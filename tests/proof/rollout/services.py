"""The calls of the rollout, each as far as the rollout needs it, on the AWS in memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from proof.rollout.fleet import Colour, Deployment, Host
from proof.rollout.interpreter import Execution, StateError

if TYPE_CHECKING:
    from proof.rollout.aws import Aws

Json = dict[str, Any]


def _colour(aws: Aws, fact: str, value: str) -> Colour:
    (name,) = [name for name, facts in aws.facts.items() if facts[fact] == value]
    return aws.colours[name]


# -- parameters ---------------------------------------------------------------------------------------------


def get_parameters(aws: Aws, asked: Json, _by: Execution) -> Json:
    """The active colour and the digests."""
    return {"Parameters": [{"Name": name, "Value": _parameter(aws, name)} for name in asked["Names"]]}


def _parameter(aws: Aws, name: str) -> str:
    return aws.active if name.endswith("/active") else _colour(aws, "digest_parameter", name).digest


def put_parameter(aws: Aws, asked: Json, _by: Execution) -> Json:
    """Write one of them."""
    assert asked["Overwrite"] is True
    if asked["Name"].endswith("/active"):
        aws.active = asked["Value"]
    else:
        _colour(aws, "digest_parameter", asked["Name"]).digest = asked["Value"]
    return {"Version": 2}


# -- groups -------------------------------------------------------------------------------------------------


def describe_groups(aws: Aws, asked: Json, _by: Execution) -> Json:
    """Sizes and hosts of groups."""
    return {
        "AutoScalingGroups": [_group(_colour(aws, "group", name), name) for name in asked["AutoScalingGroupNames"]]
    }


def _group(colour: Colour, name: str) -> Json:
    return {
        "AutoScalingGroupName": name,
        "MinSize": colour.minimum,
        "MaxSize": colour.maximum,
        "DesiredCapacity": colour.desired,
        "Instances": [_instance(host) for host in colour.hosts],
    }


def _instance(host: Host) -> Json:
    health = "Unhealthy" if host.broken else "Healthy"
    return {"InstanceId": host.name, "LifecycleState": host.state, "HealthStatus": health}


def update_group(aws: Aws, asked: Json, _by: Execution) -> Json:
    """Set sizes of a group."""
    colour = _colour(aws, "group", asked["AutoScalingGroupName"])
    colour.resize(asked.get("MinSize"), asked.get("MaxSize"), asked.get("DesiredCapacity"))
    return {}


def describe_templates(aws: Aws, asked: Json, _by: Execution) -> Json:
    """The newest and the default version of launch templates."""
    colours = [(_colour(aws, "template", one), one) for one in asked["LaunchTemplateIds"]]
    return {
        "LaunchTemplates": [
            {"LaunchTemplateId": one, "LatestVersionNumber": colour.newest, "DefaultVersionNumber": colour.used}
            for colour, one in colours
        ]
    }


def modify_template(aws: Aws, asked: Json, _by: Execution) -> Json:
    """Make a version the default one."""
    colour = _colour(aws, "template", asked["LaunchTemplateId"])
    colour.used = int(asked["DefaultVersion"])
    assert 1 <= colour.used <= colour.newest
    return {}


# -- load balancer ------------------------------------------------------------------------------------------


def describe_listeners(aws: Aws, _asked: Json, _by: Execution) -> Json:
    """The weights."""
    groups = [
        {"TargetGroupArn": aws.facts[name]["target_group"], "Weight": weight}
        for name, weight in aws.weights.items()
    ]
    return {"Listeners": [{"DefaultActions": [{"Type": "forward", "ForwardConfig": {"TargetGroups": groups}}]}]}


def modify_listener(aws: Aws, asked: Json, _by: Execution) -> Json:
    """Set the weights: of both colours, and 100 together."""
    (action,) = asked["DefaultActions"]
    groups = action["ForwardConfig"]["TargetGroups"]
    weights = {_colour(aws, "target_group", one["TargetGroupArn"]).name: one["Weight"] for one in groups}
    assert weights.keys() == aws.weights.keys()
    assert sum(weights.values()) == 100
    aws.shift(weights)
    return {}


def describe_health(aws: Aws, asked: Json, _by: Execution) -> Json:
    """The hosts of a colour, as its target group sees them."""
    colour = _colour(aws, "target_group", asked["TargetGroupArn"])
    states = ["healthy" if colour.answers(host) else "unhealthy" for host in colour.hosts]
    return {"TargetHealthDescriptions": [{"TargetHealth": {"State": state}} for state in states]}


# -- alarms -------------------------------------------------------------------------------------------------


def describe_alarms(aws: Aws, asked: Json, _by: Execution) -> Json:
    """The alarms that there are; CloudWatch leaves out those it does not know."""
    known = [name for name in asked["AlarmNames"] if name not in aws.missing_alarms]
    return {"MetricAlarms": [{"AlarmName": name, "StateValue": _alarm(aws, name)} for name in known]}


def _alarm(aws: Aws, alarm: str) -> str:
    (colour,) = [name for name, facts in aws.facts.items() if alarm in facts["alarms"]]
    return "ALARM" if aws.rings(colour) else "OK"


# -- deployments --------------------------------------------------------------------------------------------


def describe_deployment_groups(aws: Aws, asked: Json, _by: Execution) -> Json:
    """The last deployment to each colour, and the revision that joining hosts get."""
    groups = [
        _deployment_group(_colour(aws, "deployment_group", name), name) for name in asked["DeploymentGroupNames"]
    ]
    return {"DeploymentGroupsInfo": groups}


def _deployment_group(colour: Colour, name: str) -> Json:
    found: Json = {"DeploymentGroupName": name}
    if colour.revision is not None:
        found["TargetRevision"] = {"RevisionType": "S3", "S3Location": colour.revision}
    if colour.deployments:
        last = colour.deployments[-1]
        found["LastAttemptedDeployment"] = {"DeploymentId": last.name, "Status": last.status}
    return found


def create_deployment(aws: Aws, asked: Json, _by: Execution) -> Json:
    """One at a time in each group."""
    colour = _colour(aws, "deployment_group", asked["DeploymentGroupName"])
    if colour.running is not None:
        raise StateError("CodeDeploy.DeploymentLimitExceededException", "one deployment is running")
    name = f"d-{next(aws.numbers)}"
    colour.deploy(name, asked["Revision"]["S3Location"])
    return {"DeploymentId": name}


def _deployment(aws: Aws, name: str) -> Deployment:
    (found,) = [one for colour in aws.colours.values() for one in colour.deployments if one.name == name]
    return found


def get_deployment(aws: Aws, asked: Json, _by: Execution) -> Json:
    """How far a deployment is."""
    found = _deployment(aws, asked["DeploymentId"])
    error = {"ErrorInformation": {"Code": "HEALTH_CONSTRAINTS", "Message": found.reason}} if found.reason else {}
    return {"DeploymentInfo": {"DeploymentId": found.name, "Status": found.status, **error}}


def stop_deployment(aws: Aws, asked: Json, _by: Execution) -> Json:
    """Stop one that is running."""
    found = _deployment(aws, asked["DeploymentId"])
    if found.status != "InProgress":
        raise StateError("CodeDeploy.DeploymentAlreadyCompletedException", found.name)
    found.status = "Stopped"
    return {"Status": "Succeeded"}


# -- table --------------------------------------------------------------------------------------------------


def _require(aws: Aws, asked: Json, key: str) -> None:
    """Check a condition: alternatives, of which each asks for an item's absence or for its holder."""
    item = aws.items.get(key)
    for one in asked.get("ConditionExpression", "").split(" OR "):
        holder = asked.get("ExpressionAttributeValues", {}).get(one.removeprefix("Holder = "))
        absent = one == "attribute_not_exists(Id)" and item is None
        if one == "" or absent or (item is not None and holder is not None and item["Holder"] == holder):
            return
    raise StateError("DynamoDB.ConditionalCheckFailedException", "The conditional request failed")


def put_item(aws: Aws, asked: Json, _by: Execution) -> Json:
    """Write an item, on its condition."""
    key = asked["Item"]["Id"]["S"]
    _require(aws, asked, key)
    aws.items[key] = asked["Item"]
    return {}


def get_item(aws: Aws, asked: Json, _by: Execution) -> Json:
    """Read an item."""
    found = aws.items.get(asked["Key"]["Id"]["S"])
    return {} if found is None else {"Item": found}


def update_item(aws: Aws, asked: Json, _by: Execution) -> Json:
    """Note how far the holder is."""
    key = asked["Key"]["Id"]["S"]
    _require(aws, asked, key)
    aws.items[key]["Progress"] = asked["ExpressionAttributeValues"][":progress"]
    return {}


def delete_item(aws: Aws, asked: Json, _by: Execution) -> Json:
    """Take an item away, on its condition."""
    key = asked["Key"]["Id"]["S"]
    _require(aws, asked, key)
    aws.items.pop(key, None)
    return {}


# -- executions ---------------------------------------------------------------------------------------------


def describe_execution(aws: Aws, asked: Json, _by: Execution) -> Json:
    """Whether an execution still runs."""
    found = aws.executions.get(asked["ExecutionArn"])
    if found is None:
        raise StateError("Sfn.ExecutionDoesNotExistException", "AWS forgets executions after 90 days")
    return {"ExecutionArn": found.arn, "Status": found.status}


def run_execution(aws: Aws, asked: Json, by: Execution) -> Json:
    """Run a nested workflow to its end; if it fails, so does the task."""
    nested = aws.start(asked["StateMachineArn"], asked["Input"]).run()
    by.events += 1
    if nested.status != "SUCCEEDED":
        raise StateError("States.TaskFailed", f"{nested.arn} {nested.status}: {nested.error} {nested.cause}")
    return {"ExecutionArn": nested.arn, "Status": nested.status, "Output": nested.output}


CALLS: dict[str, Callable[[Aws, Json, Execution], Json]] = {
    "aws-sdk:autoscaling:describeAutoScalingGroups": describe_groups,
    "aws-sdk:autoscaling:updateAutoScalingGroup": update_group,
    "aws-sdk:cloudwatch:describeAlarms": describe_alarms,
    "aws-sdk:codedeploy:batchGetDeploymentGroups": describe_deployment_groups,
    "aws-sdk:codedeploy:createDeployment": create_deployment,
    "aws-sdk:codedeploy:getDeployment": get_deployment,
    "aws-sdk:codedeploy:stopDeployment": stop_deployment,
    "aws-sdk:ec2:describeLaunchTemplates": describe_templates,
    "aws-sdk:ec2:modifyLaunchTemplate": modify_template,
    "aws-sdk:elasticloadbalancingv2:describeListeners": describe_listeners,
    "aws-sdk:elasticloadbalancingv2:describeTargetHealth": describe_health,
    "aws-sdk:elasticloadbalancingv2:modifyListener": modify_listener,
    "aws-sdk:sfn:describeExecution": describe_execution,
    "aws-sdk:ssm:getParameters": get_parameters,
    "aws-sdk:ssm:putParameter": put_parameter,
    "dynamodb:deleteItem": delete_item,
    "dynamodb:getItem": get_item,
    "dynamodb:putItem": put_item,
    "dynamodb:updateItem": update_item,
    "states:startExecution.sync:2": run_execution,
}
