"""Scopes for tests of components: the base spec with some blocks replaced, resolved by the real stages."""

from specimens import FILE, PLAIN, with_blocks

from podspec.model.environment import Environment
from podspec.model.scope import AccountScope, RegionScope, ServiceScope
from podspec.model.source import Source
from podspec.model.spec import Spec
from podspec.pipeline.parse import parse
from podspec.pipeline.resolve import resolve
from podspec.pipeline.validate import validate

#: Two accounts, the registry in the first, and a region that only the second uses.
TWO_ACCOUNTS = """
registry: {account: "111111111111", region: us-east-1}
environments:
  dev: {account: "111111111111", regions: [us-east-1]}
  prod: {account: "222222222222", regions: [us-east-1, eu-west-1]}
"""

#: The registry in an account and a region where no environment is.
THIRD_ACCOUNT = TWO_ACCOUNTS.replace(
    '{account: "111111111111", region: us-east-1}', '{account: "333333333333", region: us-west-2}', 1
)


def _read(blocks: str) -> tuple[Spec, tuple[Environment, ...]]:
    parsed = parse(Source(FILE, with_blocks(blocks, PLAIN)))
    assert parsed.value is not None, parsed.diagnostics
    spec, resolved = validate(parsed.value), resolve(parsed.value)
    assert spec.value is not None, spec.diagnostics
    assert resolved.value is not None, resolved.diagnostics
    return spec.value, tuple(one.environment for one in resolved.value)


def service(blocks: str = "") -> ServiceScope:
    """The whole service."""
    return ServiceScope(*_read(blocks))


def account(number: str, blocks: str = TWO_ACCOUNTS) -> AccountScope:
    """One account, with the environments in it."""
    spec, environments = _read(blocks)
    return AccountScope(spec, tuple(one for one in environments if one.account == number), number)


def region(environment: str, name: str, blocks: str = TWO_ACCOUNTS) -> RegionScope:
    """One region of an environment."""
    spec, environments = _read(blocks)
    (one,) = (one for one in environments if one.name == environment)
    return RegionScope(spec, environments, one, name)
