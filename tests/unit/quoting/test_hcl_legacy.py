"""Old spellings and what replaces them; test_hcl_format.py lets Terraform judge all of it."""

import pytest

from podspec.quoting.hcl_legacy import modernised
from podspec.quoting.hcl_tokens import scan


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('a="${x}"', "a=x"),
        ('a="${f("${x}")}"', 'a=f("${x}")'),
        ('a="${"${x}"}"', 'a="${x}"'),
        ('a="${\nx\n}"', "a=x"),
        ('a="${\n\nf(x)\n\n}"', "a=f(x)"),
        ('a=/*b*//*c*/"${x}"/*d*//*e*/', "a=/*b*//*c*/x/*d*//*e*/"),
        ('a="${x?\ny:z}"', "a=(x?\ny:z)"),
        ('a="${(\nx)}"', "a=(\nx)"),
        ('b{a="${x}"}', "b{a=x}"),
        ("a b{}", 'a"b"{}'),
        ("variable a{type=list}", 'variable"a"{type=list(any)}'),
        ("variable a{\ntype=list\n}", 'variable"a"{\ntype=list(any)\n}'),
        ("variable a{type=map}", 'variable"a"{type=map(any)}'),
        ("variable a{type=set}", 'variable"a"{type=set(any)}'),
        ('variable a{type="list"}', 'variable"a"{type=list(string)}'),
        ('variable"a"{b{}\ntype=list}', 'variable"a"{b{}\ntype=list(any)}'),
        ('variable a{type="map"}', 'variable"a"{type=map(string)}'),
        ('variable a{type="string"}', 'variable"a"{type=string}'),
    ],
)
def test_an_old_spelling_is_replaced(old: str, new: str) -> None:
    assert modernised(scan(old)[0]) == scan(new)[0]


@pytest.mark.parametrize(
    "text",
    [
        'a="${x}y"',
        'a="${x}${y}"',
        'a="%{if(x)}y%{endif}"',
        'a=["${x}"]',
        'a={b="${x}"}',
        'a={\nb="${x}"\n}',
        'a=b+"${x}"',
        'a="${x}"+b',
        'a="${)\n}"',
        'a="${}${x}"',
        "a=/*b*/",
        "a\nb{}",
        'variable"a"{}\ntype=list',
        "type=list",
        "variable{b{type=list}}",
        'variable{type="number"}',
        "variable{default=list}",
        "}a=1",
    ],
)
def test_what_only_looks_old_stays(text: str) -> None:
    tokens, _ = scan(text)
    assert modernised(tokens) == tokens
