"""Answers leave AWS by the GB, and logs stay by the GB and month."""

import pytest
from costing import WHOLE, scope

from podspec.cost.traffic import answer_size, answers, request_logs

BLOCKS = f"{WHOLE}\ncost: {{assumptions: {{response_kb: 1024, log_kb_per_request: 2048}}}}\n".replace(
    "log_retention_days: 30", "log_retention_days: 60"
)


def test_an_answer_of_a_megabyte_is_a_thousandth_of_a_gb() -> None:
    one = scope("dev", blocks=BLOCKS)
    assert answer_size(one).value == 1 / 1024
    assert [use.quantity for use in answers(one)] == [pytest.approx(500_000 / 1024)]


def test_logs_are_paid_for_when_written_and_while_they_are_kept() -> None:
    written, kept = request_logs(scope("dev", blocks=BLOCKS))
    assert written.quantity == pytest.approx(500_000 * 2 / 1024)
    assert kept.quantity == pytest.approx(2 * written.quantity)
