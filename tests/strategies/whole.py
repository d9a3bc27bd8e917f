"""Whole specs."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from strategies import secrets
from strategies.environments import ACCOUNTS, REGIONS, environments
from strategies.operations import cost, observability
from strategies.targets import targets
from strategies.text import one_line, service_name, tags, variables

Block = dict[str, Any]

_partitions = st.sampled_from(["aws"] * 4 + ["aws-us-gov", "aws-cn"])


@st.composite
def specs(draw: st.DrawFn) -> Block:
    """A whole spec, legal by every rule."""
    partition = draw(_partitions)
    architecture = draw(st.sampled_from(["amd64", "arm64"]))
    base: Block = {
        "version": 1,
        "service": draw(_services()),
        "repository": draw(_repositories()),
        "registry": {
            "account": draw(st.sampled_from(ACCOUNTS)),
            "region": draw(st.sampled_from(REGIONS[partition])),
        },
        "foundation": draw(st.sampled_from(["create", "existing"])),
        "targets": draw(targets(architecture)),
        "secrets": draw(secrets.declared),
        "observability": draw(observability),
    }
    base["container"] = draw(_containers(architecture, base["secrets"]))
    if draw(st.booleans()):
        base["state"] = {"region": draw(st.sampled_from(REGIONS[partition]))}
    if partition != "aws-us-gov" and draw(st.booleans()):  # where AWS offers no budgets
        base["cost"] = draw(cost)
    return base | {"environments": draw(environments(base, partition))}


@st.composite
def _services(draw: st.DrawFn) -> Block:
    optional = {"description": one_line, "owner": st.just("platform"), "tags": tags}
    block: Block = draw(st.fixed_dictionaries({"name": service_name}, optional=optional))
    return block


@st.composite
def _repositories(draw: st.DrawFn) -> Block:
    slug = draw(st.sampled_from(["acme/hello", "a-b/c.d_e-f", "O/R"]))
    if draw(st.booleans()):
        return {"slug": slug, "oidc_subject": "legacy"}
    ids = st.integers(1, 10**9)
    return {"slug": slug, "oidc_subject": "immutable", "owner_id": draw(ids), "repository_id": draw(ids)}


@st.composite
def _containers(draw: st.DrawFn, architecture: str, declared: Block) -> Block:
    optional = {"environment": variables, "port": st.integers(1, 65535), "secrets": secrets.variables_of(declared)}
    block: Block = draw(st.fixed_dictionaries({"architecture": st.just(architecture)}, optional=optional))
    return block
