"""A spec before a policy: what is required, forbidden and ruled, in each environment, at its own line."""

from datetime import date

import pytest
from governed import codes, under
from specimens import FILE

from podspec.model.diagnostic import Diagnostic, Label
from podspec.model.layout import POLICY_FILE

DEV_AND_PROD = """
environments:
  dev: {account: "111111111111", regions: [us-east-1]}
  prod:
    account: "111111111111"
    regions: [us-east-1, eu-west-1]
    targets: {lambda: {memory_mb: 2048}}
"""


def one(text: str, blocks: str = "") -> Diagnostic:
    (found,) = under(text, blocks).diagnostics
    return found


def pointed(text: str, blocks: str = "") -> str:
    """The text of the spec that the one finding points at."""
    judged = under(text, blocks)
    (found,) = judged.diagnostics
    assert judged.source
    return at(found.primary, judged.source.text)


def asked(text: str, found: Diagnostic) -> tuple[str, str]:
    """What a finding says of the policy, and the text of it that it points at."""
    (label,) = found.related
    return label.text, at(label, f"version: 1\n{text}\n")


def at(label: Label, text: str) -> str:
    assert label.span
    return text.split("\n")[label.span.line - 1][label.span.column - 1 : label.span.end_column - 1]


def required(entry: str, blocks: str = "") -> list[str]:
    return codes(f"required: [{{reason: r, {entry}}}]", blocks)


def forbidden(entry: str, blocks: str = "") -> list[str]:
    return codes(f"forbidden: [{{reason: r, {entry}}}]", blocks)


def ruled(must: str, blocks: str = DEV_AND_PROD, more: str = "") -> list[str]:
    return codes(f"rules: [{{code: ACME001, message: m, reason: r, must: {must}{more}}}]", blocks)


# -- required --------------------------------------------------------------------------------------------


def test_a_required_field_must_be_written_once_for_all() -> None:
    assert required("path: service.owner") == ["PS270"]
    assert required("path: service.owner", "service: {name: podinfo, owner: platform}") == []


def test_podspecs_own_default_is_nobodys_decision() -> None:
    assert required("path: observability.log_retention_days") == ["PS270"]
    assert required("path: observability.log_retention_days", "observability: {log_retention_days: 30}") == []


def test_the_policys_own_default_is_a_decision() -> None:
    text = "defaults: {service: {owner: platform}}\nrequired: [{path: service.owner, reason: r}]"
    assert codes(text) == []


def test_a_required_value_must_pass_its_tests() -> None:
    entry = "path: targets.lambda.memory_mb, at_least: 256, at_most: 1024"
    assert required(entry, "targets: {lambda: {memory_mb: 128}}") == ["PS271"]
    assert required(entry, "targets: {lambda: {memory_mb: 512}}") == []


def test_a_field_of_a_target_is_asked_of_those_who_have_it() -> None:
    assert required("path: targets.ec2.purchase") == []
    assert required("path: targets.ec2.hosts.min", "targets: {ec2: {}}") == ["PS270"]
    assert required("path: targets.ec2") == ["PS270"]


def test_any_other_block_that_is_not_there_does_not_excuse() -> None:
    assert required("path: environments.*.approval.reviewers") == ["PS270"]


def test_what_is_missing_in_one_environment_is_shown_there() -> None:
    found = one("required: [{path: environments.prod.approval, reason: r}]", DEV_AND_PROD)
    assert found.primary.text == "approval is not given"
    assert found.primary.span
    assert found.related[0].file == POLICY_FILE


def test_only_where_a_condition_holds_a_field_is_required() -> None:
    entry = "path: service.owner, when: {environment: %s}"
    assert required(entry % "prod", DEV_AND_PROD) == ["PS270"]
    assert required(entry % "test", DEV_AND_PROD) == []


def test_what_is_missing_is_shown_with_the_policys_line_and_a_cure() -> None:
    entries = "required:\n  - {path: service.name, reason: r}\n  - {path: service.owner, reason: r%s}"
    found = one(entries % "")
    assert found.help == "give it here, or in the policy's defaults"
    assert asked(entries % "", found) == ("required here", "service.owner")
    assert one(entries % ", help: ask them").help == "ask them"


