"""How a service is watched, and what it may cost."""

from __future__ import annotations

from hypothesis import strategies as st

_alarms = st.fixed_dictionaries(
    {},
    optional={
        "error_rate_percent": st.sampled_from([0.5, 1, 2.25, 100]),
        "latency_p95_ms": st.integers(1, 1999),
        "unhealthy_hosts": st.integers(1, 20),
    },
)
_addresses = st.from_regex(r"[a-z0-9.+_-]{1,12}@[a-z0-9-]{1,12}\.com", fullmatch=True)

observability = st.fixed_dictionaries(
    {},
    optional={
        "log_retention_days": st.sampled_from([1, 30, 365, 3653]),
        "alarms": _alarms,
        "dashboard": st.booleans(),
        "notify": st.lists(_addresses, max_size=3, unique=True),
        "synthetics": st.fixed_dictionaries({"interval_minutes": st.integers(1, 60)}),
        "slo": st.fixed_dictionaries({"availability_percent": st.sampled_from([90, 99, 99.9, 99.99])}),
    },
)
_assumptions = st.fixed_dictionaries(
    {},
    optional={
        "hours_per_month": st.integers(1, 744),
        "requests_per_month": st.integers(0, 10**9),
        "response_kb": st.sampled_from([0, 0.5, 10, 4096]),
        "nat_gb_per_region": st.sampled_from([0, 2.5, 1000]),
        "releases_per_month": st.integers(0, 1000),
    },
)
cost = st.fixed_dictionaries({"monthly_budget_usd": st.integers(1, 10**7)}, optional={"assumptions": _assumptions})
