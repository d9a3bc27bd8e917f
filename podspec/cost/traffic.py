"""What every target has with its requests: answers that leave AWS, and logs."""

from collections.abc import Iterator

from podspec.cost.use import KB_PER_GB, CostScope, Factor, Use, shown, use


def answers(scope: CostScope) -> Iterator[Use]:
    """The answers of one target in one region, on their way to the internet."""
    yield use("traffic to the internet", "GB", scope.requests, answer_size(scope))


def answer_size(scope: CostScope) -> Factor:
    """GB of one answer."""
    size = scope.assumed.response_kb
    return Factor(size / KB_PER_GB, f"{shown(size)} KB (response_kb)")


def request_logs(scope: CostScope) -> Iterator[Use]:
    """What one target writes about its requests in one region, and what is kept of it."""
    written = scope.assumed.log_kb_per_request
    size = Factor(written / KB_PER_GB, f"{shown(written)} KB (log_kb_per_request)")
    yield use("log ingestion", "GB", scope.requests, size)
    yield use("log storage", "GB-month", scope.requests, size, scope.log_months)
