"""Made-up answers of AWS: stable, and of the shape of the real ones, so that value checks hold for them.

Formats of ARNs: AWS's Service Authorization Reference, "Resource types defined by"; formats of ids and
names: the examples in the provider's documentation, website/docs/r and d (read 2026-11).
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable
from functools import cached_property
from typing import Any

from proof.offline import archive, policy
from proof.offline.place import Place
from proof.offline.schema import Type, Value
from proof.offline.wire import UNKNOWN, Decoded, is_unknown

# "r", "a", "name", "tag" and "uuid" are filled in by Maker.
ARNS = {
    "aws_acm_certificate": "acm:{r}:{a}:certificate/{uuid}",
    "aws_apigatewayv2_api": "apigateway:{r}::/apis/{tag}",
    "aws_apigatewayv2_stage": "apigateway:{r}::/apis/{tag}/stages/{name}",
    "aws_autoscaling_group": "autoscaling:{r}:{a}:autoScalingGroup:{uuid}:autoScalingGroupName/{name}",
    "aws_ce_anomaly_monitor": "ce::{a}:anomalymonitor/{uuid}",
    "aws_ce_anomaly_subscription": "ce::{a}:anomalysubscription/{uuid}",
    "aws_cloudwatch_composite_alarm": "cloudwatch:{r}:{a}:alarm:{name}",
    "aws_cloudwatch_event_rule": "events:{r}:{a}:rule/{name}",
    "aws_cloudwatch_log_group": "logs:{r}:{a}:log-group:{name}",
    "aws_cloudwatch_metric_alarm": "cloudwatch:{r}:{a}:alarm:{name}",
    "aws_codedeploy_app": "codedeploy:{r}:{a}:application:{name}",
    "aws_codedeploy_deployment_config": "codedeploy:{r}:{a}:deploymentconfig:{name}",
    "aws_codedeploy_deployment_group": "codedeploy:{r}:{a}:deploymentgroup:{name}",
    "aws_ecr_repository": "ecr:{r}:{a}:repository/{name}",
    "aws_iam_instance_profile": "iam::{a}:instance-profile/{name}",
    "aws_iam_openid_connect_provider": "iam::{a}:oidc-provider/{name}",
    "aws_iam_policy": "iam::{a}:policy/{name}",
    "aws_iam_role": "iam::{a}:role/{name}",
    "aws_kms_alias": "kms:{r}:{a}:{name}",
    "aws_kms_key": "kms:{r}:{a}:key/{uuid}",
    "aws_kms_replica_key": "kms:{r}:{a}:key/{uuid}",
    "aws_lambda_alias": "lambda:{r}:{a}:function:{name}:{name}",
    "aws_lambda_function": "lambda:{r}:{a}:function:{name}",
    "aws_lambda_layer_version": "lambda:{r}:{a}:layer:{name}:1",
    "aws_launch_template": "ec2:{r}:{a}:launch-template/lt-{tag}",
    "aws_lb": "elasticloadbalancing:{r}:{a}:loadbalancer/app/{name}/{tag:.16}",
    "aws_lb_listener": "elasticloadbalancing:{r}:{a}:listener/app/{name}/{tag:.16}/{tag:.16}",
    "aws_lb_listener_rule": "elasticloadbalancing:{r}:{a}:listener-rule/app/{name}/{tag:.16}/{tag:.16}/{tag:.16}",
    "aws_lb_target_group": "elasticloadbalancing:{r}:{a}:targetgroup/{name}/{tag:.16}",
    "aws_route53_health_check": "route53:::healthcheck/{uuid}",
    "aws_route53_zone": "route53:::hostedzone/Z{tag:.13}",
    "aws_s3_bucket": "s3:::{name}",
    "aws_scheduler_schedule": "scheduler:{r}:{a}:schedule/default/{name}",
    "aws_scheduler_schedule_group": "scheduler:{r}:{a}:schedule-group/{name}",
    "aws_secretsmanager_secret": "secretsmanager:{r}:{a}:secret:{name}-{tag:.6}",
    "aws_sfn_state_machine": "states:{r}:{a}:stateMachine:{name}",
    "aws_sns_topic": "sns:{r}:{a}:{name}",
    "aws_sqs_queue": "sqs:{r}:{a}:{name}",
    "aws_ssm_parameter": "ssm:{r}:{a}:parameter/{name}",
    "aws_synthetics_canary": "synthetics:{r}:{a}:canary:{name}",
    "aws_xray_group": "xray:{r}:{a}:group/{name}/{tag}",
}
# Types of EC2 and the prefixes of their ids.
EC2_IDS = {
    "aws_ami": "ami",
    "aws_default_network_acl": "acl",
    "aws_default_route_table": "rtb",
    "aws_default_security_group": "sg",
    "aws_egress_only_internet_gateway": "eigw",
    "aws_eip": "eipalloc",
    "aws_flow_log": "fl",
    "aws_instance": "i",
    "aws_internet_gateway": "igw",
    "aws_launch_template": "lt",
    "aws_nat_gateway": "nat",
    "aws_network_acl": "acl",
    "aws_route_table": "rtb",
    "aws_security_group": "sg",
    "aws_subnet": "subnet",
    "aws_vpc": "vpc",
    "aws_vpc_endpoint": "vpce",
    "aws_vpc_security_group_egress_rule": "sgr",
    "aws_vpc_security_group_ingress_rule": "sgr",
}
# Types whose id is their ARN.
ID_IS_ARN = {
    "aws_acm_certificate",
    "aws_ce_anomaly_monitor",
    "aws_ce_anomaly_subscription",
    "aws_iam_openid_connect_provider",
    "aws_iam_policy",
    "aws_lb",
    "aws_lb_listener",
    "aws_lb_listener_rule",
    "aws_lb_target_group",
    "aws_secretsmanager_secret",
    "aws_sfn_state_machine",
    "aws_sns_topic",
}
# Types whose id is their name.
ID_IS_NAME = {
    "aws_autoscaling_group",
    "aws_cloudwatch_event_rule",
    "aws_cloudwatch_log_group",
    "aws_cloudwatch_metric_alarm",
    "aws_ecr_repository",
    "aws_iam_instance_profile",
    "aws_iam_role",
    "aws_kms_alias",
    "aws_lambda_function",
    "aws_s3_bucket",
    "aws_ssm_parameter",
    "aws_synthetics_canary",
}
# Other attributes of a known format, by name; "arn" is the resource's own.
TEXTS = {
    "api_endpoint": "https://{tag:.10}.execute-api.{r}.amazonaws.com",
    "arn_suffix": "{arn_suffix}",
    "availability_zone": "{r}a",
    "dns_name": "{name}-{tag:.8}.{r}.elb.amazonaws.com",
    "domain_name": "{name}.example.com",
    "engine_arn": "arn:aws:lambda:{r}:{a}:function:cwsyn-{name}-{uuid}:1",
    "engine_arn": "arn:aws:lambda:{r}:{a}:function:cwsyn-{name}-{uuid}",
    "execution_arn": "arn:aws:execute-api:{r}:{a}:{tag:.10}",
    "hosted_zone_id": "Z{tag:.13}",
    "image_id": "ami-{tag}",
    "invoke_arn": "arn:aws:apigateway:{r}:lambda:path/2015-03-31/functions/{arn}/invocations",
    "invoke_url": "https://{tag:.10}.execute-api.{r}.amazonaws.com/",
    "key_id": "{uuid}",
    "latest_version": "1",
    "private_ip": "10.0.0.10",
    "public_ip": "192.0.2.10",
    "qualified_arn": "{arn}:1",
    "qualified_invoke_arn": "arn:aws:apigateway:{r}:lambda:path/2015-03-31/functions/{arn}:1/invocations",
    "region": "{r}",
    "resource_record_name": "_{tag}.{name}.",
    "resource_record_type": "CNAME",
    "resource_record_value": "_{tag}.acm-validations.aws.",
    "repository_url": "{a}.dkr.ecr.{r}.amazonaws.com/{name}",
    "version": "1",
    "zone_id": "Z{tag:.13}",
}
_ACCOUNT_NAMES = ("account_id", "owner_id", "registry_id")
_LABELS = (
    "name",
    "function_name",
    "alarm_name",
    "app_name",
    "identifier",
    "bucket",
    "url",
    "deployment_config_name",
)
# A new version of the resource gives these a new value. Source: website/docs/r of the types (read 2026-11).
VERSIONED = {
    "aws_lambda_function": ("version", "qualified_arn", "qualified_invoke_arn"),
    "aws_launch_template": ("latest_version",),
    "aws_sfn_state_machine": ("revision_id",),
    "aws_ssm_parameter": ("version",),
}


class Maker:
    """Makes up the computed values of one resource or data source.

    What it makes depends only on `seed` (the known arguments), so the same configuration gets the same
    answers in every run.
    """

    def __init__(self, kind: str, seed: Value, place: Place) -> None:
        self._kind, self._seed, self._place = kind, seed, place

    def __call__(self, name: str, kind: Type) -> Decoded:
        """A value for the computed attribute `name` of this type."""
        if isinstance(kind, list):
            return self._collection(name, kind)
        makers: dict[str, Callable[[str], Any]] = {"string": self.text, "number": self._number}
        makers |= {"bool": lambda _: False, "dynamic": lambda _: [b'"string"', ""]}
        return makers[kind](name)

    def text(self, name: str) -> str:
        """A string for the computed attribute `name`."""
        if name == "id":
            return self._id
        if name == "arn":
            return self._arn
        if name.endswith(_ACCOUNT_NAMES):
            return self._place.account
        if name in TEXTS:
            return TEXTS[name].format(**self._words, arn=self._arn, arn_suffix=self._arn.split(":", 5)[5])
        if name.endswith("_arn"):
            return f"arn:aws:{self._service}:{self._place.region}:{self._place.account}:{name}/{self._tag}"
        return f"{self._label}.{name}"

    def _number(self, name: str) -> int:
        return 1 if name.endswith("version") else 0

    def _collection(self, name: str, kind: list[Type]) -> Decoded:
        collection, inner = kind
        if collection == "object":
            return {field: self(field, of) for field, of in inner.items()}
        if collection == "map":
            return {}
        return [f"{name}-{index}" for index in range(3)] if inner == "string" else []

    @cached_property
    def _tag(self) -> str:
        known = json.dumps([self._kind, self._seed], sort_keys=True, default=str)
        return hashlib.sha256(known.encode()).hexdigest()[:17]

    @cached_property
    def _label(self) -> str:
        names = (self._seed.get(name) for name in _LABELS)
        label = next((name for name in names if isinstance(name, str) and name), self._tag)
        return label.removeprefix("https://").lstrip("/")

    @property
    def _service(self) -> str:
        return self._kind.removeprefix("aws_").split("_")[0]

    @cached_property
    def _words(self) -> dict[str, str]:
        digits = self._tag + self._tag
        uuid = f"{digits[:8]}-{digits[8:12]}-4{digits[12:15]}-8{digits[15:18]}-{digits[18:30]}"
        names = {"name": self._label, "tag": self._tag, "uuid": uuid}
        return names | {"r": self._place.region, "a": self._place.account}

    @property
    def _arn(self) -> str:
        noun = self._kind.removeprefix("aws_").replace("_", "-")
        service = "ec2" if self._kind in EC2_IDS else self._service
        form = ARNS.get(self._kind, f"{service}:{{r}}:{{a}}:{noun}/{{name}}")
        return "arn:aws:" + form.format(**self._words)

    @property
    def _id(self) -> str:
        if self._kind in EC2_IDS:
            return f"{EC2_IDS[self._kind]}-{self._tag}"
        if self._kind in ID_IS_ARN:
            return self._arn
        given = next((self._seed[n] for n in _LABELS if isinstance(self._seed.get(n), str)), None)
        return given if given and self._kind in ID_IS_NAME else self._tag


def versioned(kind: str, value: Value) -> tuple[str, ...]:
    """The attributes which an update of the resource gives new values."""
    publishes = kind != "aws_lambda_function" or value.get("publish")
    return VERSIONED.get(kind, ()) if publishes else ()


def successor(value: float | str) -> float | str:
    """The version after `value`: its last number, plus one."""
    if isinstance(value, int | float):
        return value + 1
    return re.sub(r"\d+(?=\D*$)", lambda number: str(int(number[0]) + 1), str(value))


def known_when_planned(kind: str, value: Value) -> Value:
    """Computed values of which a part is known before apply, so that `for_each` may go over them.

    Source: CustomizeDiff in internal/service/acm/certificate.go (read 2026-11).
    """
    if kind != "aws_acm_certificate" or is_unknown(value.get("domain_name")):
        return {}
    others = value.get("subject_alternative_names") or []
    if is_unknown(others) or any(map(is_unknown, others)):
        return {}
    rest = dict.fromkeys(("resource_record_name", "resource_record_type", "resource_record_value"), UNKNOWN)
    domains = dict.fromkeys([value["domain_name"], *others])
    return {"domain_validation_options": [{"domain_name": domain} | rest for domain in domains]}


def data_source(kind: str, arguments: Value, place: Place) -> Value:
    """What is known of a data source beyond made-up values: the environment, documents and archives.

    Raises:
        OSError, ValueError: as archive.write and policy.render.
    """
    if kind == "aws_iam_policy_document":
        text = policy.render(arguments)
        return {"json": text, "minified_json": json.dumps(json.loads(text), separators=(",", ":"))}
    if kind == "archive_file":
        return archive.write(arguments, place.folder)
    facts = _environment(kind, arguments, place)
    return {name: fact for name, fact in facts.items() if arguments.get(name) is None}


def _environment(kind: str, arguments: Value, place: Place) -> Value:
    region = arguments.get("region") or place.region
    known: dict[str, Value] = {
        "aws_caller_identity": {
            "account_id": place.account,
            "arn": f"arn:aws:iam::{place.account}:user/offline",
            "user_id": "AIDAOFFLINE",
        },
        "aws_partition": {
            "partition": "aws",
            "dns_suffix": "amazonaws.com",
            "reverse_dns_prefix": "com.amazonaws",
        },
        "aws_region": {"name": region, "region": region, "description": region, "id": region},
        "aws_availability_zones": {
            "names": [region + letter for letter in "abc"],
            "zone_ids": [f"{region}-az{number}" for number in (1, 2, 3)],
            "group_names": [region],
        },
        # The VPC that exists: subnets that are looked up lie in it, each in a zone of its own.
        "aws_vpc": {"enable_dns_support": True, "enable_dns_hostnames": True},
        "aws_subnet": {"vpc_id": "vpc-0123456789abcdef0"},
        "aws_ssm_parameter": {"value": "ami-0123456789abcdef0", "insecure_value": "ami-0123456789abcdef0"},
    }
    return known.get(kind, {})
