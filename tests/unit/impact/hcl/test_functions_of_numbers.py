"""Functions of numbers and of addresses."""

import pytest

from podspec.impact.hcl.functions_of_numbers import FUNCTIONS


@pytest.mark.parametrize(
    ("name", "arguments", "result"),
    [
        ("ceil", [1.2], 2),
        ("floor", ["1.8"], 1),
        ("max", [1, 3, 2], 3),
        ("min", [1, 0.5], 0.5),
        ("sum", [[0.1, 0.2]], 0.3),
        ("abs", [-2], 2),
        ("signum", [-2], -1),
        ("pow", [2, 3], 8),
        ("parseint", ["ff", 16], 255),
        ("tonumber", ["5"], 5),
        ("cidrsubnet", ["10.0.0.0/16", 8, 2], "10.0.2.0/24"),
        ("cidrsubnets", ["10.0.0.0/16", 4, 8, 4], ["10.0.0.0/20", "10.0.16.0/24", "10.0.32.0/20"]),
        ("cidrhost", ["10.0.0.0/24", 5], "10.0.0.5"),
        ("cidrhost", ["10.0.0.0/24", -1], "10.0.0.255"),
        ("cidrnetmask", ["172.16.0.0/12"], "255.240.0.0"),
    ],
)
def test_what_a_function_gives(name: str, arguments: list[object], result: object) -> None:
    assert FUNCTIONS[name](*arguments) == result


@pytest.mark.parametrize(
    ("name", "arguments"), [("sum", [[]]), ("cidrnetmask", ["10.0.0.1"]), ("cidrsubnet", ["10.0.0.0/30", 4, 0])]
)
def test_what_makes_no_sense_is_refused(name: str, arguments: list[object]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        FUNCTIONS[name](*arguments)
