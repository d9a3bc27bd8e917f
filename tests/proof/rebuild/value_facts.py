"""Rebuild values.json: what AWS's own API says of the values of arguments (members, patterns, ranges).

usage: value_facts.py SCHEMA.json BOTOCORE_WHEEL > values.json

botocore publishes the API models of AWS (data/<service>/<version>/service-2.json). For each Terraform type,
OPERATIONS names the structure of the API call behind it; arguments and members that share a name, at any
depth, share their limits. What that gets wrong stands in NOT_THE_SAME, each with its reason.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from computed import ADDRESS, plain
from tables import dumps

if TYPE_CHECKING:
    from collections.abc import Iterator

# Terraform type -> the structures, as "service.Operation[.Member...]", whose members its arguments are.
OPERATIONS = {
    "aws_accessanalyzer_analyzer": ["accessanalyzer.CreateAnalyzer"],
    "aws_acm_certificate": ["acm.RequestCertificate"],
    "aws_apigatewayv2_api": ["apigatewayv2.CreateApi"],
    "aws_apigatewayv2_api_mapping": ["apigatewayv2.CreateApiMapping"],
    "aws_apigatewayv2_domain_name": ["apigatewayv2.CreateDomainName"],
    "aws_apigatewayv2_integration": ["apigatewayv2.CreateIntegration"],
    "aws_apigatewayv2_route": ["apigatewayv2.CreateRoute"],
    "aws_apigatewayv2_stage": ["apigatewayv2.CreateStage"],
    "aws_apigatewayv2_vpc_link": ["apigatewayv2.CreateVpcLink"],
    "aws_appautoscaling_policy": ["application-autoscaling.PutScalingPolicy"],
    "aws_appautoscaling_scheduled_action": ["application-autoscaling.PutScheduledAction"],
    "aws_appautoscaling_target": ["application-autoscaling.RegisterScalableTarget"],
    "aws_autoscaling_group": ["autoscaling.CreateAutoScalingGroup"],
    "aws_autoscaling_lifecycle_hook": ["autoscaling.PutLifecycleHook"],
    "aws_autoscaling_policy": ["autoscaling.PutScalingPolicy"],
    "aws_autoscaling_schedule": ["autoscaling.PutScheduledUpdateGroupAction"],
    "aws_budgets_budget": ["budgets.CreateBudget.Budget", "budgets.CreateBudget.NotificationsWithSubscribers"],
    "aws_ce_anomaly_monitor": ["ce.CreateAnomalyMonitor.AnomalyMonitor"],
    "aws_ce_anomaly_subscription": ["ce.CreateAnomalySubscription.AnomalySubscription"],
    "aws_cloudwatch_composite_alarm": ["cloudwatch.PutCompositeAlarm"],
    "aws_cloudwatch_event_rule": ["events.PutRule"],
    "aws_cloudwatch_event_target": ["events.PutTargets", "events.PutTargets.Targets"],
    "aws_cloudwatch_log_group": ["logs.CreateLogGroup"],
    "aws_cloudwatch_log_metric_filter": ["logs.PutMetricFilter"],
    "aws_cloudwatch_log_resource_policy": ["logs.PutResourcePolicy"],
    "aws_cloudwatch_log_subscription_filter": ["logs.PutSubscriptionFilter"],
    "aws_cloudwatch_metric_alarm": ["cloudwatch.PutMetricAlarm"],
    "aws_cloudwatch_query_definition": ["logs.PutQueryDefinition"],
    "aws_codedeploy_app": ["codedeploy.CreateApplication"],
    "aws_codedeploy_deployment_config": ["codedeploy.CreateDeploymentConfig"],
    "aws_codedeploy_deployment_group": ["codedeploy.CreateDeploymentGroup"],
    "aws_dynamodb_table": ["dynamodb.CreateTable"],
    "aws_ecr_account_setting": ["ecr.PutAccountSetting"],
    "aws_ecr_pull_through_cache_rule": ["ecr.CreatePullThroughCacheRule"],
    "aws_ecr_registry_policy": ["ecr.PutRegistryPolicy"],
    "aws_ecr_registry_scanning_configuration": ["ecr.PutRegistryScanningConfiguration"],
    "aws_ecr_replication_configuration": ["ecr.PutReplicationConfiguration"],
    "aws_ecr_repository": ["ecr.CreateRepository"],
    "aws_ecr_repository_creation_template": ["ecr.CreateRepositoryCreationTemplate"],
    "aws_ecr_repository_policy": ["ecr.SetRepositoryPolicy"],
    "aws_eip": ["ec2.AllocateAddress"],
    "aws_flow_log": ["ec2.CreateFlowLogs"],
    "aws_iam_instance_profile": ["iam.CreateInstanceProfile"],
    "aws_iam_openid_connect_provider": ["iam.CreateOpenIDConnectProvider"],
    "aws_iam_policy": ["iam.CreatePolicy"],
    "aws_iam_role": ["iam.CreateRole"],
    "aws_iam_role_policy": ["iam.PutRolePolicy"],
    "aws_iam_role_policy_attachment": ["iam.AttachRolePolicy"],
    "aws_kms_alias": ["kms.CreateAlias"],
    "aws_kms_key": ["kms.CreateKey", "kms.EnableKeyRotation", "kms.ScheduleKeyDeletion"],
    "aws_kms_replica_key": ["kms.ReplicateKey"],
    "aws_lambda_alias": ["lambda.CreateAlias"],
    "aws_lambda_code_signing_config": ["lambda.CreateCodeSigningConfig"],
    "aws_lambda_event_source_mapping": ["lambda.CreateEventSourceMapping"],
    "aws_lambda_function": ["lambda.CreateFunction"],
    "aws_lambda_function_event_invoke_config": ["lambda.PutFunctionEventInvokeConfig"],
    "aws_lambda_function_url": ["lambda.CreateFunctionUrlConfig"],
    "aws_lambda_layer_version": ["lambda.PublishLayerVersion"],
    "aws_lambda_permission": ["lambda.AddPermission"],
    "aws_lambda_provisioned_concurrency_config": ["lambda.PutProvisionedConcurrencyConfig"],
    "aws_launch_template": ["ec2.CreateLaunchTemplate", "ec2.CreateLaunchTemplate.LaunchTemplateData"],
    "aws_lb": ["elbv2.CreateLoadBalancer"],
    "aws_lb_listener": ["elbv2.CreateListener"],
    "aws_lb_listener_rule": ["elbv2.CreateRule"],
    "aws_lb_target_group": ["elbv2.CreateTargetGroup"],
    "aws_nat_gateway": ["ec2.CreateNatGateway"],
    "aws_resourcegroups_group": ["resource-groups.CreateGroup"],
    "aws_route53_health_check": ["route53.CreateHealthCheck.HealthCheckConfig"],
    "aws_route53_record": ["route53.ChangeResourceRecordSets.ChangeBatch.Changes.ResourceRecordSet"],
    "aws_route53_zone": ["route53.CreateHostedZone"],
    "aws_s3_bucket_lifecycle_configuration": ["s3.PutBucketLifecycleConfiguration.LifecycleConfiguration"],
    "aws_s3_bucket_ownership_controls": ["s3.PutBucketOwnershipControls.OwnershipControls"],
    "aws_s3_bucket_server_side_encryption_configuration": [
        "s3.PutBucketEncryption.ServerSideEncryptionConfiguration"
    ],
    "aws_s3_bucket_versioning": ["s3.PutBucketVersioning"],
    "aws_scheduler_schedule": ["scheduler.CreateSchedule"],
    "aws_scheduler_schedule_group": ["scheduler.CreateScheduleGroup"],
    "aws_secretsmanager_secret": ["secretsmanager.CreateSecret"],
    "aws_secretsmanager_secret_rotation": ["secretsmanager.RotateSecret"],
    "aws_sfn_alias": ["stepfunctions.CreateStateMachineAlias"],
    "aws_sfn_state_machine": ["stepfunctions.CreateStateMachine"],
    "aws_signer_signing_profile": ["signer.PutSigningProfile"],
    "aws_ssm_document": ["ssm.CreateDocument"],
    "aws_ssm_parameter": ["ssm.PutParameter"],
    "aws_subnet": ["ec2.CreateSubnet"],
    "aws_synthetics_canary": ["synthetics.CreateCanary"],
    "aws_vpc": ["ec2.CreateVpc"],
    "aws_vpc_endpoint": ["ec2.CreateVpcEndpoint"],
    "aws_xray_group": ["xray.CreateGroup"],
    "aws_xray_sampling_rule": ["xray.CreateSamplingRule.SamplingRule"],
}
# Arguments whose name in the API is another one; names are compared without case, plural and underscores.
RENAMED = {
    ("aws_cloudwatch_metric_alarm", "metric_query"): "Metrics",
    ("aws_codedeploy_app", "name"): "applicationName",
    ("aws_codedeploy_deployment_group", "app_name"): "applicationName",
    ("aws_iam_role_policy", "name"): "PolicyName",
    ("aws_iam_role_policy", "role"): "RoleName",
    ("aws_iam_role_policy_attachment", "role"): "RoleName",
    ("aws_kms_alias", "name"): "AliasName",
    ("aws_kms_alias", "target_key_id"): "TargetKeyId",
    ("aws_kms_key", "deletion_window_in_days"): "PendingWindowInDays",
    ("aws_kms_replica_key", "deletion_window_in_days"): "PendingWindowInDays",
    ("aws_launch_template", "name"): "LaunchTemplateName",
    ("aws_lb_listener_rule", "condition"): "Conditions",
    ("aws_signer_signing_profile", "name"): "profileName",
}
# Same name, other meaning.
NOT_THE_SAME = {
    ("aws_iam_role", "permissions_boundary"),  # takes what the provider's ARN check takes
}
# Longer enumerations (instance types) change every week: a table of them would be wrong, not strict.
_LONGEST_ENUM = 100
_SIZES = ("min", "max")
# Cost filters hold themselves without end; one level says it all.
_RECURSIVE = ("and", "not", "or")
# A pattern that every text matches.
_ANYTHING = r"[\S\s]*"

Fact = dict[str, Any]


class Models:
    """The API models in a botocore wheel."""

    def __init__(self, wheel: Path) -> None:
        self._archive = zipfile.ZipFile(wheel)
        found = (re.match(r"botocore/data/(.+)/(.+)/service-2\.json\.gz$", n) for n in self._archive.namelist())
        self._files = {m[1]: m[0] for m in sorted(filter(None, found), key=lambda m: m[2])}

    @cache  # noqa: B019  # one instance lives as long as the script
    def service(self, name: str) -> dict[str, Any]:
        """The latest model of a service."""
        model: dict[str, Any] = json.loads(gzip.decompress(self._archive.read(self._files[name])))
        return model

    def structure(self, address: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """The structure at "service.Operation.Member...", and all shapes of its service."""
        service, operation, *members = address.split(".")
        model = self.service(service)
        shapes = model["shapes"]
        shape = shapes[model["operations"][operation]["input"]["shape"]]
        for member in members:
            shape = element(shapes[shape["members"][member]["shape"]], shapes)
        return shape, shapes


def element(shape: dict[str, Any], shapes: dict[str, Any]) -> dict[str, Any]:
    """What a list, at any depth, is a list of; another shape is itself."""
    while shape["type"] == "list":
        shape = shapes[shape["member"]["shape"]]
    return shape


def member_for(kind: str, argument: str, members: dict[str, Any]) -> str | None:
    """The member which an argument is: of the same name, or for `name` the resource's own, as RoleName."""
    by_name = {plain(member.lower()): member for member in members}
    if (kind, argument) in RENAMED:
        return by_name.get(plain(RENAMED[kind, argument].lower()))
    if plain(argument) in by_name or argument != "name":
        return by_name.get(plain(argument))
    parts = kind.split("_")[1:]
    own = (plain("".join(parts[start:]) + "name") for start in range(len(parts)))
    return next((by_name[name] for name in own if name in by_name), None)


