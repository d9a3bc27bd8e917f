"""A manifest's values as a spec: what podspec refuses is left behind in its own words, and the rest is right."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from manifests_of_copilot import FIELDS, TREES, manifest

from podspec.authoring.copilot.carry import carry
from podspec.authoring.copilot.settle import Settled, environment_names, settle
from podspec.authoring.start import TARGETS, Answers
from podspec.compiler import analyse_bytes
from podspec.model.diagnostic import has_errors

ANSWERS = Answers("shop", "both", "123456789012", "eu-west-1", "acme/shop", (1, 2))


def settled(values: dict[str, Any], target: str = "ec2") -> Settled:
    """The spec of a manifest of these values."""
    made = manifest({"name": "shop", "type": "Load Balanced Web Service", **values})
    names = environment_names(made.environments)
    carried = carry(made, TARGETS[target], "shop", names)
    return settle(
        made,
        ANSWERS._replace(target=target),
        carried,
        list(names.values()),
        lambda text: analyse_bytes(text.encode(), "service.yaml", date(2026, 11, 23)).diagnostics,
    )


def test_a_value_that_podspec_refuses_is_left_with_its_words() -> None:
    of = settled({"image": {"port": 70_000}, "variables": {"GOOD": "1", "AWS_REGION": "x"}}, "lambda")
    reasons = {one.path[-1]: one.words for one in of.carried.left}
    assert reasons["port"].why == "container.port must be at most 65,535, found 70000 (expected at most 65,535)"
    assert "Lambda keeps the variable AWS_REGION for itself" in reasons["AWS_REGION"].why
    assert 'GOOD: "1" # line' in of.sheet.text
    assert not has_errors(of.findings)


def test_environments_get_names_that_a_spec_takes_and_no_two_alike() -> None:
    old = ["prod", "Prod-US-East-1", "prod-us-east-2", "1", "é", "prod-us-east-3"]
    assert list(environment_names(old).values()) == [
        "prod",
        "produseast",
        "produseas2",
        "env",
        "env2",
        "produseas3",
    ]


def test_networks_of_environments_do_not_overlap() -> None:
    text = settled({"environments": {"test": {}, "prod": {}}}).sheet.text
    assert "10.10.0.0/16" in text
    assert "10.11.0.0/16" in text


@given(st.dictionaries(st.sampled_from(FIELDS), TREES, max_size=8), st.sampled_from(sorted(TARGETS)))
@settings(max_examples=60, deadline=None)
def test_whatever_a_manifest_says_the_spec_is_valid(values: dict[str, Any], target: str) -> None:
    given_ = {key: value for key, value in values.items() if key not in {"name", "type", "environments"}}
    assert not has_errors(settled(given_, target).findings)
