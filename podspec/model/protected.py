"""What no override may touch, and why: promises that podspec makes, and that would be broken without a sign.

A file that is ejected is another matter: it is wholly the person's, and everybody can see that it is.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import NamedTuple


class Protection(NamedTuple):
    """Attributes that are kept, and why.

    `resources` is a glob for `module.type.name`; `attributes` are globs for any part of an attribute's path.
    """

    resources: str
    attributes: str
    reason: str


_ALL = "*"

_ROLLOUT = "the rollout owns it"
_RIGHTS = "rights are what the generated policies say, and these are proven as they are"
_NAMES = "policies and scripts know resources by their names"
_ENCRYPTION = "what is kept is encrypted, and closed to the public"
_IMAGE = "what runs is the image that was signed and approved, by its digest"
_NETWORK = "who reaches the hosts is what the spec says, and rules stand in resources of their own"
_ALARM = "this alarm rolls a bad version back; observability.alarms in the spec says when"

#: The first that fits gives the reason.
PROTECTIONS = (
    # Source: Terraform language, meta-arguments and blocks of a resource (read 2026-11).
    Protection(
        "*",
        "connection count depends_on dynamic for_each lifecycle provider provisioner",
        "it is Terraform's own, and changes what the resource is rather than how it is set up",
    ),
    # Source: terraform-provider-aws, "Enhanced Region Support": every resource takes one since 6.0 (read 2026-11).
    Protection("*", "region", "the spec's environments say where everything lies"),
    # The rollout.
    Protection("*.aws_codedeploy_*.*", _ALL, _ROLLOUT),
    Protection("*.aws_security_group.*", "ingress egress", _NETWORK),
    Protection("*.aws_default_security_group.*", _ALL, _NETWORK),
    Protection("*.aws_vpc_security_group_egress_rule.*", _ALL, _NETWORK),
    Protection("*.aws_vpc_security_group_ingress_rule.from_*", _ALL, _NETWORK),
    # Whom the load balancer answers may be narrowed; where it listens may not change.
    Protection(
        "*.aws_vpc_security_group_ingress_rule.*",
        "from_port ip_protocol prefix_list_id referenced_security_group_id to_port",
        _NETWORK,
    ),
    Protection("*.aws_network_acl*.*", _ALL, _NETWORK),
    Protection("*.aws_route*.*", _ALL, "it decides where traffic goes"),
    Protection("*.aws_lambda_alias.*", _ALL, _ROLLOUT),
    Protection("*.aws_lambda_provisioned_concurrency_config.*", _ALL, _ROLLOUT),
    Protection("*.aws_scheduler_*.*", _ALL, _ROLLOUT),
    Protection("*.aws_sfn_*.*", _ALL, _ROLLOUT),
    Protection("*.aws_ssm_parameter.*", _ALL, "it holds what the rollout knows: digests, and who serves"),
    Protection("*.aws_dynamodb_table.*", _ALL, "it is the lock of the rollout"),
    Protection("*.aws_lb_listener.*", "default_action", _ROLLOUT),
    Protection("*.aws_lb_listener_rule.*", "action", _ROLLOUT),
    Protection(
        "*.aws_autoscaling_group.*",
        "desired_capacity health_check_type launch_template max_size min_size target_group_arns "
        "wait_for_capacity_timeout",
        _ROLLOUT,
    ),
    Protection("*.aws_launch_template.*", "default_version update_default_version", _ROLLOUT),
    Protection("lambda.aws_cloudwatch_*alarm.*", _ALL, _ALARM),
    Protection("ec2.aws_cloudwatch_*alarm.*", _ALL, _ALARM),
    # What runs.
    Protection(
        "*.aws_lambda_function.*",
        "architectures code_signing_config_arn environment filename handler image_config image_uri layers "
        "package_type publish runtime s3_* source_code_hash",
        _IMAGE,
    ),
    Protection("*.aws_launch_template.*", "image_id user_data", _IMAGE),
    Protection("*.aws_ecr_repository.*", "image_tag_mutability*", _IMAGE),
    # Rights.
    Protection("*.aws_iam_*.*", _ALL, _RIGHTS),
    Protection("*.aws_lambda_permission.*", _ALL, _RIGHTS),
    Protection(
        "*",
        "*_acl access_policy acl assume_role_policy execution_role_arn grant iam_* inline_policy "
        "managed_policy_arns permissions_boundary policy policy_arn policy_document principal* role role_arn "
        "service_role*",
        _RIGHTS,
    ),
    Protection("*", "tag tag_specifications tags tags_all", "rights ask for tags: use service.tags"),
    Protection(
        "*",
        "alarm_name bucket bucket_prefix dashboard_name family function_name name name_prefix",
        _NAMES,
    ),
    # Data.
    Protection("*.aws_s3_bucket_ownership_controls.*", _ALL, _ENCRYPTION),
    Protection("*.aws_s3_bucket_public_access_block.*", _ALL, _ENCRYPTION),
    Protection("*.aws_s3_bucket_server_side_encryption_configuration.*", _ALL, _ENCRYPTION),
    Protection("*.aws_s3_bucket_versioning.*", _ALL, "CodeDeploy asks for a bundle by its version"),
    Protection(
        "*",
        "*encrypt* *public_ip* enable_key_rotation http_tokens kms_* publicly_accessible sse_*",
        _ENCRYPTION,
    ),
    Protection("*", "secret_binary* secret_string*", "no secret's value stands in Terraform or in a spec"),
)


def protection(resource: str, attribute: str) -> str:
    """Why an attribute of a resource is kept; empty if it is not."""
    parts = attribute.split(".")
    fitting = (one for one in PROTECTIONS if fnmatchcase(resource, one.resources))
    return next((one.reason for one in fitting if _covers(one, parts)), "")


def _covers(one: Protection, parts: list[str]) -> bool:
    return any(fnmatchcase(part, pattern) for part in parts for pattern in one.attributes.split())
