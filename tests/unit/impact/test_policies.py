"""Policies as Terraform writes them, read as statements."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podspec.impact.hcl.values import Expression
from podspec.impact.policies import Policy, read, text
from podspec.impact.resources import Resource
from podspec.impact.statements import ALLOW, DENY, Condition, Names, Statement

ADDRESS = "module.x.data.aws_iam_policy_document.it"


def _document(address: str = ADDRESS, **attributes: object) -> dict[str, Resource]:
    return {address: Resource(address, "aws_iam_policy_document", "data", attributes)}  # type: ignore[arg-type]


def test_a_document_reads_like_its_json() -> None:
    block = {
        "sid": "One",
        "effect": "Deny",
        "actions": ["s3:*"],
        "resources": ["arn:aws:s3:::&{aws:username}"],
        "principals": [{"type": "AWS", "identifiers": ["1", "2"]}],
        "condition": [
            {"test": "StringEquals", "variable": "aws:X", "values": ["a"]},
            {"test": "StringEquals", "variable": "aws:X", "values": ["b"]},
        ],
    }
    written = {
        "Sid": "One",
        "Effect": "Deny",
        "Action": "s3:*",
        "Resource": "arn:aws:s3:::${aws:username}",
        "Principal": {"AWS": ["1", "2"]},
        "Condition": {"StringEquals": {"aws:X": ["a", "b"]}},
    }
    found = read(Expression(f"{ADDRESS}.json"), _document(statement=[block]))
    assert found == read(json.dumps({"Statement": [written]}), {})
    assert found.statements == (
        Statement(
            DENY,
            Names(frozenset({"s3:*"})),
            Names(frozenset({"arn:aws:s3:::${aws:username}"})),
            Names(frozenset({"AWS:1", "AWS:2"})),
            frozenset({Condition("StringEquals", "aws:X", frozenset({"a", "b"}))}),
            "One",
        ),
    )


def test_documents_in_documents_are_merged_by_the_names_of_their_statements() -> None:
    source = json.dumps({"Statement": [{"Sid": "One", "Effect": "Allow", "Action": "a:A", "Resource": "*"}]})
    override = json.dumps({"Statement": [{"Sid": "Two", "Effect": "Allow", "Action": "c:C", "Resource": "*"}]})
    own = [{"sid": "Two", "actions": ["b:B"], "resources": ["*"]}, {"actions": ["d:D"], "resources": ["*"]}]
    documents = _document(source_policy_documents=[source], statement=own, override_policy_documents=[override])
    found = read(Expression(f"{ADDRESS}.json"), documents).statements
    assert [sorted(one.actions.patterns) for one in found if one.actions] == [["a:A"], ["d:D"], ["c:C"]]


def test_json_that_is_known_only_in_part_is_read_as_far_as_it_goes() -> None:
    encoded = (
        'jsonencode({Statement = [{Action = "kms:*", Effect = "Allow", '
        'Principal = {AWS = "arn:aws:iam::${data.aws_x.y.account_id}:root"}, Resource = "*"}]})'
    )
    (found,) = read(Expression(encoded), {}).statements
    assert found.principals == Names(frozenset({"AWS:arn:aws:iam::${data.aws_x.y.account_id}:root"}))
    assert found.effect == ALLOW


@pytest.mark.parametrize("value", [Expression("var.policy"), "{", "[]", "null", '{"Statement": 5}', 7])
def test_what_cannot_be_read_is_kept_as_it_is(value: object) -> None:
    assert read(value, {}) == Policy(
        unread=frozenset({value.text if isinstance(value, Expression) else str(value)})
    )


def test_a_document_that_names_itself_ends() -> None:
    itself = Expression(f"{ADDRESS}.json")
    assert read(itself, _document(source_policy_documents=[itself])).unread == {itself.text}


def test_no_policy_has_no_statements() -> None:
    assert read(None, {}) == read("", {}) == Policy()


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=8,
    )
)
def test_whatever_json_holds_is_read_or_kept(value: object) -> None:
    for document in (value, {"Statement": value}, {"Statement": [{"Effect": value, "Condition": value}]}):
        found = read(json.dumps(document), {})
        assert found.statements or found.unread or value in ([], None)


def test_text_is_a_pattern() -> None:
    assert [text(one) for one in (True, 1, "x", Expression("a.b"))] == ["true", "1", "x", "${a.b}"]
