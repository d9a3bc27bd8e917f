"""The pieces of the offline providers, each by itself, without Terraform."""

from __future__ import annotations

import json
import zipfile
from importlib.resources import files
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from proof.offline import answers, archive, checks, policy, schema, unknowns, values
from proof.offline.place import ACCOUNT, REGION, Place
from proof.offline.value_rules import BY_PATH, CHOICES
from proof.offline.wire import UNKNOWN, decode, decode_value, encode, encode_value

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.proof

SCHEMAS = schema.load()[schema.AWS]["resource_schemas"]
FACTS = json.loads((schema.DATA / "values.json").read_text())
REPLACEMENT = json.loads((files("podspec.impact") / "data" / "replacement.json").read_text("utf-8"))


def _has(kind: str, dotted: str) -> bool:
    """Whether the type has a settable argument at the path."""
    block = SCHEMAS[kind]["block"]
    *blocks, last = dotted.split(".")
    for name in blocks:
        block = block["block_types"][name]["block"]
    attribute = block.get("attributes", {}).get(last, {})
    return bool(attribute.get("optional") or attribute.get("required"))


@given(st.integers(min_value=1, max_value=2**63 - 1), st.binary(), st.text(min_size=1))
def test_a_message_reads_back(number: int, content: bytes, text: str) -> None:
    message = encode((1, number), (2, content), (30, text), (31, 0), (32, None))
    assert decode(message) == {1: [number], 2: [content], 30: [text.encode()]}


def test_a_value_reads_back_with_what_is_unknown() -> None:
    value = {"id": UNKNOWN, "tags": {"a": "b"}, "ports": [1, 2.5], "none": None}
    assert decode_value(encode_value(value)) == value


@pytest.mark.parametrize(("kind", "path"), BY_PATH)
def test_every_rule_is_about_an_argument_there_is(kind: str, path: str) -> None:
    assert _has(kind, path)


@pytest.mark.parametrize("kind", FACTS)
def test_every_fact_is_about_an_argument_there_is(kind: str) -> None:
    assert [path for path in FACTS[kind] if not _has(kind, path)] == []


@pytest.mark.parametrize("kind", CHOICES)
def test_every_choice_is_between_arguments_there_are(kind: str) -> None:
    block = SCHEMAS[kind]["block"]
    known = block["attributes"].keys() | block.get("block_types", {}).keys()
    assert {name for choice in CHOICES[kind] for name in choice.names} <= known


def test_every_type_of_the_replacement_table_is_in_the_schema() -> None:
    assert {kind for kind in REPLACEMENT if not kind.startswith("data.")} <= SCHEMAS.keys()
    assert REPLACEMENT["aws_vpc"]["replaces"]


@pytest.mark.parametrize("kind", sorted(REPLACEMENT.keys() & SCHEMAS.keys()))
def test_no_argument_both_replaces_and_is_changed_in_place(kind: str) -> None:
    row = REPLACEMENT[kind]
    in_place = set(row.get("updates", []))
    above = {
        ".".join(path.split(".")[:n]) for path in row.get("replaces", []) for n in range(1, path.count(".") + 2)
    }
    assert not in_place & above


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (checks.arn, "arn:aws:iam::aws:policy/ReadOnlyAccess", "ReadOnlyAccess"),
        (checks.arn, "arn:aws-cn:s3:::bucket", "arn:aws:s3::bucket"),
        (checks.bucket_name, "podspec-state-111111111111-us-east-1", "Podspec"),
        (checks.bucket_name, "a.b.c", "192.168.0.1"),
        (checks.bucket_name, "abc", "xn--abc"),
        (checks.bucket_name, "a-b", "a..b"),
        (checks.ipv4_network(16, 28), "10.0.0.0/16", "10.0.0.0/8"),
        (checks.ipv4_network(0, 32), "0.0.0.0/0", "10.0.0.1/8"),
        (checks.ipv4_network(0, 32), "10.0.0.1/32", "10.0.0.1"),
        (checks.ipv6_network, "::/0", "::"),
        (checks.alarm_period, 10, 45),
        (checks.alarm_period, 300, 0),
        (checks.user_data, "aGVsbG8=", "#!/bin/bash"),
        (checks.between(7, 30), "30", "31"),
    ],
)
def test_a_check_tells_good_from_bad(check: checks.Check, good: object, bad: object) -> None:
    assert check(good)
    assert not check(bad)


def _policy(**statement: object) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]})


def test_policies_are_told_apart_by_what_they_are_attached_to() -> None:
    trust = _policy(Action="sts:AssumeRole", Principal={"Service": "lambda.amazonaws.com"})
    identity = _policy(Action=["s3:GetObject", "kms:*"], Resource="*")
    resource = _policy(Action="s3:*", Resource="*", Principal="*")
    kinds = (checks.trust_policy, checks.identity_policy, checks.resource_policy)
    assert [check(trust) for check in kinds] == [True, False, True]
    assert [check(identity) for check in kinds] == [False, True, False]
    assert [check(resource) for check in kinds] == [False, False, True]


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "[]",
        json.dumps({"Version": "2024-01-01", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}),
        json.dumps({"Version": "2012-10-17", "Statement": []}),
        _policy(Resource="*"),
        _policy(Action="GetObject", Resource="*"),
        _policy(Action=[], Resource="*"),
        _policy(Effect="allow", Action="*", Resource="*"),
    ],
)
def test_a_broken_policy_is_refused(broken: str) -> None:
    assert not checks.identity_policy(broken)


