"""PS254: a target's name is too long for a certificate."""

from collections.abc import Iterator

from podspec.model.diagnostic import Finding
from podspec.model.environment import Environment
from podspec.rules.rule import EnvironmentRule, LintScope
from podspec.rules.targets import present

#: Characters of the first name of a certificate, its common name.
#: Source: botocore 1.43.11, acm RequestCertificate DomainName (after RFC 5280), read 2026-11.
LIMIT = 64


def check(environment: Environment, _scope: LintScope) -> Iterator[Finding]:
    """Measure the longest `<target>.<name>`, each of which gets a certificate."""
    if environment.domain is None:
        return
    domain = environment.domain.name
    longest = max((f"{target}.{domain}" for target in present(environment)), key=len, default="")
    if len(longest) > LIMIT:
        yield Finding(
            path=("domain", "name"),
            message=f"{longest} is longer than a certificate takes ({LIMIT} characters)",
            label=f"{len(longest)} characters with the target before it",
            help=f"shorten domain.name to {len(domain) - (len(longest) - LIMIT)} characters or less",
        )


RULE = EnvironmentRule("PS254", check)
