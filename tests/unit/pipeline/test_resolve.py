"""Overlays: what merging does to a tree, and where its errors are shown."""

from textwrap import dedent

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podspec.model.diagnostic import Diagnostic
from podspec.model.environment import Environment
from podspec.model.source import Entry, Mapping, Node, Plain, Scalar, Sequence, Source, Span, locate
from podspec.pipeline.parse import parse
from podspec.pipeline.resolve import merge, merge_entry, resolve

SPAN = Span(1, 1, 1, 1)
BASE = """\
version: 1
service: {name: podinfo, tags: {team: a, tier: b}}
container: {environment: {LOG_LEVEL: info, KEPT: "1"}}
targets:
  lambda: {memory_mb: 256, timeout_seconds: 10, rollout: {strategy: linear, percent: 20, interval_minutes: 3}}
observability: {notify: [a@example.com, b@example.com]}
environments:
  dev:
    account: "111111111111"
    regions: [us-east-1]
"""


def node(value: Plain, span: Span = SPAN) -> Node:
    """A tree of a value, all of it at one place."""
    if isinstance(value, dict):
        return Mapping(span, {key: Entry(Scalar(span, key, key), node(one, span)) for key, one in value.items()})
    if isinstance(value, tuple):
        return Sequence(span, [node(one, span) for one in value])
    return Scalar(span, value, str(value))


def merged(base: dict[str, Plain], overlay: dict[str, Plain]) -> dict[str, Plain]:
    one, other = node(base), node(overlay)
    assert isinstance(one, Mapping)
    assert isinstance(other, Mapping)
    return merge(one, other).plain()


def environment(overlay: str) -> Environment:
    (found,) = _resolved(overlay)[0] or ()
    return found


def diagnostics(overlay: str) -> tuple[Diagnostic, ...]:
    return _resolved(overlay)[1]


def _resolved(overlay: str) -> tuple[tuple[Environment, ...] | None, tuple[Diagnostic, ...]]:
    indented = "".join(f"    {line}\n" for line in dedent(overlay).strip().splitlines())
    tree, found = parse(Source("service.yaml", BASE + indented))
    assert tree is not None, found
    resolved, found = resolve(tree)
    return tuple(one.environment for one in resolved) if resolved is not None else None, found


# -- laws of merging ---------------------------------------------------------------------------------------

LEAVES = st.integers(0, 3) | st.sampled_from(["a", "b"]) | st.just(())
MAPPINGS = st.recursive(
    st.dictionaries(st.sampled_from("abc"), LEAVES, max_size=3),
    lambda inside: st.dictionaries(st.sampled_from("abcd"), LEAVES | inside, max_size=3),
    max_leaves=8,
)


@given(MAPPINGS)
@settings(max_examples=150)
def test_an_overlay_of_nothing_changes_nothing(base: dict[str, Plain]) -> None:
    assert merged(base, {}) == base


@given(MAPPINGS)
@settings(max_examples=150)
def test_an_overlay_of_the_same_changes_nothing(base: dict[str, Plain]) -> None:
    assert merged(base, base) == base


@given(MAPPINGS, MAPPINGS)
@settings(max_examples=300)
def test_a_merge_holds_every_key_and_the_overlay_wins(base: dict[str, Plain], overlay: dict[str, Plain]) -> None:
    found = merged(base, overlay)
    assert list(found) == [*base, *(key for key in overlay if key not in base)]
    for key, value in overlay.items():
        both_mappings = isinstance(value, dict) and isinstance(base.get(key), dict)
        assert found[key] == (merged(base[key], value) if both_mappings else value)  # type: ignore[arg-type]
    assert all(found[key] == value for key, value in base.items() if key not in overlay)


@given(MAPPINGS)
@settings(max_examples=150)
def test_null_takes_every_entry_away(base: dict[str, Plain]) -> None:
    assert merged(base, dict.fromkeys(base)) == {}


def test_null_below_a_new_mapping_means_absent_as_everywhere() -> None:
    overlay: dict[str, Plain] = {"lambda": {"memory_mb": None, "throttle": {"burst": None, "rate_per_second": 5}}}
    assert merged({}, {"targets": overlay}) == {"targets": {"lambda": {"throttle": {"rate_per_second": 5}}}}


def test_nothing_over_nothing_is_nothing() -> None:
    assert merge_entry(None, None) is None


# -- the same, through whole specs --------------------------------------------------------------------------


def test_maps_merge_and_lists_replace() -> None:
    one = environment("""
        targets: {lambda: {memory_mb: 512}}
        container: {environment: {LOG_LEVEL: debug, NEW: "2"}}
        observability: {notify: [c@example.com]}
        service: {tags: {tier: c}}
    """)
    assert one.targets.lambda_ is not None
    assert (one.targets.lambda_.memory_mb, one.targets.lambda_.timeout_seconds) == (512, 10)
    assert one.container.environment == {"LOG_LEVEL": "debug", "KEPT": "1", "NEW": "2"}
    assert one.observability.notify == ("c@example.com",)
    assert one.service.tags == {"team": "a", "tier": "c"}


