"""What `podspec diff` says of resources is what real Terraform plans, for one changed field after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from proof.impact_cases import FIELDS, after, before, expected, planned, touched

from podspec.impact.changes import changes
from podspec.impact.resources import roots
from podspec.model.impact import Action

if TYPE_CHECKING:
    from pathlib import Path

    from proof.applied import Applied
    from proof.offline.verifier import Verifier

pytestmark = pytest.mark.proof

Files = dict[str, bytes]

#: In `make test`, one root of each; all of all are in the long run.
SAMPLE = [
    "container.port=9090",
    'environments.prod.network.cidr="10.30.0.0/16"',
    'environments.prod.network.nat="single"',
    "environments.prod.targets.ec2=null",
    "observability.synthetics=null",
    "secrets.api-token.rotate_days=45",
    'service.name="other"',
    "targets.lambda.memory_mb=1024",
]
ROOT = "environments/prod/us-east-1"
#: Terraform plans nothing here: it refuses to destroy what is protected, and says no more.
REFUSED = {'state.region="eu-west-1"': "accounts/222222222222"}


@pytest.fixture(scope="session")
def old(tmp_path_factory: pytest.TempPathFactory) -> Files:
    """The artifacts of the full spec, as `whole` has applied them."""
    return before(tmp_path_factory.mktemp("old"))


def test_there_are_enough_changes() -> None:
    assert len(FIELDS) >= 120
    assert set(SAMPLE) <= FIELDS.keys()


@pytest.mark.parametrize("case", SAMPLE)
def test_terraform_plans_what_podspec_says(
    case: str, old: Files, whole: Applied, verifier: Verifier, tmp_path: Path
) -> None:
    new = after(case, tmp_path)
    assert planned(whole, verifier, new, ROOT) == expected(old, new, ROOT)


@pytest.mark.long
@pytest.mark.parametrize("case", FIELDS)
def test_terraform_plans_what_podspec_says_in_every_kind_of_root(
    case: str, old: Files, whole: Applied, verifier: Verifier, tmp_path: Path
) -> None:
    new = after(case, tmp_path)
    for root in touched(old, new):
        if REFUSED.get(case) != root:
            assert planned(whole, verifier, new, root) == expected(old, new, root), root


def test_what_is_protected_is_said_to_be(old: Files, tmp_path: Path, whole: Applied, verifier: Verifier) -> None:
    ((case, root),) = REFUSED.items()
    new = after(case, tmp_path)
    (path,) = (path for path in roots(new) if path.endswith(root))
    refused = [one for one in changes(old, new, path) if one.is_protected and one.action is Action.REPLACE]
    assert [one.address for one in refused] == ["aws_s3_bucket.state"]
    with pytest.raises(ValueError, match="Instance cannot be destroyed"):
        planned(whole, verifier, new, root)
