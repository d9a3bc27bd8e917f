"""PS213: a variable has a name that Lambda keeps for itself."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding
from podspec.model.environment import Environment
from podspec.rules.rule import EnvironmentRule, LintScope

#: Names that a function cannot be given. Two more (`_HANDLER`, `_X_AMZN_TRACE_ID`) are no legal names anyway.
#: `TZ` is not among them: AWS accepts it, though older lists say otherwise (aws/aws-cdk issue 38753).
#: Source: AWS Lambda developer guide, "Defined runtime environment variables", read 2026-11.
RESERVED = frozenset(
    {
        "AWS_ACCESS_KEY",
        "AWS_ACCESS_KEY_ID",
        "AWS_DEFAULT_REGION",
        "AWS_EXECUTION_ENV",
        "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
        "AWS_LAMBDA_FUNCTION_NAME",
        "AWS_LAMBDA_FUNCTION_VERSION",
        "AWS_LAMBDA_INITIALIZATION_TYPE",
        "AWS_LAMBDA_LOG_GROUP_NAME",
        "AWS_LAMBDA_LOG_STREAM_NAME",
        "AWS_LAMBDA_MAX_CONCURRENCY",
        "AWS_LAMBDA_METADATA_API",
        "AWS_LAMBDA_METADATA_TOKEN",
        "AWS_LAMBDA_RUNTIME_API",
        "AWS_REGION",
        "AWS_SECRET_ACCESS_KEY",
        "AWS_SESSION_TOKEN",
        "LAMBDA_RUNTIME_DIR",
        "LAMBDA_TASK_ROOT",
    }
)


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Look up the name of every variable, where the service runs on Lambda."""
    if environment.targets.lambda_ is None:
        return
    for block in ("environment", "secrets"):
        for variable in sorted(RESERVED & getattr(environment.container, block).keys()):
            yield Finding(
                path=("container", block, variable),
                message=f"Lambda keeps the variable {variable} for itself",
                label="reserved by Lambda",
                help="rename the variable, or leave it out: Lambda refuses a function that sets it",
                at_key=True,
            )


RULE = EnvironmentRule("PS213", check)
