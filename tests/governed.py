"""Policies for tests, beside the base spec: what both come to."""

from datetime import date

from specimens import AS_OF, BASE, FILE, with_blocks

from podspec.compiler import analyse_bytes
from podspec.model.compilation import Compilation
from podspec.model.layout import POLICY_FILE
from podspec.model.policy import Policy
from podspec.model.source import Source
from podspec.pipeline.policy import policy_in


def read(text: str, as_of: date = AS_OF) -> Compilation:
    """A policy that may be wrong."""
    return policy_in(Source(POLICY_FILE, f"version: 1\n{text}\n"), as_of)


def policy(text: str) -> Policy:
    """A policy that is right."""
    found = read(text)
    assert found.policy, found.diagnostics
    return found.policy


def under(text: str, blocks: str = "", as_of: date = AS_OF) -> Compilation:
    """The base spec, some of its blocks replaced, judged by a policy."""
    return analyse_bytes(with_blocks(blocks, BASE).encode(), FILE, as_of, policy(text))


def codes(text: str, blocks: str = "", as_of: date = AS_OF) -> list[str]:
    """The codes of what is found, in order."""
    return [one.code for one in under(text, blocks, as_of).diagnostics]
