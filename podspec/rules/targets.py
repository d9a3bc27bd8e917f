"""What rules ask about targets, whichever targets there are."""

from podspec.model.environment import Environment
from podspec.model.spec.targets import Ec2Target, LambdaTarget, Targets


def present(environment: Environment) -> dict[str, LambdaTarget | Ec2Target]:
    """The targets that an environment has, by the names that the spec gives them."""
    return {
        field.alias or name: target
        for name, field in Targets.model_fields.items()
        if (target := getattr(environment.targets, name)) is not None
    }
