"""Nested blocks are lists, and dynamic ones are written out."""

from terraform_trees import read

from podspec.impact.hcl.values import Expression, Value


def _attributes(body: str) -> dict[str, Value]:
    return read(f'variable "x" {{}}\nresource "aws_x" "y" {{\n{body}\n}}')["aws_x.y"].attributes


def test_what_terraform_keeps_for_itself_and_what_is_null_is_no_attribute() -> None:
    assert _attributes("a = 1\nb = null\ndepends_on = []\nlifecycle {\n prevent_destroy = true\n}") == {"a": 1}


def test_blocks_of_one_type_are_a_list() -> None:
    assert _attributes("c {\n a = 1\n}\nc {\n d {}\n}") == {"c": [{"a": 1}, {"d": [{}]}]}


def test_a_dynamic_block_is_as_many_as_it_makes() -> None:
    body = 'c {\n a = "first"\n}\ndynamic "c" {\n for_each = { z = 2, y = 1 }\n'
    body += ' content {\n a = "${c.key}${c.value}"\n}\n}'
    assert _attributes(body) == {"c": [{"a": "first"}, {"a": "y1"}, {"a": "z2"}]}


def test_a_dynamic_block_may_name_what_it_goes_through() -> None:
    body = 'dynamic "c" {\n for_each = ["p"]\n iterator = it\n content {\n a = it.value\n b = it.key\n}\n}'
    assert _attributes(body) == {"c": [{"a": "p", "b": "p"}]}


def test_of_an_unknown_number_of_blocks_one_stands_for_all() -> None:
    body = 'dynamic "c" {\n for_each = var.x\n content {\n a = c.value\n}\n}'
    assert _attributes(body) == {"c": [Expression("[for c in var.x : {a = c.value}]")]}
