"""A function is paid for by its requests and its time, or by the hour where it is kept warm."""

import pytest
from costing import WHOLE, scope, used

from podspec.cost.lambda_ import uses


def test_time_is_requests_by_seconds_by_memory() -> None:
    found = used(uses, scope())
    assert found["invocations"] == found["HTTP API"] == 250_000
    assert found["duration (arm64)"] == pytest.approx(250_000 * 0.1 * 1)


def test_amd64_has_a_price_of_its_own() -> None:
    blocks = f"{WHOLE}\ncontainer: {{architecture: amd64}}\n".replace("t4g.small", "t3.small")
    assert "duration (amd64)" in used(uses, scope(blocks=blocks))


def test_what_is_kept_warm_is_paid_for_all_month() -> None:
    blocks = WHOLE.replace("{memory_mb: 1024}", "{memory_mb: 512, provisioned_concurrency: 4}")
    found = used(uses, scope(blocks=blocks))
    assert found["provisioned concurrency (arm64)"] == 4 * 0.5 * 730 * 3600
    assert found["duration when provisioned (arm64)"] == pytest.approx(250_000 * 0.1 * 0.5)
    assert "duration (arm64)" not in found


@pytest.mark.parametrize(("size", "parts"), [(0, 1), (10, 1), (512, 1), (513, 2), (2000, 4)])
def test_a_large_answer_counts_as_several_requests(size: int, parts: int) -> None:
    blocks = f"{WHOLE}\ncost: {{assumptions: {{response_kb: {size}}}}}\n"
    assert used(uses, scope("dev", blocks=blocks))["HTTP API"] == 500_000 * parts


def test_an_environment_without_the_target_has_nothing_of_it() -> None:
    assert (
        used(
            uses,
            scope(
                blocks=WHOLE.replace("lambda: {memory_mb: 1024}", "lambda: null").replace(
                    "primary: lambda", "primary: ec2"
                )
            ),
        )
        == {}
    )
