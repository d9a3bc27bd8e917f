"""Whether what a policy guards has gone with it."""

import pytest

from podspec.impact.guards import is_gone
from podspec.impact.hcl.values import Expression
from podspec.impact.resources import Resource


def _tree(*resources: tuple[str, dict[str, object]]) -> dict[str, Resource]:
    return {
        address: Resource(address, address.split(".")[-2], "managed", attributes)  # type: ignore[arg-type]
        for address, attributes in resources
    }


BUCKET = ("aws_s3_bucket.b", {"bucket": "b"})
BY_NAME = ("aws_s3_bucket_policy.p", {"bucket": "b"})
BY_ADDRESS = ("aws_s3_bucket_policy.p", {"bucket": Expression("aws_s3_bucket.b.id")})
FUNCTION = ("aws_lambda_function.f", {"function_name": "f"})
PERMISSION = ("aws_lambda_permission.p", {"function_name": "f"})
KEY = ("aws_kms_key.k", {"policy": "{}"})


@pytest.mark.parametrize(
    ("guarded", "guard"), [(BUCKET, BY_NAME), (BUCKET, BY_ADDRESS), (FUNCTION, PERMISSION)], ids=str
)
def test_a_policy_that_goes_with_its_resource_gives_nothing_and_one_that_goes_alone_does(
    guarded: tuple[str, dict[str, object]], guard: tuple[str, dict[str, object]]
) -> None:
    before = _tree(guarded, guard)
    assert is_gone(guard[0], before, {})
    assert not is_gone(guard[0], before, _tree(guarded))
    assert not is_gone(guard[0], before, before)


def test_a_policy_in_its_resource_goes_with_it() -> None:
    assert is_gone(KEY[0], _tree(KEY), {})


def test_where_nobody_knows_what_is_guarded_it_may_be_there_still() -> None:
    assert not is_gone(BY_NAME[0], _tree(BY_NAME), {})
    assert not is_gone("role somebody", {}, {})
