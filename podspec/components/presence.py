"""What an environment has, for the components that need to know of each other."""

from podspec.model.environment import Environment
from podspec.model.spec.environments import ExistingNetwork, NewNetwork


def runs_on_lambda(environment: Environment) -> bool:
    """True if the service runs as a Lambda function here."""
    return environment.targets.lambda_ is not None


def runs_on_ec2(environment: Environment) -> bool:
    """True if the service runs on EC2 hosts here. They are what needs a network."""
    return environment.targets.ec2 is not None


def targets(environment: Environment) -> tuple[str, ...]:
    """Names of the targets that the service runs on here, as the spec calls them."""
    there = {"lambda": runs_on_lambda(environment), "ec2": runs_on_ec2(environment)}
    return tuple(target for target, runs in there.items() if runs)


def builds_network(environment: Environment) -> bool:
    """True if hosts stand here in a VPC that podspec makes."""
    return runs_on_ec2(environment) and isinstance(environment.network, NewNetwork)


def uses_existing_network(environment: Environment) -> bool:
    """True if hosts stand here in a VPC that somebody else looks after."""
    return runs_on_ec2(environment) and isinstance(environment.network, ExistingNetwork)


def has_secrets(environment: Environment) -> bool:
    """True if secrets are declared here."""
    return bool(environment.secrets)


def has_domain(environment: Environment) -> bool:
    """True if the service has a public name of its own here."""
    return environment.domain is not None


def has_canaries(environment: Environment) -> bool:
    """True if canaries ask the targets from outside here."""
    return environment.observability.synthetics is not None


def notifies(environment: Environment) -> bool:
    """True if somebody is told when an alarm rings here."""
    return bool(environment.observability.notify)
