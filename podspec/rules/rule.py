"""The shape that all rules have. A rule names paths; the lint stage turns them into places in a file."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from podspec.model.diagnostic import Finding, Severity
from podspec.model.environment import Environment
from podspec.model.spec import Spec


class LintScope(NamedTuple):
    """What a rule may look at. `as_of` is the day on which what expires is judged.

    `own_acceptable` are the codes of the organisation's own rules that a spec may accept.
    """

    spec: Spec
    environments: tuple[Environment, ...]
    as_of: date
    own_acceptable: frozenset[str] = frozenset()


class SpecRule(NamedTuple):
    """A check of the spec as a whole; its findings name paths in the file as written."""

    code: str
    check: Callable[[LintScope], Iterator[Finding]]
    severity: Severity = Severity.ERROR


class EnvironmentRule(NamedTuple):
    """A check of one resolved environment; its findings name paths in that environment.

    `("targets", "ec2", "hosts", "min")` is then shown where the value stands: in the base or in the overlay.
    A finding that all environments inherit from one line of the base is shown once.
    """

    code: str
    check: Callable[[Environment, LintScope], Iterator[Finding]]
    severity: Severity = Severity.ERROR