def test_null_takes_a_target_away() -> None:
    assert environment("targets: {lambda: null}").targets.lambda_ is None


@pytest.mark.parametrize(
    "overlay",
    [
        "targets: {lambda: {reserved_concurrency: null, throttle: {burst: null}}, ec2: null}",
        "targets: {lambda: {rollout: {strategy: canary, percent: null}}}",
        "container: {environment: {NEW: null}, secrets: {TOKEN: null}}",
        "secrets: {token: null, other: {rotate_days: null}}",
        "service: {tags: {new: null}}",
        "observability: {slo: null, alarms: {latency_p95_ms: null}}",
        "cost: null",
    ],
)
def test_null_for_what_the_base_does_not_say_takes_nothing_away(overlay: str) -> None:
    assert diagnostics(overlay) == ()


@pytest.mark.parametrize(
    ("overlay", "key", "meant"),
    [
        ("targets: {lambda: {memry_mb: null}}", "memry_mb", "memory_mb"),
        ("targets: {ec2: {hosts: {mim: null}}}", "mim", "min"),
        ("targets: {lamda: null}", "lamda", "lambda"),
        ("targets: {lambda: {rollout: {percnt: null}}}", "percnt", "percent"),
        ("targets: {lambda: {rollout: {strategy: canary, percnt: null}}}", "percnt", "percent"),
        ("observability: {slo: {availability: null, availability_percent: 99.9}}", "availability", ""),
        ("cost: {assumptions: {image_mbs: null}}", "image_mbs", "image_mb"),
        ("secrets: {token: {rotatedays: null}}", "rotatedays", "rotate_days"),
    ],
)
def test_null_does_not_hide_a_key_that_nobody_knows(overlay: str, key: str, meant: str) -> None:
    (found,) = diagnostics(overlay)
    column = overlay.index(key) + 5
    assert (found.code, found.primary.span) == ("PS102", Span(11, column, 11, column + len(key)))
    assert not meant or found.help == f"did you mean `{meant}`?"


def test_another_strategy_replaces_its_whole_block() -> None:
    one = environment("targets: {lambda: {rollout: {strategy: canary}}}")
    assert one.targets.lambda_ is not None
    assert one.targets.lambda_.rollout.model_dump() == {
        "strategy": "canary",
        "percent": 10,
        "interval_minutes": 5,
        "bake_minutes": 5,
    }


def test_the_same_strategy_merges_as_any_other_block() -> None:
    one = environment("targets: {lambda: {rollout: {strategy: linear, percent: 50}}}")
    assert one.targets.lambda_ is not None
    assert one.targets.lambda_.rollout.model_dump() == {
        "strategy": "linear",
        "percent": 50,
        "interval_minutes": 3,
        "bake_minutes": 5,
    }


def test_environments_come_in_the_order_of_the_file() -> None:
    text = BASE + "  apple: {account: '111111111111', regions: [us-east-1]}\n"
    tree, _ = parse(Source("service.yaml", text))
    assert tree is not None
    resolved, _ = resolve(tree)
    assert [one.environment.name for one in resolved or ()] == ["dev", "apple"]


def test_a_wrong_value_is_shown_in_the_overlay_beside_that_of_the_base() -> None:
    (found,) = diagnostics("targets: {lambda: {memory_mb: lots}}")
    assert found.primary.span == Span(11, 35, 11, 39)
    assert [(label.span, label.text) for label in found.related] == [
        (Span(5, 23, 5, 26), "targets.lambda.memory_mb of the base")
    ]


def test_a_value_that_only_the_overlay_has_is_shown_alone() -> None:
    (found,) = diagnostics("targets: {lambda: {reserved_concurrency: lots}}")
    assert found.primary.span == Span(11, 46, 11, 50)
    assert found.related == ()


def test_no_environment_is_resolved_while_one_is_wrong() -> None:
    assert _resolved("targets: {lambda: 1}")[0] is None


def test_the_merged_tree_knows_where_each_value_was_written() -> None:
    tree, _ = parse(Source("service.yaml", BASE + "    targets: {lambda: {memory_mb: 512}}\n"))
    assert tree is not None
    resolved, _ = resolve(tree)
    (one,) = resolved or ()
    assert locate(one.tree, ("targets", "lambda", "memory_mb")).value.line == 11
    assert locate(one.tree, ("targets", "lambda", "timeout_seconds")).value.line == 5
    assert locate(one.tree, ("account",)).value.line == 9


def test_a_spec_without_environments_resolves_to_none() -> None:
    tree, _ = parse(Source("service.yaml", "version: 1\nenvironments: [dev]\n"))
    assert tree is not None
    assert resolve(tree).value is None