@pytest.mark.parametrize(
    ("states", "sound"),
    [
        ({"A": {"Type": "Pass", "Next": "B"}, "B": {"Type": "Succeed"}}, True),
        ({"A": {"Type": "Pass", "Next": "C"}, "B": {"Type": "Succeed"}}, False),
        ({"A": {"Type": "Pass", "Next": "A"}}, False),
        ({"A": {"Type": "Choice", "Choices": [{"Next": "B"}], "Default": "C"}, "B": {"Type": "Fail"}}, False),
        ({"A": {"Type": "Task", "End": True, "Catch": [{"Next": "Gone"}]}}, False),
        ({"A": {"Type": "Map", "End": True, "ItemProcessor": {"StartAt": "X", "States": {}}}}, False),
    ],
)
def test_a_state_machine_goes_only_where_there_is_a_state(states: dict[str, object], sound: bool) -> None:  # noqa: FBT001  # a column of the table
    assert checks.state_machine(json.dumps({"StartAt": "A", "States": states})) is sound


def test_what_is_unknown_or_unset_is_not_judged() -> None:
    block = SCHEMAS["aws_cloudwatch_log_group"]["block"]
    value = schema.nothing(block) | {"retention_in_days": UNKNOWN}
    assert list(values.findings("aws_cloudwatch_log_group", block, value)) == []


def test_a_finding_says_what_was_found_and_what_was_expected() -> None:
    block = SCHEMAS["aws_cloudwatch_log_group"]["block"]
    value = schema.nothing(block) | {"name": "a b", "retention_in_days": 31}
    found = {each.path: each.message for each in values.findings("aws_cloudwatch_log_group", block, value)}
    assert found[("retention_in_days",)] == "retention_in_days is 31: expected a term that AWS offers [LOGS]"
    assert found[("name",)].startswith("name is 'a b': expected to match ")


def test_nested_computed_arguments_that_are_set_are_found() -> None:
    block = SCHEMAS["aws_instance"]["block"]
    value = schema.nothing(block) | {"root_block_device": [{"device_name": "/dev/xvda"}]}
    assert list(unknowns.not_settable(block, value)) == [("root_block_device", "device_name")]


def test_made_up_values_depend_on_the_configuration_alone() -> None:
    first = answers.Maker("aws_lb", {"name": "a"}, Place())
    again, other = answers.Maker("aws_lb", {"name": "a"}, Place()), answers.Maker("aws_lb", {"name": "b"}, Place())
    assert first.text("arn") == again.text("arn") != other.text("arn")


@pytest.mark.parametrize("kind", sorted(SCHEMAS))
def test_made_up_values_are_ones_that_the_checks_take(kind: str) -> None:
    block = SCHEMAS[kind]["block"]
    maker = answers.Maker(kind, {"name": "sample"}, Place())
    made = unknowns.settle(block, dict.fromkeys(block["attributes"], UNKNOWN), maker)
    identifiers = {name: text for name, text in made.items() if name == "arn" or name.endswith("_arn")}
    assert [name for name, text in identifiers.items() if not checks.arn(text)] == []


def test_an_update_counts_versions_up() -> None:
    assert answers.successor("1") == "2"
    assert answers.successor(9) == 10
    assert (
        answers.successor("arn:aws:lambda:us-east-1:123456789012:function:f:9")
        == "arn:aws:lambda:us-east-1:123456789012:function:f:10"
    )


def test_the_place_is_what_all_provider_blocks_agree_on() -> None:
    place = Place()
    place.configured({"region": "eu-west-1", "allowed_account_ids": ["222222222222"]})
    assert (place.region, place.account) == ("eu-west-1", "222222222222")
    place.configured({"region": "eu-central-1", "allowed_account_ids": None})
    assert (place.region, place.account) == (REGION, "222222222222")
    place.enter(place.folder)
    assert (place.region, place.account) == (REGION, ACCOUNT)


def test_a_policy_document_is_rendered_and_merged() -> None:
    statement = {"sid": "A", "actions": ["s3:GetObject"], "resources": ["*"], "effect": None}
    source = _policy(Sid="S", Action="s3:ListBucket", Resource="*")
    override = _policy(Sid="A", Action="s3:PutObject", Resource="*")
    document = {
        "statement": [statement],
        "source_policy_documents": [source],
        "override_policy_documents": [override],
    }
    rendered = json.loads(policy.render(document))
    assert [(each["Sid"], each["Action"]) for each in rendered["Statement"]] == [
        ("S", "s3:ListBucket"),
        ("A", "s3:PutObject"),
    ]


def test_principals_and_conditions_are_grouped() -> None:
    trust = {
        "actions": ["sts:AssumeRoleWithWebIdentity"],
        "principals": [{"type": "Federated", "identifiers": ["arn:aws:iam::1:oidc-provider/x"]}],
        "condition": [
            {"test": "StringEquals", "variable": f"x:{claim}", "values": [claim]} for claim in ("aud", "sub")
        ],
    }
    statement = json.loads(policy.render({"statement": [trust]}))["Statement"][0]
    assert statement["Principal"] == {"Federated": "arn:aws:iam::1:oidc-provider/x"}
    assert statement["Condition"] == {"StringEquals": {"x:aud": "aud", "x:sub": "sub"}}


def test_an_archive_has_its_files_and_always_the_same_bytes(tmp_path: Path) -> None:
    (tmp_path / "src").mkdir()
    (tmp_path / "src/a.py").write_text("a")
    (tmp_path / "src/b.py").write_text("b")
    first = archive.write({"source_dir": "src", "output_path": "out/one.zip", "excludes": ["b.py"]}, tmp_path)
    (tmp_path / "src/a.py").touch()
    second = archive.write({"source_dir": "src", "output_path": "out/two.zip", "excludes": ["b.py"]}, tmp_path)
    assert first == second
    assert zipfile.ZipFile(tmp_path / "out/one.zip").namelist() == ["a.py"]


def test_an_archive_of_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        archive.write({"source_file": "gone.py", "output_path": "out.zip"}, tmp_path)