def test_what_is_not_as_required_is_shown_with_both_lines() -> None:
    entries = "required:\n  - {path: version, reason: r}\n  - {path: service.name, matches: w.*, reason: r%s}"
    found = one(entries % "")
    assert (found.message, found.help) == ("service.name must be like `w.*`: r", "")
    assert found.primary.text == 'found "podinfo", expected like `w.*`'
    assert pointed(entries % "") == "podinfo"
    assert asked(entries % "", found) == ("required here", "service.name")
    assert one(entries % ", help: ask them").help == "ask them"


def test_each_entry_is_asked_where_the_path_says_so() -> None:
    blocks = "secrets: {a1: {rotate_days: 30}, b1: {rotate_days: 60}}\ncontainer: {secrets: {AA: a1, BB: b1}}"
    assert required("path: secrets.*.rotate_days, at_most: 30", blocks) == ["PS271"]
    assert required("path: secrets.*.rotate_days, at_most: 30") == []
    assert required("path: environments.*.network.public_subnets.*, matches: subnet-.*") == []


# -- forbidden -------------------------------------------------------------------------------------------


def test_a_forbidden_value_is_shown_with_the_policys_line() -> None:
    found = one(
        "forbidden: [{path: targets.ec2.purchase, equals: spot, reason: it stops}]",
        "targets: {ec2: {purchase: spot}}",
    )
    assert (found.code, found.message) == ("PS272", "targets.ec2.purchase must not be spot: it stops")
    assert (found.primary.file, found.related[0].file) == (FILE, POLICY_FILE)


def test_what_is_forbidden_is_shown_where_it_takes_effect() -> None:
    memory = "{path: targets.lambda.memory_mb, equals: 2048, reason: r%s}"
    entries = f"forbidden:\n  - {{path: service.owner, reason: r}}\n  - {memory}"
    found = one(entries % "", DEV_AND_PROD)
    assert (found.help, pointed(entries % "", DEV_AND_PROD)) == ("", "2048")
    assert asked(entries % "", found) == ("forbidden here", "targets.lambda.memory_mb")
    assert one(entries % ", help: ask them", DEV_AND_PROD).help == "ask them"


def test_a_field_that_must_not_be_written_can_be_deleted() -> None:
    entries = "forbidden:\n  - {path: service.owner, reason: r}\n  - {path: container.port, reason: r%s}"
    found = one(entries % "", "container: {port: 8080}")
    assert (found.help, pointed(entries % "", "container: {port: 8080}")) == ("delete it", "8080")
    assert asked(entries % "", found) == ("forbidden here", "container.port")
    assert (found.message, found.primary.text) == ("container.port is forbidden: r", "container.port is forbidden")
    assert one(entries % ", help: ask them", "container: {port: 8080}").help == "ask them"


@pytest.mark.parametrize(("length", "shown"), [(38, '"{}" is'), (39, '"{}… is')])
def test_a_long_value_is_shown_from_its_beginning(length: int, shown: str) -> None:
    owner = f"service: {{name: podinfo, owner: {'x' * length}}}"
    found = one("forbidden: [{path: service.owner, matches: x*, reason: r}]", owner)
    assert found.primary.text == f"{shown.format('x' * length)} forbidden"


def test_podspecs_own_default_can_be_forbidden() -> None:
    found = one("forbidden: [{path: container.architecture, equals: arm64, reason: r}]")
    assert found.primary.text == '"arm64", podspec\'s default, is forbidden'


def test_without_tests_it_is_writing_the_field_that_is_forbidden() -> None:
    assert forbidden("path: container.port") == []
    assert forbidden("path: container.port", "container: {port: 8080}") == ["PS272"]


def test_every_entry_of_a_list_is_looked_at() -> None:
    assert forbidden("path: environments.*.regions.*, matches: eu-.*", DEV_AND_PROD) == ["PS272"]


def test_only_where_and_only_whom_it_is_about() -> None:
    entry = "path: targets.lambda.memory_mb, equals: 2048"
    assert forbidden(entry, DEV_AND_PROD) == ["PS272"]
    assert forbidden(f"{entry}, when: {{environment: dev}}", DEV_AND_PROD) == []
    assert forbidden(f"{entry}, applies_to: [specs/*]", DEV_AND_PROD) == []


