"""The mistakes that are made, and where none are."""

import ast

import pytest
from mutation.mutators import mutants


def becomes(source: str) -> list[str]:
    return [mutant.becomes for mutant in mutants(source)]


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("a == b", ["(a != b)"]),
        ("a < b <= c", ["(a <= b <= c)", "(a < b < c)"]),
        ("a is not b", ["(a is b)"]),
        ("a in b", ["(a not in b)"]),
        ("a and b", ["(a or b)"]),
        ("x = not a", ["x = a"]),
        ("x = a + b", ["x = (a - b)"]),
        ("x = a | b", ["x = (a & b)"]),
        ("x = True", ["x = False"]),
        ("x = 3", ["x = 4"]),
        ("x = 'é' + y", ["x = ('é' - y)", "x = '' + y"]),
        ("x = f(a, b)", ["x = f(b, a)"]),
        ("x = f(a, a)", []),
        ("x = min(a, b)", []),
        ("x = f(*a, b)", []),
        ("x = f(a)", []),
        ("x = a if b else c", ["x = a if (not b) else c"]),
        ("x = a if b == c else d", ["x = a if (b != c) else d"]),
    ],
)
def test_an_expression_becomes_another(source: str, wrong: list[str]) -> None:
    assert [one for one in becomes(source) if one != "pass"] == wrong


@pytest.mark.parametrize(
    ("statement", "wrong"),
    [
        ("return a", ["return None"]),
        ("return None", []),
        ("return True", ["return None", "return False"]),
        ("return False", ["return True"]),
        ("f()", ["pass"]),
        ("x += y", ["pass"]),
        ("raise E", ["pass"]),
        ("while a:\n  break", ["while (not a):", "continue"]),
        ("while a:\n  continue", ["while (not a):", "break"]),
        ("if a:\n  f()", ["if (not a):", "pass"]),
    ],
)
def test_a_statement_becomes_another(statement: str, wrong: list[str]) -> None:
    indented = statement.replace("\n", "\n  ")
    assert becomes(f"def f():\n  {indented}\n") == wrong


@pytest.mark.parametrize(
    "source",
    [
        '"""A docstring."""',
        "def f(a: 'int') -> 'int': ...",
        "x: TypeAlias = 'int | str'",
        "T = TypeVar('T')",
        "import os\nfrom a import b",
        "if TYPE_CHECKING:\n  f()",
        "x = f'{a == b}'",
        "x = None",
    ],
)
def test_what_means_nothing_when_the_program_runs_is_left_alone(source: str) -> None:
    assert [mutant for mutant in mutants(source) if mutant.becomes != "pass"] == []


def test_each_mutant_is_the_whole_source_with_one_mistake_in_it() -> None:
    source = 'a = "ü"\nb = [\n    1,\n    f(2),\n]\n'
    for mutant in mutants(source):
        assert ast.parse(mutant.source)
        assert source.splitlines()[mutant.number - 1].strip() == mutant.line
        assert mutant.source == source.replace(mutant.line, mutant.becomes)
    assert [mutant.number for mutant in mutants(source)] == [1, 3, 4]
