"""Spaces between the tokens of a line; test_hcl_format.py lets Terraform judge all of it."""

import pytest

from podspec.quoting.hcl_spacing import spaced
from podspec.quoting.hcl_tokens import scan


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a=1", "a = 1"),
        ("f ( a ,b )", "f(a, b)"),
        ("a . b [ 0 ] . c", "a.b[0].c"),
        ("{a=1}", "{ a = 1 }"),
        ("{ }", "{}"),
        ("[ a,- 1,2-1,b-1 ]", "[a, -1, 2 - 1, b-1]"),
        ("! a&&-b", "!a && -b"),
        ("[a,]", "[a, ]"),
        ("a?b:c", "a ? b : c"),
        ('{ } ["a"] [0]', '{}["a"][0]'),
        ("f(a) [0]", "f(a)[0]"),
        ("for x in[a]:x", "for x in [a] : x"),
        ("in [0]", "in[0]"),
        ("core :: f (1)", "core::f(1)"),
        ("a ...", "a..."),
        ('"${ a }b${ {} }"', '"${a}b${ {} }"'),
        ('"${ {a=1} }"', '"${ { a = 1 } }"'),
    ],
)
def test_tokens_stand_apart_or_together(text: str, expected: str) -> None:
    assert spaced(scan(text)[0]) == expected


@pytest.mark.parametrize("operator", [*"+-*/%<>?:", "==", "!=", "<=", ">=", "&&", "||"])
def test_a_minus_sign_behind_an_operator_negates(operator: str) -> None:
    assert spaced(scan(f"a {operator}- b")[0]) == f"a {operator} -b"
