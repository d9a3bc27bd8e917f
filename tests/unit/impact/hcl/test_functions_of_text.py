"""Functions of text give what Terraform's console gives."""

import time

import pytest

from podspec.impact.hcl.functions_of_text import FUNCTIONS, encoded, formatted


@pytest.mark.parametrize(
    ("name", "arguments", "result"),
    [
        ("split", [",", "a,b"], ["a", "b"]),
        ("substr", ["hello", 1, 3], "ell"),
        ("substr", ["hello", -2, -1], "lo"),
        ("regex", ["[a-z]+", "53ab"], "ab"),
        ("regex", ["(\\d)(\\d)", "53ab"], ["5", "3"]),
        ("regex", ["(?P<n>\\d)", "5"], {"n": "5"}),
        ("regexall", ["\\d", "5a3"], ["5", "3"]),
        ("replace", ["1 + 2", "+", "-"], "1 - 2"),
        ("replace", ["a1", "/[0-9]/", "x"], "ax"),
        ("trimprefix", ["https://a", "https://"], "a"),
        ("title", ["hello world"], "Hello World"),
        ("base64encode", ["a"], "YQ=="),
        ("sha256", [""], "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("jsondecode", ['{"a": [1]}'], {"a": [1]}),
        ("tostring", [True], "true"),
        ("tobool", ["false"], False),
        ("basename", ["a/b.txt"], "b.txt"),
        ("dirname", ["a/b.txt"], "a"),
        ("indent", [2, "a\nb"], "a\n  b"),
        ("urlencode", ["a b/"], "a+b%2F"),
        ("formatlist", ["<%s>", ["a", "b"]], ["<a>", "<b>"]),
    ],
)
def test_what_a_function_gives(name: str, arguments: list[object], result: object) -> None:
    assert FUNCTIONS[name](*arguments) == result


def test_json_has_its_keys_in_order_and_no_html() -> None:
    assert encoded({"b": "<&>", "a": [1, None, True]}) == '{"a":[1,null,true],"b":"\\u003c\\u0026\\u003e"}'


def test_formats() -> None:
    assert formatted("%s %05.1f %q %t %%", "a", 2.25, "b", True) == 'a 002.2 "b" true %'  # noqa: FBT003
    with pytest.raises(ValueError, match="too few"):
        formatted("%s")
    with pytest.raises(ValueError, match="too many"):
        formatted("", "a")


def test_no_pattern_takes_for_ever() -> None:
    start = time.perf_counter()
    with pytest.raises(ValueError, match="not tried"):
        FUNCTIONS["regex"]("(a+)+$", "a" * 40 + "b")
    assert time.perf_counter() - start < 1
