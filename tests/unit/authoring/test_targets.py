"""Targets, added and taken away with what hangs on them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from strategies import specs

from podspec.authoring.document import Document, read_document
from podspec.authoring.edit import put
from podspec.authoring.place import PlaceError
from podspec.authoring.targets import added, check_name, names, removed, where
from podspec.authoring.value import node_of
from podspec.authoring.written import entry
from podspec.compiler import analyse_bytes

TEXT = """\
version: 1
service: {name: hello}
repository: {slug: acme/hello, owner_id: 1, repository_id: 2}
registry: {account: "111111111111", region: us-east-1}
targets:
  # The function.
  lambda: {memory_mb: 256} # small
environments:
  dev: {account: "111111111111", regions: [us-east-1]}
  prod:
    account: "111111111111"
    regions: [us-east-1]
    network: {cidr: 10.10.0.0/16}
    domain: {name: hello.example.com, zone: example.com}
"""


def document(text: str = TEXT) -> Document:
    found = read_document(text.encode(), "service.yaml")
    assert found.value is not None
    return found.value


def errors(of: Document) -> list[str]:
    """What is wrong with a spec."""
    found = analyse_bytes(of.data, of.file, date(2026, 11, 1))
    return [one.message for one in found.diagnostics] if found.failed else []


def test_the_spec_that_targets_are_added_to_is_right() -> None:
    assert errors(document()) == []
    assert where(document().tree) == {"dev": ["lambda"], "prod": ["lambda"]}


def test_a_target_comes_with_comments_a_network_and_a_name_that_still_leads_where_it_did() -> None:
    after = added(document(), "ec2")
    assert errors(after) == []
    assert after.text == TEXT.replace(
        "# small\n",
        "# small\n"
        "  # Run on EC2 hosts behind a load balancer. Every field: podspec explain targets.ec2\n"
        "  ec2:\n"
        "    instance_type: t4g.small # EC2 instance type\n"
        "    hosts: {min: 2, desired: 2, max: 4} # How many hosts serve traffic\n"
        "    rollout: {strategy: canary, percent: 10, interval_minutes: 5, bake_minutes: 5}\n",
    ).replace(
        "regions: [us-east-1]}", "regions: [us-east-1], network: {cidr: 10.20.0.0/16, nat: single}}"
    ).replace("zone: example.com}", "zone: example.com, primary: lambda}")


def test_a_target_that_is_added_and_removed_leaves_its_networks_alone() -> None:
    after = removed(added(document(), "ec2"), "ec2")
    assert errors(after) == []
    assert (
        after.text.replace(", network: {cidr: 10.20.0.0/16, nat: single}", "").replace(", primary: lambda", "")
        == TEXT
    )


def test_a_target_goes_with_its_comments_its_overlays_and_the_name_that_leads_to_it() -> None:
    both = put(added(document(), "ec2"), ("environments", "prod", "targets", "lambda", "memory_mb"), node_of(512))
    after = removed(both, "lambda")
    assert errors(after) == []
    assert "lambda" not in after.text.replace("explain targets.lambda", "")
    assert "The function" not in after.text
    assert where(after.tree) == {"dev": ["ec2"], "prod": ["ec2"]}


def test_one_environment_can_have_a_target_of_its_own() -> None:
    after = added(document(), "ec2", "prod")
    assert errors(after) == []
    assert where(after.tree) == {"dev": ["lambda"], "prod": ["lambda", "ec2"]}
    assert "10.20.0.0" not in after.text
    assert where(removed(after, "ec2", "prod").tree) == where(document().tree)


def test_one_environment_can_do_without_a_target_and_have_it_again() -> None:
    both = added(document(), "ec2")
    without = removed(both, "ec2", "dev")
    assert "targets: {ec2: null}" in without.text
    assert errors(without) == []
    assert added(without, "ec2", "dev").text == both.text


def test_hosts_fit_the_images_processor() -> None:
    intel = put(document(), ("container", "architecture"), node_of("amd64"))
    after = added(intel, "ec2")
    assert "instance_type: t3.small" in after.text
    assert errors(after) == []


@pytest.mark.parametrize("environment", [None, "dev"])
def test_what_is_there_cannot_be_added_and_what_is_not_there_cannot_be_removed(environment: str | None) -> None:
    with pytest.raises(PlaceError, match=r"lambda runs .* already"):
        added(document(), "lambda", environment)
    with pytest.raises(PlaceError, match="ec2 does not run"):
        removed(document(), "ec2", environment)


def test_a_name_that_is_no_target_says_what_was_meant() -> None:
    assert names() == ["lambda", "ec2"]
    with pytest.raises(PlaceError, match="'lamda' is no target; did you mean lambda"):
        check_name("lamda")


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(specs(), st.sampled_from(["lambda", "ec2"]))
def test_any_spec_can_lose_a_target_and_get_it_again(spec: dict[str, object], name: str) -> None:
    text = "\n".join(line for key, one in spec.items() for line in entry(key, node_of(_plain(one)), "", 2))
    before = document(f"{text}\n")
    if all(targets == [name] for targets in where(before.tree).values()):
        return
    if not any(name in targets for targets in where(before.tree).values()):
        return
    without = removed(before, name)
    assert not any(name in targets for targets in where(without.tree).values())
    again = added(without, name)
    assert all(name in targets for targets in where(again.tree).values())


def _plain(value: object) -> object:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    return tuple(map(_plain, value)) if isinstance(value, list) else value
