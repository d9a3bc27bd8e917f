"""Mistakes that show once values are known: in a plan, or when another resource has been applied."""

from __future__ import annotations

from proof.mutations.mutation import PODINFO, SAMPLE_ROOT, Mutation

_ENVIRONMENT = "terraform/environments/dev/us-east-1/*.tf"
_LAMBDA = "terraform/modules/lambda/*.tf"
_NETWORK = "terraform/modules/network/*.tf"

KNOWN_LATE = (
    Mutation(
        "the region has fewer zones",
        SAMPLE_ROOT,
        _NETWORK,
        "default( +)= 2",
        r"default\1= 5",
        "plan",
        "end index must not be greater",
    ),
    Mutation(
        "keys of for_each are known only after apply",
        SAMPLE_ROOT,
        _NETWORK,
        r"for_each( +)= aws_subnet\.public$",
        r"for_each\1= toset([for subnet in aws_subnet.public : subnet.id])",
        "plan",
        "Invalid for_each argument",
    ),
    Mutation(
        "null stands in a template",
        PODINFO,
        _LAMBDA,
        r"aws_apigatewayv2_api\.this\.execution_arn",
        "aws_apigatewayv2_api.this.fail_on_warnings",
        "plan",
        "The expression result is null",
    ),
    Mutation(
        "an image is named by tag",
        SAMPLE_ROOT,
        _ENVIRONMENT,
        r"@\$\{var\.image_digest\}",
        ":latest",
        "apply",
        "must name an image by digest",
    ),
    Mutation(
        "the source of an archive is missing",
        SAMPLE_ROOT,
        _LAMBDA,
        r"hooks/before_traffic\.py",
        "hooks/after_traffic.py",
        "plan",
        "archive_file cannot be read",
    ),
    Mutation(
        "a bake time longer than a hook may take",
        PODINFO,
        "terraform/environments/dev/us-east-1/lambda.tf",
        r'bake_minutes("? *[=:]) *\d+',
        r"bake_minutes\1 61",
        "validate",
        "0 to 55 minutes",
    ),
    Mutation(
        "less memory than Lambda has",
        PODINFO,
        _ENVIRONMENT,
        r"memory_mb( +)= \d+",
        r"memory_mb\1= 64",
        "validate",
        "128 to 10240 MB",
    ),
    Mutation(
        "a trust policy without principals",
        PODINFO,
        _LAMBDA,
        r"data\.aws_iam_policy_document\.lambda_trust\.json",
        "data.aws_iam_policy_document.function.json",
        "apply",
        "a policy with principals and without resources",
    ),
    Mutation(
        "a role's policy with an action of no service",
        PODINFO,
        _LAMBDA,
        '"logs:PutLogEvents"',
        '"PutLogEvents"',
        "apply",
        "a policy with resources and no principal",
    ),
    Mutation(
        "a VPC larger than AWS allows",
        SAMPLE_ROOT,
        _ENVIRONMENT,
        r"10\.10\.0\.0/16",
        "10.0.0.0/8",
        "plan",
        "from /16 to /28",
    ),
    Mutation(
        "a CodeDeploy role by name",
        PODINFO,
        _LAMBDA,
        r"aws_iam_role\.codedeploy\.arn",
        "aws_iam_role.codedeploy.name",
        "plan",
        "service_role_arn is 'podinfo-",
    ),
)
