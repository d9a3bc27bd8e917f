"""What is written reads back as the same tree."""

import pytest
from hypothesis import given
from strategies.hcl import expressions

from podspec.impact.hcl.parse import parse_expression
from podspec.impact.hcl.syntax import Node
from podspec.impact.hcl.write import written


@given(expressions)
def test_any_expression_reads_back(node: Node) -> None:
    assert parse_expression(written(node)) == node


@pytest.mark.parametrize(
    "text",
    [
        "module.a.b[0].c",
        "a[*].b.c",
        '{"a b" = 1, (c) = 2}',
        "[for k, v in a : v if k]",
        "{for v in a : v => v...}",
        "f(a, b...)",
        '"${a}-%{for x in b}${x},%{endfor}"',
        "(a ? b : (c || (!d)))",
    ],
)
def test_it_looks_as_people_write_it(text: str) -> None:
    assert written(parse_expression(text)) == text
