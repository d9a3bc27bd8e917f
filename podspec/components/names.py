"""Names in AWS that more than one component speaks of."""

from hashlib import sha256

from podspec.components.places import Place, dns_suffix, partition
from podspec.model.naming import LIMITS, aws_name, name

# The longest name that is made from another one: CodeDeployHook_<base>_post-traffic, a function.
_BASE_LIMIT = LIMITS["lambda"] - len("CodeDeployHook_") - len("-post-traffic")

# A canary's function is called cwsyn-<canary>-<uuid>, and the longest ending of a canary's name is _lambda.
_CANARY_PREFIX_LIMIT = LIMITS["lambda"] - len("cwsyn-") - len("-") - 36 - len("_lambda")

# The longest ending of a role's name is -post-traffic.
_ROLE_PREFIX_LIMIT = LIMITS["iam_role"] - len("-post-traffic")


def base_name(service: str, environment: str) -> str:
    """What the names of an environment's resources begin with."""
    return name(service, environment, limit=_BASE_LIMIT)


def canary_prefix(service: str, environment: str) -> str:
    """What the names of an environment's canaries begin with; an underscore and the target follow."""
    return name(service, environment, limit=_CANARY_PREFIX_LIMIT)


def bucket_name(base: str, purpose: str, place: Place) -> str:
    """Name of a bucket: unique among all buckets of all accounts, and always of one length behind the purpose.

    The length is what policies know it by: `<base>-canary-????????` matches this environment's bucket in every
    region, and no bucket of a service whose name begins alike.
    """
    return f"{base}-{purpose}-{sha256('/'.join(place).encode()).hexdigest()[:8]}"


def role_prefix(service: str, environment: str, region: str) -> str:
    """What the names of a regional root's roles begin with: IAM has no regions, so the name carries it."""
    return name(service, environment, region, limit=_ROLE_PREFIX_LIMIT)


def role_path(service: str, environment: str) -> str:
    """IAM path of an environment's roles. No service is called `ci`, below whose path the CI roles stand."""
    return f"/podspec/{service}/{environment}/"


def runtime_boundary_arn(service: str, environment: str, place: Place) -> str:
    """ARN of the policy that caps the roles of an environment; the module identity makes it."""
    policy = aws_name("iam_policy", service, environment, "runtime-boundary")
    return f"arn:{partition(place.region)}:iam::{place.account}:policy/podspec/ci/{service}/{policy}"


def ci_role_arn(service: str, role: str, place: Place) -> str:
    """ARN of one of the pipeline's roles: plan, build or deploy-<environment>; the module identity makes it."""
    return f"arn:{partition(place.region)}:iam::{place.account}:role/podspec/ci/{service}/{service}-ci-{role}"


def parameter_path(service: str, environment: str) -> str:
    """Path of an environment's SSM parameters, without a slash at its end."""
    return f"/podspec/{service}/{environment}"


def repository_name(service: str) -> str:
    """Name of the image repository, the same in every region.

    Replication knows repositories by prefix only: without the last part, `orders` would match `orders-api`.
    """
    return f"podspec/{service}/image"


def repository_url(service: str, place: Place) -> str:
    """URL of the image repository in a region of the registry's account, without a tag."""
    return f"{place.account}.dkr.ecr.{place.region}.{dns_suffix(place.region)}/{repository_name(service)}"


def function_arn(function: str, place: Place) -> str:
    """ARN of a Lambda function."""
    return f"arn:{partition(place.region)}:lambda:{place.region}:{place.account}:function:{function}"


def state_machine_arn(name: str, place: Place) -> str:
    """ARN of a Step Functions state machine."""
    return f"arn:{partition(place.region)}:states:{place.region}:{place.account}:stateMachine:{name}"
