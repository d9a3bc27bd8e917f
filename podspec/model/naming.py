"""Every name in AWS comes from here, so a legal spec never fails on a name that AWS finds too long."""

from hashlib import sha256
from types import MappingProxyType

#: Longest name AWS takes, in characters, by kind of resource.
#: Source: botocore 1.43.11 service models and the AWS CodeDeploy and S3 user guides, read 2026-11.
LIMITS = MappingProxyType(
    {
        "alarm": 255,
        "alb": 32,
        "autoscaling_group": 255,
        "budget": 100,
        "canary": 255,
        "codedeploy": 100,
        "ecr_repository": 256,
        "http_api": 128,
        "iam_instance_profile": 128,
        "iam_policy": 128,
        "iam_role": 64,
        "lambda": 64,
        "launch_template": 128,
        "log_group": 512,
        "s3_bucket": 63,
        "schedule_group": 64,
        "secret": 512,
        "sns_topic": 256,
        "ssm_parameter": 1011,
        "state_machine": 80,
        "target_group": 32,
    }
)

_DIGITS = 6

# Characters that Secrets Manager puts behind a hyphen at the end of each ARN.
_ARN_ENDING = 6


def name(*parts: str, limit: int) -> str:
    """Join `parts` with hyphens into a name of at most `limit` characters.

    A name that fits is returned as it is. A longer one keeps its beginning and ends in a hyphen and six
    hexadecimal digits of the whole name's SHA-256, so that two long names stay apart and the same parts
    always give the same name.

    Raises:
        ValueError: if `limit` leaves no room for a first character, a hyphen and the digits.
    """
    if limit < _DIGITS + 2:
        raise ValueError(f"a limit of {limit} leaves no room for a name")
    whole = "-".join(parts)
    if len(whole) <= limit:
        return whole
    head = whole[: limit - _DIGITS - 1].rstrip("-")
    return f"{head}-{sha256(whole.encode()).hexdigest()[:_DIGITS]}"


def aws_name(kind: str, *parts: str) -> str:
    """Name a resource of `kind` (a key of LIMITS) from its parts, within what AWS takes."""
    return name(*parts, limit=LIMITS[kind])


def secret_name(service: str, environment: str, secret: str) -> str:
    """Name of a secret in Secrets Manager, below the path that an environment's roles may read.

    A name must not end as an ARN does, in a hyphen and six characters: the hyphen becomes an underscore, which
    no secret of a spec has, so that names stay apart.
    Source: botocore 1.43.11, secretsmanager CreateSecret (read 2026-11).
    """
    head, hyphen, tail = secret.rpartition("-")
    ending = f"{head}_{tail}" if hyphen and len(tail) == _ARN_ENDING else secret
    return f"podspec/{service}/{environment}/{ending}"
