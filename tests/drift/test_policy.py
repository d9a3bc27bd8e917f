"""A changed policy makes drift, and the drift names the policy's line."""

import pytest
from drift.repository import SPEC, Repository, drifts, kinds

POLICY = "podspec.policy.yaml"
TEXT = "version: 1\ndefaults:\n  observability:\n    log_retention_days: {days}\n"

Output = pytest.CaptureFixture[str]


@pytest.fixture
def governed(repository: Repository) -> Repository:
    """A rendered repository with a policy."""
    repository.write(POLICY, TEXT.format(days=90))
    assert repository.podspec("render") == 0
    return repository


def test_a_repository_rendered_under_its_policy_has_no_drift(governed: Repository, capsys: Output) -> None:
    assert drifts(governed, capsys) == {}


def test_a_changed_default_is_stale_and_names_its_line(governed: Repository, capsys: Output) -> None:
    governed.write(POLICY, TEXT.format(days=365))
    found = [one for one in drifts(governed, capsys).values() if one["because"]]
    assert found
    assert {one["kind"] for one in found} == {"stale"}
    assert {(one["because"][0]["file"], one["because"][0]["span"]["line"]) for one in found} == {(POLICY, 4)}


def test_a_default_that_goes_is_stale_too(governed: Repository, capsys: Output) -> None:
    governed.remove(POLICY)
    assert set(kinds(governed, capsys).values()) == {"stale"}


def test_a_policy_that_only_asks_makes_no_drift(governed: Repository, capsys: Output) -> None:
    governed.write(POLICY, f"{TEXT.format(days=90)}required: [{{path: service.name, reason: r}}]\n")
    assert drifts(governed, capsys) == {}


def test_a_changed_policy_touches_every_spec(governed: Repository, capsys: Output) -> None:
    governed.git("add", "-A")
    governed.git("-c", "user.name=a", "-c", "user.email=a@example.com", "commit", "-qm", "rendered")
    assert governed.podspec("check", "--changed-since", "HEAD") == 0
    governed.write(POLICY, TEXT.format(days=365))
    capsys.readouterr()
    assert governed.podspec("check", "--changed-since", "HEAD") == 1
    assert POLICY in capsys.readouterr().out


def test_a_spec_that_says_the_same_as_its_default_renders_the_same(governed: Repository, capsys: Output) -> None:
    governed.write(SPEC, f"{governed.read(SPEC)}observability: {{log_retention_days: 90}}\n")
    assert drifts(governed, capsys) == {}
