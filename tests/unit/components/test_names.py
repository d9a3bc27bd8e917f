"""Names stay within AWS's limits, and apart from each other."""

from podspec.components import names
from podspec.components.places import Place
from podspec.model.naming import LIMITS

LONGEST_SERVICE = "a" * 24
LONGEST_ENVIRONMENT = "e" * 10
LONGEST_REGION = "ap-southeast-1"


def test_the_longest_legal_names_are_never_shortened() -> None:
    assert names.base_name(LONGEST_SERVICE, LONGEST_ENVIRONMENT) == f"{LONGEST_SERVICE}-{LONGEST_ENVIRONMENT}"
    prefix = names.role_prefix(LONGEST_SERVICE, LONGEST_ENVIRONMENT, LONGEST_REGION)
    assert prefix == f"{LONGEST_SERVICE}-{LONGEST_ENVIRONMENT}-{LONGEST_REGION}"


def test_what_the_modules_append_stays_within_the_limits() -> None:
    base = names.base_name(LONGEST_SERVICE, LONGEST_ENVIRONMENT)
    prefix = names.role_prefix(LONGEST_SERVICE, LONGEST_ENVIRONMENT, "us-gov-somewhere-far-1")
    assert len(f"CodeDeployHook_{base}_post-traffic") <= LIMITS["lambda"]
    assert len(f"{prefix}-post-traffic") <= LIMITS["iam_role"]


def test_the_paths_of_ci_roles_and_of_runtime_roles_never_meet() -> None:
    # A service has three characters or more, so none is called `ci`.
    ceiling = names.runtime_boundary_arn("cie", "dev", Place("111111111111", "us-east-1"))
    assert "/podspec/ci/cie/" in ceiling
    assert names.role_path("cie", "dev") not in ceiling


def test_arns_and_urls_name_the_partition_of_their_region() -> None:
    china = Place("111111111111", "cn-north-1")
    registry = "111111111111.dkr.ecr.cn-north-1.amazonaws.com.cn"
    assert names.repository_url("web", china) == f"{registry}/podspec/web/image"
    assert names.function_arn("web-dev", china) == "arn:aws-cn:lambda:cn-north-1:111111111111:function:web-dev"
    ceiling = names.runtime_boundary_arn("web", "dev", china)
    assert ceiling == "arn:aws-cn:iam::111111111111:policy/podspec/ci/web/web-dev-runtime-boundary"


def test_a_canarys_function_has_a_name_that_lambda_takes() -> None:
    prefix = names.canary_prefix(LONGEST_SERVICE, LONGEST_ENVIRONMENT)
    assert len(f"cwsyn-{prefix}_lambda-{'0' * 36}") <= LIMITS["lambda"]
    assert names.canary_prefix("podinfo", "prod") == "podinfo-prod"


def test_a_buckets_name_says_whose_it_is_and_is_unique_by_place() -> None:
    base = names.base_name(LONGEST_SERVICE, LONGEST_ENVIRONMENT)
    here, there = (names.bucket_name(base, "canary", Place(one, "us-east-1")) for one in ("1" * 12, "2" * 12))
    assert here != there
    assert here.startswith(f"{base}-canary-")
    assert len(here) == len(there) <= LIMITS["s3_bucket"]
