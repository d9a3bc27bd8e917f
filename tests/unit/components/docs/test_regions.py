"""Several regions have a card each, with what differs between them; one region has none."""

import pytest
import scopes

from podspec.components.docs import regions
from podspec.components.docs.marks import Box, Words

NAMES = ("us-east-1", "us-east-2", "us-west-1", "us-west-2", "eu-west-1", "eu-west-2", "eu-west-3", "eu-north-1")


def _environment(count: int, more: str = "") -> str:
    places = ", ".join(NAMES[:count])
    block = (
        f'environments: {{prod: {{account: "111111111111", regions: [{places}], network: {{cidr: 10.0.0.0/16}}}}}}'
    )
    return f"state: {{region: us-east-1}}\n{block}\n{more}"


@pytest.mark.parametrize(("count", "columns"), [(2, 2), (4, 4), (5, 3), (6, 3), (7, 4), (8, 4)])
def test_rows_are_shared_evenly(count: int, columns: int) -> None:
    (one,) = scopes.service(_environment(count)).environments
    boxes = [box for box in regions.drawn(one, 0, 0, 1000) if isinstance(box, Box)]
    assert len(boxes) == count
    assert len({box.x for box in boxes}) == columns
    assert max(box.bottom for box in boxes) < regions.height(one)


def test_one_region_has_no_card() -> None:
    (one,) = scopes.service().environments
    assert (list(regions.drawn(one, 0, 0, 1000)), regions.height(one)) == ([], 0)


def test_each_card_says_what_differs() -> None:
    more = "targets: {ec2: {}}\nsecrets: {api-token: {}}\n"
    (one,) = scopes.service(_environment(2, more)).environments
    found = [words.text for words in regions.drawn(one, 0, 0, 1000) if isinstance(words, Words)]
    assert found[1::2] == ["VPC 10.0.0.0/17 · makes the secrets", "VPC 10.0.128.0/17 · copies of secrets"]


def test_regions_without_hosts_and_secrets_are_the_same() -> None:
    (one,) = scopes.service(_environment(2)).environments
    assert [regions.what_differs(one, number) for number in (0, 1)] == ["the first", "the same again"]
