"""Templates: escapes, strip marks, directives, heredocs."""

import pytest

from podspec.impact.hcl.evaluate import Scope, evaluate
from podspec.impact.hcl.parse import parse_expression

SCOPE = Scope(lambda name: {"x": "X", "yes": True, "items": ["1", "2"]}[name])


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"a\n\t\"\\ \u00e9 \U0001F600"', 'a\n\t"\\ é 😀'),
        ('"$${x} %%{x} $x 5%"', "${x} %{x} $x 5%"),
        ('"a ${~ x ~} b"', "aXb"),
        ('"${x}"', "X"),
        ('"%{ if yes }${x}%{ else }no%{ endif }"', "X"),
        ('"%{ if !yes }a%{ endif }"', ""),
        ('"%{ for i in items }<${i}>%{ endfor }"', "<1><2>"),
        ("<<A\n  a ${x}\n b\nA\n", "  a X\n b\n"),
        ("<<-A\n    a\n\n      ${x}\n    A\n", "a\n\n  X\n"),
        ("<<-A\n  a ${x}  b\n  A\n", "a X  b\n"),
        ("<<A\n\\n$${x}\nA\n", "\\n${x}\n"),
    ],
)
def test_a_template_is_this_text(text: str, value: str) -> None:
    assert evaluate(parse_expression(text), SCOPE) == value