def limits(shape: dict[str, Any]) -> Fact:
    """The limits of a scalar shape: `enum`, `pattern`, `min` and `max` (of a number, or of a text's length)."""
    fact: Fact = {}
    if len(shape.get("enum", ())) in range(1, _LONGEST_ENUM):
        fact["enum"] = shape["enum"]
    if _compiles(shape.get("pattern")) and "enum" not in fact:
        fact["pattern"] = shape["pattern"]
    if shape["type"] in ("string", "integer", "long") and "enum" not in shape:
        fact |= {size: shape[size] for size in _SIZES if size in shape}
    return fact


def _compiles(pattern: str | None) -> bool:
    try:
        return bool(pattern and pattern != _ANYTHING and re.compile(pattern))
    except re.error:  # Java's \p{L} and the like
        return False


def facts(
    kind: str, block: dict[str, Any], shape: dict[str, Any], shapes: dict[str, Any]
) -> Iterator[tuple[str, Fact]]:
    """(dotted path, limits) of the arguments which `shape` has a member for."""
    members = shape.get("members", {})
    for name, attribute in block.get("attributes", {}).items():
        member = member_for(kind, name, members)
        settable = attribute.get("optional") or attribute.get("required")
        if member and settable and name != "id" and (kind, name) not in NOT_THE_SAME:
            fact = limits(element(shapes[members[member]["shape"]], shapes))
            if fact:
                yield name, fact
    for name, entry in block.get("block_types", {}).items():
        member = member_for(kind, name, members)
        if member and name not in _RECURSIVE:
            inner = element(shapes[members[member]["shape"]], shapes)
            for path, fact in facts(kind, entry["block"], inner, shapes):
                yield f"{name}.{path}", fact


def main() -> None:
    """Print the table: `{type: {path: limits}}`."""
    schema, wheel = map(Path, sys.argv[1:])
    resources = json.loads(schema.read_text())[ADDRESS]["resource_schemas"]
    models = Models(wheel)
    out: dict[str, dict[str, Fact]] = {}
    for kind, addresses in OPERATIONS.items():
        for address in addresses:
            out.setdefault(kind, {}).update(facts(kind, resources[kind]["block"], *models.structure(address)))
    sys.stdout.write(dumps({kind: table for kind, table in out.items() if table}))


if __name__ == "__main__":
    main()
