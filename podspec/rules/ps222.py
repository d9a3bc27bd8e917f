"""PS222: the Lambda function is cut off before its latency alarm can ring."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related, Severity
from podspec.model.environment import Environment
from podspec.rules.rule import EnvironmentRule, LintScope

_MS = 1000


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Compare the threshold to the timeout, above which no answer is ever measured."""
    target, alarms = environment.targets.lambda_, environment.observability.alarms
    if target is None or alarms.latency_p95_ms < target.timeout_seconds * _MS:
        return
    alarm, timeout = ("observability", "alarms", "latency_p95_ms"), ("targets", "lambda", "timeout_seconds")
    labels = {alarm: f"{alarms.latency_p95_ms:,} ms", timeout: f"cut off after {target.timeout_seconds} s"}
    # Where the threshold is a default, the line to look at is the timeout's.
    primary, other = (alarm, timeout) if "latency_p95_ms" in alarms.model_fields_set else (timeout, alarm)
    yield Finding(
        path=primary,
        message=f"lambda is cut off after {target.timeout_seconds} s, before its latency alarm can ring",
        label=labels[primary],
        related=(Related(other, labels[other]),),
        help=f"set latency_p95_ms below {target.timeout_seconds * _MS}",
    )


RULE = EnvironmentRule("PS222", check, Severity.WARNING)
