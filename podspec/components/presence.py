"""What an environment has, for the components that need to know of each other."""

from podspec.model.environment import Environment


def runs_on_lambda(environment: Environment) -> bool:
    """True if the service runs as a Lambda function here."""
    return environment.targets.lambda_ is not None


def runs_on_ec2(environment: Environment) -> bool:
    """True if the service runs on EC2 hosts here. They are what needs a network."""
    return environment.targets.ec2 is not None


def has_secrets(environment: Environment) -> bool:
    """True if secrets are declared here."""
    return bool(environment.secrets)


def has_domain(environment: Environment) -> bool:
    """True if the service has a public name of its own here."""
    return environment.domain is not None


def notifies(environment: Environment) -> bool:
    """True if somebody is told when an alarm rings here."""
    return bool(environment.observability.notify)
