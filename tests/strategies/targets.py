"""The targets, and how versions take them over."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Block = dict[str, Any]

_bake = st.integers(0, 55)
_rollouts = st.one_of(
    st.fixed_dictionaries(
        {"strategy": st.just("canary")},
        optional={"percent": st.integers(1, 99), "interval_minutes": st.integers(1, 2880), "bake_minutes": _bake},
    ),
    st.fixed_dictionaries(
        {"strategy": st.just("linear"), "percent": st.integers(5, 99), "interval_minutes": st.integers(1, 140)},
        optional={"bake_minutes": _bake},
    ),
    st.fixed_dictionaries({"strategy": st.just("all_at_once")}, optional={"bake_minutes": _bake}),
)
_throttles = st.fixed_dictionaries(
    {}, optional={"rate_per_second": st.integers(1, 10000), "burst": st.integers(1, 5000)}
)
#: A Lambda target; what it leaves out takes its default.
functions = st.fixed_dictionaries(
    {},
    optional={
        "memory_mb": st.integers(128, 10240),
        "timeout_seconds": st.integers(2, 30),
        "provisioned_concurrency": st.integers(0, 10),
        "reserved_concurrency": st.integers(10, 1000),
        "throttle": _throttles,
        "rollout": _rollouts,
    },
)
_scaling = st.fixed_dictionaries(
    {},
    optional={
        "cpu_percent": st.one_of(st.none(), st.integers(1, 99)),
        "memory_percent": st.integers(1, 99),
        "requests_per_host": st.integers(1, 100000),
    },
)
_INSTANCES = {"arm64": ("t4g.small", "c7gn.large", "a1.medium"), "amd64": ("t3.small", "m7i.large", "g4dn.xlarge")}


@st.composite
def hosts(draw: st.DrawFn) -> Block:
    """How many hosts there are: few enough for the smallest network."""
    fewest, desired, most = sorted(draw(st.tuples(*[st.integers(0, 20)] * 3)))
    return {"min": fewest, "desired": desired, "max": max(1, most)}


@st.composite
def fleets(draw: st.DrawFn, architecture: str) -> Block:
    """An EC2 target whose hosts can run images for this processor."""
    optional = {
        "hosts": hosts(),
        "scaling": _scaling,
        "purchase": st.sampled_from(["on_demand", "spot"]),
        "rollout": _rollouts,
    }
    instance_type = draw(st.sampled_from(_INSTANCES[architecture]))
    fleet: Block = draw(st.fixed_dictionaries({"instance_type": st.just(instance_type)}, optional=optional))
    return fleet


@st.composite
def targets(draw: st.DrawFn, architecture: str) -> Block:
    """Both targets as often as one of them."""
    both = ["lambda", "ec2"]
    names = draw(st.sampled_from([both, both, ["lambda"], ["ec2"]]))
    made = {"lambda": functions, "ec2": fleets(architecture)}
    return {name: draw(made[name]) for name in names}


@st.composite
def overlays(draw: st.DrawFn, base: Block) -> Block:
    """What an environment says of the targets of the spec: other values, or that it has one of them less."""
    if len(base) > 1 and draw(st.booleans()):
        return {draw(st.sampled_from(sorted(base))): None}
    own: Block = {"lambda": functions, "ec2": st.fixed_dictionaries({}, optional={"hosts": hosts()})}
    return {name: draw(own[name]) for name in base if draw(st.booleans())}
