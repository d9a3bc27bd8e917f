"""Expressions become values, as far as they can be known."""

from pathlib import Path

import pytest
from hypothesis import given
from strategies.hcl import expressions

from podspec.impact.hcl.evaluate import Scope, evaluate, evaluate_or_quote, loose_or_quoted
from podspec.impact.hcl.parse import parse_expression
from podspec.impact.hcl.syntax import Node
from podspec.impact.hcl.values import Expression, FailedError, Known, Names, Reference

RESOURCE = Known(
    "aws_x.y", [Reference("aws_x.y", "")], lambda name: "n" if name == "name" else Expression(f"aws_x.y.{name}")
)
LOCALS = {
    "names": ["b", "a"],
    "ports": {"http": 80, "api": 8080},
    "nothing": None,
    "unknown": Expression("data.a.b.c"),
    "resource": RESOURCE,
}
SCOPE = Scope({"local": Names(LOCALS.__getitem__)}.__getitem__)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("local.ports.http + 1", 81),
        ('local.ports["api"]', 8080),
        ("local.names[1]", "a"),
        ("local.names[*]", ["b", "a"]),
        ("local.nothing[*]", []),
        ("local.resource[*].name", ["n"]),
        ('[for k, v in local.ports : "${k}=${v}"]', ["api=8080", "http=80"]),
        ('{for n in local.names : n => upper(n) if n != "a"}', {"b": "B"}),
        ('{for n in local.names : "k" => n...}', {"k": ["b", "a"]}),
        ("local.nothing == null ? 1 : local.nothing.x", 1),
        ("try(local.nothing.x, local.names[9], 3)", 3),
        ("[can(local.names[0]), can(local.names[9])]", [True, False]),
        ("local.resource.name", "n"),
        ("max(local.names == null ? [1] : [1, 5]...)", 5),
        ("false && local.nothing.x", False),
    ],
)
def test_what_is_known_is_computed(text: str, value: object) -> None:
    assert evaluate(parse_expression(text), SCOPE) == value


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ('"a-${local.unknown}-${local.names[0]}"', '"a-${data.a.b.c}-b"'),
        ("local.unknown.d[0]", "data.a.b.c.d[0]"),
        ("local.unknown[*].d", "data.a.b.c[*].d"),
        ("[for x in local.unknown : x.y if x.z]", "[for x in data.a.b.c : x.y if x.z]"),
        ("{for x in local.unknown : x => local.names}", '{for x in data.a.b.c : x => ["b", "a"]}'),
        ("[for x in local.names : x if local.unknown]", '[for x in ["b", "a"] : x if data.a.b.c]'),
        ("local.unknown ? local.names[0] : 2", '(data.a.b.c ? "b" : 2)'),
        ("{(local.unknown) = 1}", "{(data.a.b.c) = 1}"),
        ("jsonencode({a = local.unknown})", "jsonencode({a = data.a.b.c})"),
        ("local.resource.arn", "aws_x.y.arn"),
        ("can(local.unknown)", "can(data.a.b.c)"),
        ("max(local.unknown...)", "max(data.a.b.c...)"),
    ],
)
def test_what_is_not_known_is_said_in_full(text: str, canonical: str) -> None:
    assert evaluate(parse_expression(text), SCOPE) == Expression(canonical)


def test_both_ways_of_an_unknown_choice_may_be_one() -> None:
    assert evaluate(parse_expression("local.unknown ? 1 : 1"), SCOPE) == 1


@pytest.mark.parametrize(
    "text", ["local.nothing.x", "local.names[9]", "local.ports.ftp", "local", "[for x in 1 : x]"]
)
def test_what_terraform_would_refuse_fails_and_is_quoted(text: str) -> None:
    node = parse_expression(text)
    with pytest.raises(FailedError):
        evaluate(node, SCOPE)
    assert isinstance(evaluate_or_quote(node, SCOPE), Expression)


@given(expressions)
def test_no_expression_breaks_the_evaluation(node: Node) -> None:
    scope = Scope(lambda name: Names(lambda member: Expression(f"{name}.{member}")))
    loose_or_quoted(node, scope)
    evaluate_or_quote(node, scope)


def test_files_come_from_the_tree_only(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("secret")
    assert evaluate_or_quote(parse_expression(f'file("{tmp_path}/a")'), SCOPE) != "secret"
