"""PS211: more Lambda environments are kept warm than the function may use."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding, Related
from podspec.model.environment import Environment
from podspec.rules.rule import EnvironmentRule, LintScope


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Compare provisioned with reserved concurrency, where any is reserved."""
    target = environment.targets.lambda_
    if target is None or target.reserved_concurrency is None:
        return
    provisioned, reserved = target.provisioned_concurrency, target.reserved_concurrency
    if provisioned > reserved:
        path = ("targets", "lambda")
        yield Finding(
            path=(*path, "provisioned_concurrency"),
            message="lambda provisioned_concurrency is greater than reserved_concurrency",
            label=f"{provisioned} here",
            related=(Related((*path, "reserved_concurrency"), f"{reserved} here"),),
            help=f"reserve {provisioned} or more, or keep fewer warm",
        )


RULE = EnvironmentRule("PS211", check)
