"""Any legal spec of what this version builds, for laws that must hold of all of them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

ACCOUNTS = ("111111111111", "222222222222", "012345678901")
REGIONS = ("us-east-1", "eu-west-1", "eu-central-1", "ap-southeast-2", "us-gov-west-1", "cn-north-1")
_COMMERCIAL = REGIONS[:4]

#: Text with everything in it that some output language takes for more than text.
hostile_text = st.lists(
    st.one_of(
        st.sampled_from(
            ["${", "%{", "$${", "}", '"', "\\", "'", "`", "#", "//", "/*", "*/", "<<EOF", "\t", "é", "日本"]
        ),
        st.sampled_from(
            ["{{", "}}", "<%", "%>", "<%=", "|", ">", "!", "&", "*", ": ", "- ", "%", "$(id)", "\u0301", "🎉"]
        ),
        st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126), max_size=6),
    ),
    max_size=12,
).map("".join)

one_line = hostile_text.map(lambda text: text.replace("\t", " ").replace("${{", "$ {{"))
_name = st.from_regex(r"[a-z][a-z0-9-]{1,22}[a-z0-9]", fullmatch=True)
_variable = st.from_regex(r"[A-Z][A-Z0-9_]{1,14}", fullmatch=True).filter(
    lambda name: not name.startswith(("AWS_", "LAMBDA_")) and name not in {"LANG", "PATH", "TZ", "LD_LIBRARY_PATH"}
)
_variables = st.dictionaries(_variable, hostile_text.map(lambda text: text.replace("${{", "$ {{")), max_size=4)
_tags = st.dictionaries(
    st.from_regex(r"[a-z][a-z0-9_.:/=+@-]{0,12}", fullmatch=True).filter(
        lambda key: not key.startswith("aws:") and key not in {"service", "environment", "owner", "managedby"}
    ),
    st.from_regex(r"[A-Za-z0-9 _.:/=+@-]{0,20}", fullmatch=True),
    max_size=3,
)
_rollouts = st.one_of(
    st.fixed_dictionaries(
        {"strategy": st.just("canary")},
        optional={
            "percent": st.integers(1, 99),
            "interval_minutes": st.integers(1, 2880),
            "bake_minutes": st.integers(0, 55),
        },
    ),
    st.fixed_dictionaries(
        {"strategy": st.just("linear"), "percent": st.integers(5, 99), "interval_minutes": st.integers(1, 140)},
        optional={"bake_minutes": st.integers(0, 55)},
    ),
    st.fixed_dictionaries({"strategy": st.just("all_at_once")}, optional={"bake_minutes": st.integers(0, 55)}),
)
_lambda = st.fixed_dictionaries(
    {},
    optional={
        "memory_mb": st.integers(128, 10240),
        "timeout_seconds": st.integers(2, 30),
        "provisioned_concurrency": st.integers(0, 10),
        "reserved_concurrency": st.integers(10, 1000),
        "throttle": st.fixed_dictionaries(
            {}, optional={"rate_per_second": st.integers(1, 10000), "burst": st.integers(1, 5000)}
        ),
        "rollout": _rollouts,
    },
)
_observability = st.fixed_dictionaries(
    {},
    optional={
        "log_retention_days": st.sampled_from([1, 30, 365, 3653]),
        "alarms": st.fixed_dictionaries(
            {},
            optional={
                "error_rate_percent": st.sampled_from([0.5, 1, 2.25, 100]),
                "latency_p95_ms": st.integers(1, 1999),
            },
        ),
    },
)


@st.composite
def environments(draw: st.DrawFn) -> dict[str, Any]:
    """One to three environments in accounts and regions of one partition."""
    names = draw(
        st.lists(st.from_regex(r"[a-z][a-z0-9]{1,9}", fullmatch=True), min_size=1, max_size=3, unique=True)
    )
    reserved = {"version", "service", "repository", "registry", "foundation", "container", "targets", "secrets"}
    made = {}
    for name in names:
        if name in reserved | {"observability", "cost", "environments", "output", "accept", "supply"}:
            continue
        block: dict[str, Any] = {
            "account": draw(st.sampled_from(ACCOUNTS)),
            "regions": draw(st.lists(st.sampled_from(_COMMERCIAL), min_size=1, max_size=3, unique=True)),
        }
        if draw(st.booleans()):
            block["targets"] = {"lambda": draw(_lambda)}
        if draw(st.booleans()):
            block["container"] = {"environment": draw(_variables)}
        if draw(st.booleans()):
            block["observability"] = draw(_observability)
        made[name] = block
    return made or {"dev": {"account": ACCOUNTS[0], "regions": ["us-east-1"]}}


@st.composite
def specs(draw: st.DrawFn) -> dict[str, Any]:
    """A whole spec with a Lambda target."""
    immutable = draw(st.booleans())
    slug = draw(st.sampled_from(["acme/hello", "a-b/c.d_e-f", "O/R"]))
    repository: dict[str, Any] = {"slug": slug, "oidc_subject": "immutable" if immutable else "legacy"}
    if immutable:
        repository |= {"owner_id": draw(st.integers(1, 10**9)), "repository_id": draw(st.integers(1, 10**9))}
    service: dict[str, Any] = {"name": draw(_name), "tags": draw(_tags)}
    if draw(st.booleans()):
        service["description"] = draw(one_line)
    return {
        "version": 1,
        "service": service,
        "repository": repository,
        "registry": {"account": draw(st.sampled_from(ACCOUNTS)), "region": draw(st.sampled_from(_COMMERCIAL))},
        "foundation": draw(st.sampled_from(["create", "existing"])),
        "container": {
            "architecture": draw(st.sampled_from(["amd64", "arm64"])),
            "environment": draw(_variables),
        },
        "targets": {"lambda": draw(_lambda)},
        "observability": draw(_observability),
        "environments": draw(environments()),
    }
