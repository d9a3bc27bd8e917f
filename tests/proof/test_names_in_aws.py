"""No name outgrows AWS or meets another one, however long the names in a spec are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

import pytest
from proof.applied import ACCOUNT, REGIONS, SERVICE, Applied, longest
from proof.iam import Resource
from proof.names import RULES, unruled
from proof.offline.verifier import Verifier

pytestmark = pytest.mark.proof

# Names as long as those of the crowded service, and different in their last character only.
NEIGHBOUR = f"{SERVICE[:-1]}b"
FIRST, SECOND = "environments/eeeeeeeee0", "environments/eeeeeeeee1"
# Roots of the crowded service, and the one of its neighbour that has most names.
OWN = (
    f"accounts/{ACCOUNT}",
    f"bootstrap/{ACCOUNT}",
    "global",
    *(f"{FIRST}/{region}" for region in REGIONS),
    f"{SECOND}/{REGIONS[0]}",
)
THEIRS = f"{FIRST}/{REGIONS[0]}"


@pytest.fixture(scope="module")
def neighbour(verifier: Verifier, tmp_path_factory: pytest.TempPathFactory) -> Applied:
    """Another service in the same account."""
    return Applied(verifier, longest(2, NEIGHBOUR), tmp_path_factory.mktemp("neighbour"))


@pytest.fixture(scope="module")
def resources(crowded: Applied, neighbour: Applied) -> list[Resource]:
    """What stands in two environments and two regions of one service, and in one of each of its neighbour."""
    own = [one for root in OWN for one in crowded.resources(root)]
    return own + neighbour.resources(THEIRS)


def _twice(resources: Iterable[Resource]) -> list[tuple[str, ...]]:
    """The names that more than one resource of a type has in one place."""
    counted = Counter(
        (one["kind"], *RULES[one["kind"]].place(one), RULES[one["kind"]].name(one))
        for one in resources
        if one["kind"] in RULES
    )
    return [name for name, count in counted.items() if count > 1]


def test_every_name_is_one_that_aws_takes(resources: list[Resource]) -> None:
    judged = [one for one in resources if one["kind"] in RULES]
    assert judged
    assert not [RULES[one["kind"]].name(one) for one in judged if not RULES[one["kind"]].takes(one)]


def test_every_type_that_has_a_name_is_judged(resources: list[Resource]) -> None:
    assert unruled(resources) == set()


def test_no_name_is_used_twice(resources: list[Resource]) -> None:
    assert _twice(resources) == []


def test_names_get_as_long_as_they_may(resources: list[Resource]) -> None:
    longest_names: dict[str, int] = defaultdict(int)
    for one in resources:
        if one["kind"] in RULES:
            longest_names[one["kind"]] = max(longest_names[one["kind"]], len(RULES[one["kind"]].name(one)))
    assert longest_names["aws_iam_role"] >= RULES["aws_iam_role"].limit - 10


def test_a_name_that_is_too_long_or_taken_is_found() -> None:
    role: Resource = {"kind": "aws_iam_role", "name": "r" * 65}
    assert not RULES["aws_iam_role"].takes(role)
    assert RULES["aws_iam_role"].takes({**role, "name": "r" * 64})
    assert not RULES["aws_lb"].takes({"kind": "aws_lb", "name": "internal-a"})
    assert _twice([role, role]) == [("aws_iam_role", "", role["name"])]
    buckets: list[Resource] = [{"kind": "aws_s3_bucket", "bucket": "b", "region": one} for one in REGIONS]
    assert _twice(buckets)
    topics: list[Resource] = [{"kind": "aws_sns_topic", "name": "b", "region": one} for one in REGIONS]
    assert not _twice(topics)
    assert unruled([{"kind": "aws_batch_job_queue", "name": "x"}]) == {"aws_batch_job_queue"}
