"""Blocks and arguments of HCL, with their places."""

from pathlib import Path

import pytest

from podspec.quoting.hcl_blocks import Argument, Block, blocks

ROOT = Path(__file__).parents[3]
MODULES = sorted((ROOT / "generated" / "podinfo" / "terraform").rglob("*.tf"))

TEXT = """\
# a comment
resource "aws_lb" "this" { # why
  name = "${var.name}-lb" // trailing
  tags = { a = 1, "b c" = "}" }

  access_logs {
    bucket = join("-", [
      "a", # one
      "b",
    ])
  }

  text = <<-EOT
    not = an argument
    }
  EOT
}

locals { one = 1 }
"""


def sole(text: str) -> Argument:
    (block,) = blocks(f"a {{\n  x = {text}\n}}\n")
    return block.arguments["x"]


def value(text: str, argument: Argument) -> str:
    start, end = argument.place
    return text[start:end]


def test_blocks_have_their_labels_arguments_and_blocks() -> None:
    resource, constants = blocks(TEXT)
    assert (resource.kind, resource.labels) == ("resource", ("aws_lb", "this"))
    assert list(resource.arguments) == ["name", "tags", "text"]
    assert [one.kind for one in resource.blocks] == ["access_logs"]
    assert list(constants.arguments) == ["one"]


def test_a_value_is_all_of_its_expression_and_nothing_else() -> None:
    resource, constants = blocks(TEXT)
    assert value(TEXT, resource.arguments["name"]) == '"${var.name}-lb"'
    assert value(TEXT, resource.arguments["tags"]) == '{ a = 1, "b c" = "}" }'
    assert value(TEXT, resource.blocks[0].arguments["bucket"]).endswith('"b",\n    ])')
    assert value(TEXT, resource.arguments["text"]).endswith("}\n  EOT")
    assert value(TEXT, constants.arguments["one"]) == "1"


def test_braces_stand_where_a_block_says() -> None:
    for block in blocks(TEXT):
        assert (TEXT[block.opening], TEXT[block.closing]) == ("{", "}")
        assert TEXT[block.start :].startswith(block.kind)


@pytest.mark.parametrize(
    "text",
    [
        "1",
        "-1.5",
        '"a"',
        "true",
        "false",
        "null",
        "[]",
        '["a", 2]',
        "{}",
        "{ a = 1 }",
        "{ a : 1 }",
        '{ "a" : [true] }',
        '"a" # b',
    ],
)
def test_plain_data_is_a_literal(text: str) -> None:
    assert sole(text).is_literal


@pytest.mark.parametrize(
    "text",
    ["var.a", "local.a", '"${var.a}"', "[var.a]", "{ a = b }", "f(1)", "a ? 1 : 2", "[for a in b : a]", "1 + 2"],
)
def test_what_refers_or_computes_is_none(text: str) -> None:
    assert not sole(text).is_literal


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a {", "block a has no end"),
        ('a "b" {\n x = 1', "block a has no end"),
        ("a", "neither an argument nor a block begins with 'a'"),
        ("a = 1\n= 1\n", "neither an argument nor a block begins with '='"),
        ("a {\n  x =\n}\n", "argument x has no value"),
        ("x =", "argument x has no value"),
    ],
)
def test_what_is_no_body_is_refused(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=f"^{message}$"):
        blocks(text)


def test_blocks_may_share_a_line() -> None:
    assert [block.kind for block in blocks("a {} b {}")] == ["a", "b"]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT / "generated").as_posix())
def test_every_argument_of_what_podspec_generates_stands_where_it_says(path: Path) -> None:
    text = path.read_text("utf-8")
    for block in blocks(text):
        _stands(text, block)


def _stands(text: str, block: Block) -> None:
    assert text[block.start : block.opening].split(maxsplit=1)[0] == block.kind
    for name, argument in block.arguments.items():
        start, end = argument.place
        assert text[argument.start : start].replace(" ", "") == f"{name}="
        assert block.opening < start < end <= block.closing
    for one in block.blocks:
        _stands(text, one)
