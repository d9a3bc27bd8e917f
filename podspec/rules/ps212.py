"""PS212: the environment variables are more than a Lambda function takes."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.model.environment import Environment
from podspec.model.naming import secret_name
from podspec.model.regions import partition_of
from podspec.rules.rule import EnvironmentRule, LintScope

#: Bytes that all variables of a function may take. AWS measures the JSON object of names and values, as its
#: error message shows. Source: AWS Lambda developer guide, quotas; the message in
#: github.com/github-aws-runners/terraform-aws-github-runner/issues/3594 (both read 2026-11).
LIMIT_BYTES = 4096

_SUFFIX = "-xxxxxx"  # Secrets Manager ends each ARN in a hyphen and six characters of its own.


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Measure what the function would be given: the values, and the ARNs of the secrets."""
    if environment.targets.lambda_ is None:
        return
    variables = {**environment.container.environment, **_arns(environment)}
    if not variables:
        return
    size = _bytes(variables)
    if size > LIMIT_BYTES:
        block = "environment" if environment.container.environment else "secrets"
        longest = max(variables, key=lambda name: len(variables[name].encode()))
        yield Finding(
            path=("container", block),
            message=f"environment variables take {size:,} bytes, and Lambda takes {LIMIT_BYTES:,}",
            label=f"{size:,} bytes as JSON, names and secrets' ARNs included",
            related=(Related(("container", _block_of(environment, longest), longest), "the longest one"),),
            help="move long values into the image or into a secret",
        )


def _arns(environment: Environment) -> dict[str, str]:
    """The longest ARN that each secret may have in any of the environment's regions."""
    region = max(environment.regions, key=len)
    start = f"arn:{partition_of(region) or 'aws'}:secretsmanager:{region}:{environment.account}:secret:"
    return {
        variable: f"{start}{secret_name(environment.service.name, environment.name, secret)}{_SUFFIX}"
        for variable, secret in environment.container.secrets.items()
    }


def _bytes(variables: dict[str, str]) -> int:
    # Imported late: many specs have no variable at all.
    from json import dumps

    return len(dumps(variables, ensure_ascii=False, separators=(",", ":")).encode())


def _block_of(environment: Environment, variable: str) -> str:
    return "secrets" if variable in environment.container.secrets else "environment"


RULE = EnvironmentRule("PS212", check)
