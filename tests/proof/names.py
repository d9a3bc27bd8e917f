"""What names may look like in AWS, by type of resource, and within what no two may be alike."""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from podspec.model.naming import LIMITS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from proof.iam import Resource

_WORD = r"[A-Za-z0-9_-]+"
_ALB = r"(?!internal-)[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?"
_ANY = r"[\x20-\x7e]+"


@dataclass(frozen=True)
class Rule:
    """What a name of one type has to be.

    Attributes:
        attribute: where the name stands.
        limit: how many characters it may have.
        pattern: what it may be made of.
        within: attributes of what it has to be unique in, beside the region.
    """

    attribute: str
    limit: int
    pattern: str = _ANY
    within: tuple[str, ...] = ()

    def name(self, resource: Resource) -> str:
        """The name of a resource of the type."""
        return str(resource[self.attribute])

    def place(self, resource: Resource) -> tuple[str, ...]:
        """Where the name must not be used twice; what IAM and S3 name has no region."""
        region = "" if resource["kind"] in WITHOUT_REGION else str(resource.get("region", ""))
        return (region, *(str(resource[one]) for one in self.within))

    def takes(self, resource: Resource) -> bool:
        """Whether AWS takes the name."""
        name = self.name(resource)
        return len(name) <= self.limit and re.fullmatch(self.pattern, name) is not None


#: A bucket has a region, and its name is taken in all of them.
WITHOUT_REGION = {"aws_s3_bucket"}

#: Sources: LIMITS, and for the rest botocore 1.43.11, service models (read 2026-11).
RULES = MappingProxyType(
    {
        "aws_apigatewayv2_api": Rule("name", LIMITS["http_api"]),
        "aws_apigatewayv2_stage": Rule("name", 128, r"\$default", ("api_id",)),
        "aws_autoscaling_group": Rule("name", LIMITS["autoscaling_group"], r"[^:]+"),
        "aws_autoscaling_policy": Rule("name", 255, within=("autoscaling_group_name",)),
        "aws_budgets_budget": Rule("name", LIMITS["budget"], r"[^:\\]+"),
        "aws_ce_anomaly_monitor": Rule("name", 1024),
        "aws_ce_anomaly_subscription": Rule("name", 1024),
        "aws_cloudwatch_composite_alarm": Rule("alarm_name", LIMITS["alarm"]),
        "aws_cloudwatch_dashboard": Rule("dashboard_name", 255, _WORD),
        "aws_cloudwatch_event_rule": Rule("name", 64, r"[.\w-]+"),
        "aws_cloudwatch_event_target": Rule("target_id", 64, r"[.\w-]+", ("rule",)),
        "aws_cloudwatch_log_group": Rule("name", LIMITS["log_group"], r"[.\w/#-]+"),
        "aws_cloudwatch_metric_alarm": Rule("alarm_name", LIMITS["alarm"]),
        "aws_cloudwatch_query_definition": Rule("name", 255),
        "aws_codedeploy_app": Rule("name", LIMITS["codedeploy"]),
        "aws_codedeploy_deployment_config": Rule(
            "deployment_config_name", LIMITS["codedeploy"], r"(?!CodeDeployDefault\.).+"
        ),
        "aws_codedeploy_deployment_group": Rule(
            "deployment_group_name", LIMITS["codedeploy"], within=("app_name",)
        ),
        "aws_dynamodb_table": Rule("name", 255, r"[.\w-]{3,}"),
        "aws_ecr_repository": Rule(
            "name", LIMITS["ecr_repository"], r"[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*(?:/[a-z0-9._-]+)*"
        ),
        "aws_iam_instance_profile": Rule("name", LIMITS["iam_instance_profile"], r"[\w+=,.@-]+"),
        "aws_iam_policy": Rule("name", LIMITS["iam_policy"], r"[\w+=,.@-]+"),
        "aws_iam_role": Rule("name", LIMITS["iam_role"], r"[\w+=,.@-]+"),
        "aws_iam_role_policy": Rule("name", 128, r"[\w+=,.@-]+", ("role",)),
        "aws_kms_alias": Rule("name", 256, r"alias/(?!aws/)[\w/-]+"),
        "aws_lambda_alias": Rule("name", 128, r"(?!\d+$)[\w-]+", ("function_name",)),
        "aws_lambda_function": Rule("function_name", LIMITS["lambda"], _WORD),
        "aws_lambda_permission": Rule("statement_id", 100, _WORD, ("function_name",)),
        "aws_launch_template": Rule("name", LIMITS["launch_template"], r"[\w().\-/]{3,}"),
        "aws_lb": Rule("name", LIMITS["alb"], _ALB),
        "aws_lb_target_group": Rule("name", LIMITS["target_group"], _ALB),
        "aws_s3_bucket": Rule(
            "bucket", LIMITS["s3_bucket"], r"(?!xn--)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9](?<!-s3alias)"
        ),
        "aws_scheduler_schedule_group": Rule("name", LIMITS["schedule_group"], r"[.\w-]+"),
        "aws_secretsmanager_secret": Rule("name", LIMITS["secret"], r"[\w/+=.@-]+(?<!-[A-Za-z0-9]{6})"),
        "aws_security_group": Rule("name", 255, r"(?!sg-)[\w .:/()#,@\[\]+=&;{}!$*-]+", ("vpc_id",)),
        "aws_sfn_state_machine": Rule("name", LIMITS["state_machine"], _WORD),
        "aws_sns_topic": Rule("name", LIMITS["sns_topic"], _WORD),
        "aws_ssm_parameter": Rule("name", LIMITS["ssm_parameter"], r"/(?!aws|ssm)[\w./-]+"),
        "aws_synthetics_canary": Rule("name", LIMITS["canary"], r"[0-9a-z_-]+"),
    }
)

#: Types whose name is a domain's, or belongs to something else.
NAMED_BY_OTHERS = frozenset(
    {
        "aws_default_security_group",
        "aws_route53_record",
        "aws_route53_zone",
    }
)


def unruled(resources: Iterable[Resource]) -> set[str]:
    """The types of which something has a name, and nothing above says what it has to be."""
    return {one["kind"] for one in resources if one.get("name")} - RULES.keys() - NAMED_BY_OTHERS
