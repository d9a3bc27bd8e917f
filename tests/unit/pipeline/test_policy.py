"""A policy is judged before it judges."""

import re
from datetime import date
from pathlib import Path

import pytest
from governed import codes, read
from specimens import AS_OF

from podspec.model.diagnostic import Label
from podspec.model.layout import POLICY_FILE
from podspec.pipeline.policy import read_policy

PAGES = Path(__file__).parents[3] / "docs" / "codes"
OF_POLICIES = ["PS109", "PS110", "PS270", "PS271", "PS272", "PS273"]


@pytest.mark.parametrize("code", OF_POLICIES)
def test_the_examples_on_a_page_are_judged_as_it_says(code: str) -> None:
    bad, good = re.findall(r"```yml\nversion: 1\n(.*?)```", (PAGES / f"{code}.md").read_text("utf-8"), re.DOTALL)
    for text, expected in ((bad, {code}), (good, set())):
        found = read(text)
        assert ({one.code for one in found.diagnostics} | set(codes(text) if found.policy else ())) == expected


@pytest.mark.parametrize("page", ["how-to/set-an-organisation-policy.md"])
def test_the_samples_of_the_docs_are_sound_policies(page: str) -> None:
    samples = re.findall(r"```yml\n(version: 1\n.*?)```", (PAGES.parent / page).read_text("utf-8"), re.DOTALL)
    assert len(samples) > 2
    for sample in samples:
        assert read(sample.removeprefix("version: 1\n")).diagnostics == ()


def wrong(text: str) -> list[tuple[str, str]]:
    return [(one.code, one.message) for one in read(text).diagnostics]


@pytest.mark.parametrize(
    ("defaults", "code", "message"),
    [
        ("targets: {lambda: {memory_mb: 64}}", "PS105", "targets.lambda.memory_mb must be at least 128, found 64"),
        ("targts: {}", "PS102", "unknown key `targts` at the top of the spec"),
        ("accept: []", "PS110", "defaults cannot give `accept`"),
        ("service: {name: web}", "PS110", "defaults cannot give `service.name`"),
        ("environments: {Prod: {}}", "PS110", "`Prod` is no name of an environment"),
        ("environments: {prod: 3}", "PS110", "defaults.environments.prod must be a mapping"),
        ("environments: 3", "PS110", "defaults.environments must be a mapping"),
        ("environments: {'*': {regions: [1]}}", "PS103", "regions[0] must be text, found 1"),
        (
            "environments: {prod: {targets: {lambda: {timeout_seconds: 1000}}}}",
            "PS105",
            "targets.lambda.timeout_seconds must be at most 900, found 1000",
        ),
    ],
)
def test_a_default_must_fit_the_specs_own_model(defaults: str, code: str, message: str) -> None:
    assert wrong(f"defaults: {{{defaults}}}") == [(code, message)]


def test_what_a_default_lacks_is_the_specs_to_give() -> None:
    text = "defaults: {registry: {region: us-east-1}, environments: {'*': {network: {nat: none}}}}"
    assert wrong(text) == []


def test_the_gate_of_specs_stands_before_policies_too() -> None:
    assert wrong("x: &a 1") == [("PS007", "anchor `a`: anchors, aliases and merge keys are not allowed")]
    assert wrong("version: 1")[0][0] == "PS011"


def test_findings_about_the_file_do_not_call_it_a_spec(tmp_path: Path) -> None:
    (tmp_path / POLICY_FILE).write_text("", "utf-8")
    (found,) = read_policy(tmp_path, AS_OF).diagnostics
    assert (found.code, found.message) == ("PS001", "the policy is empty")


def test_a_policy_of_another_name_is_not_passed_over(tmp_path: Path) -> None:
    (tmp_path / "podspec.policy.yml").write_text("version: 1\n", "utf-8")
    (found,) = read_policy(tmp_path, AS_OF).diagnostics
    assert (found.code, found.primary) == ("PS110", Label("podspec.policy.yml", None))


def test_an_expired_rule_is_a_warning_after_its_last_day() -> None:
    rule = "{code: ACME001, must: {environment: x1}, message: m, reason: r, expires: 2026-12-31}"
    assert read(f"rules: [{rule}]", date(2026, 12, 31)).diagnostics == ()
    found = read(f"rules: [{rule}]", date(2027, 1, 1))
    assert [one.code for one in found.diagnostics] == ["PS273"]
    assert found.policy