# -- own rules -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("must", "kept"),
    [
        ("{environment: dev}", False),
        ("{environment: [dev, prod]}", True),
        ("{path: targets.lambda.memory_mb, at_most: 1024}", False),
        ("{path: environments.dev.regions, present: true}", False),
        ("{path: targets.ec2, absent: true}", True),
        ("{path: targets.ec2, present: false}", True),
        ("{path: accept, absent: true}", True),
        ("{path: observability.notify, absent: true}", True),
        ("{path: targets.ec2, absent: false}", False),
        ("{path: secrets, present: true}", False),
        ("{path: container.port, present: true, equals: 8080}", True),
        ("{not: {path: targets.ec2, present: true}}", True),
        ("{any: [{environment: dev}, {path: targets.lambda.memory_mb, at_least: 2048}]}", True),
        ("{all: [{path: targets.lambda, present: true}, {environment: prod}]}", False),
        ("{path: observability.slo.availability_percent, at_least: 99}", False),
    ],
)
def test_a_rule_asks_each_environment(must: str, kept: bool) -> None:  # noqa: FBT001 - an expectation
    assert set(ruled(must)) == (set() if kept else {"ACME001"})


def test_when_says_where_a_rule_holds() -> None:
    must = "{path: environments.*.approval, present: true}"
    assert ruled(must, more=", when: {environment: test}") == []
    assert ruled(must, more=", when: {path: targets.lambda.memory_mb, at_least: 2048}") == ["ACME001"]


def test_a_broken_rule_points_at_the_value_and_gives_its_reason() -> None:
    rule = "{code: ACME001, message: too large, reason: r, help: shrink it, severity: warning, must: {all: [{any: "
    found = one(f"rules: [{rule}[{{path: targets.lambda.memory_mb, at_most: 1024}}]}}]}}}}]", DEV_AND_PROD)
    assert (found.code, found.message, found.severity.value, found.help) == (
        *("ACME001", "too large"),
        *("warning", "shrink it"),
    )
    assert found.primary.text == "targets.lambda.memory_mb is 2048"
    assert found.related[0].text == "because r"


def test_a_broken_rule_about_what_is_not_there_says_so() -> None:
    rules = "rules:\n  - {code: ACME001, message: m, reason: r, must: {environment: [dev, prod]}}\n  - "
    text = f"{rules}{{code: ACME002, message: m, reason: r, must: {{path: service.owner, present: true}}}}"
    found = one(text)
    assert (found.primary.text, found.help) == ("service.owner is not given", "")
    assert asked(text, found) == ("because r", "ACME002")


def test_a_rule_about_environments_points_at_the_one_that_breaks_it() -> None:
    rule = "rules: [{code: ACME001, message: m, reason: r, must: {environment: dev}}]"
    assert one(rule, DEV_AND_PROD).primary.text == "in prod"
    assert pointed(rule, DEV_AND_PROD) == "prod"


def test_a_block_that_nobody_has_is_missing_once() -> None:
    assert required("path: observability.log_retention_days", DEV_AND_PROD) == ["PS270"]
    assert required("path: environments.*.approval", DEV_AND_PROD) == ["PS270", "PS270"]


def test_what_environments_inherit_from_one_line_is_said_once() -> None:
    assert ruled("{path: container.port, equals: 80}", f"{DEV_AND_PROD}container: {{port: 8080}}\n") == ["ACME001"]


def test_a_rule_that_has_expired_judges_nothing() -> None:
    text = "rules: [{code: ACME001, message: m, reason: r, must: {environment: x1}, expires: 2026-12-31}]"
    assert codes(text, as_of=date(2026, 12, 31)) == ["ACME001"]
    assert codes(text, as_of=date(2027, 1, 1)) == []


def test_a_spec_accepts_a_rule_only_if_the_policy_lets_it() -> None:
    accept = f'{DEV_AND_PROD}accept: [{{code: ACME001, reason: agreed, expires: "2027-01-31"}}]\n'
    assert sorted(ruled("{environment: dev}", accept)) == ["ACME001", "PS262"]
    assert ruled("{environment: dev}", accept, ", acceptable: true") == []


def test_a_policy_that_is_about_other_specs_judges_nothing() -> None:
    assert codes("applies_to: [specs/*]\nrequired: [{path: service.owner, reason: r}]") == []
