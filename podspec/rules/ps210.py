"""PS210: the Lambda timeout is longer than the HTTP API waits."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding
from podspec.model.environment import Environment
from podspec.rules.rule import EnvironmentRule, LintScope

#: An HTTP API ends an integration after this time, and the limit cannot be raised.
#: Source: botocore 1.43.11, apigatewayv2 TimeoutInMillis (50 to 30,000), read 2026-11.
INTEGRATION_SECONDS = 30


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Compare the function's timeout with the API's."""
    target = environment.targets.lambda_
    if target and target.timeout_seconds > INTEGRATION_SECONDS:
        yield Finding(
            path=("targets", "lambda", "timeout_seconds"),
            message=f"lambda timeout_seconds is longer than the HTTP API waits ({INTEGRATION_SECONDS})",
            label=f"{target.timeout_seconds} here",
            help=f"lower it to {INTEGRATION_SECONDS} or less, and move longer work out of the request",
        )


RULE = EnvironmentRule("PS210", check)
