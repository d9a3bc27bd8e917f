"""PS222: a latency alarm above the function's timeout."""

from specimens import silent, sole

from podspec.model.diagnostic import Severity


def test_a_threshold_at_the_timeout_is_a_warning() -> None:
    found = sole(
        """
        targets: {lambda: {timeout_seconds: ⟦2⟧}}
        observability: {alarms: {latency_p95_ms: «2000»}}
        """,
        "PS222",
    )
    assert found.severity is Severity.WARNING
    assert found.message == "lambda is cut off after 2 s, before its latency alarm can ring"
    assert (found.primary.text, found.related[0].text) == ("2,000 ms", "cut off after 2 s")
    assert found.help == "set latency_p95_ms below 2000"


def test_a_default_threshold_leads_to_the_timeout() -> None:
    found = sole(
        "targets: {lambda: {timeout_seconds: «1»}}\nobservability: {alarms: ⟦{unhealthy_hosts: 1}⟧}", "PS222"
    )
    assert (found.primary.text, found.related[0].text) == ("cut off after 1 s", "1,000 ms")


def test_a_threshold_below_the_timeout_is_allowed() -> None:
    assert silent("targets: {lambda: {timeout_seconds: 2}}\nobservability: {alarms: {latency_p95_ms: 1999}}")


def test_hosts_are_not_cut_off() -> None:
    assert silent("targets: {ec2: {}}\nobservability: {alarms: {latency_p95_ms: 900000}}")
