"""PS233: the function that rotates a secret lies in another account or region than the secret."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.model.environment import Environment
from podspec.model.spec.operations import OwnRotation
from podspec.rules.rule import EnvironmentRule, LintScope


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Compare each ARN to the environment's account and its first region, where secrets are rotated."""
    home = {"region": environment.regions[0], "account": environment.account}
    for name, secret in environment.secrets.items():
        if not isinstance(secret.rotation, OwnRotation):
            continue
        region, account = secret.rotation.lambda_arn.split(":")[3:5]
        found = {"region": region, "account": account}
        wrong = [what for what, value in found.items() if value != home[what]]
        if wrong:
            yield Finding(
                path=("secrets", name, "rotation", "lambda_arn"),
                message=f"the rotation function of {name} lies in another {' and '.join(wrong)} "
                f"than {environment.name}",
                label=", ".join(f"{what} {found[what]}" for what in wrong),
                related=tuple(Related(_HOME[what], f"{what} {home[what]}") for what in wrong),
                help=f"name a function in {home['region']} of account {home['account']}",
            )


_HOME = {"region": ("regions", 0), "account": ("account",)}

RULE = EnvironmentRule("PS233", check)
