"""Files become bodies; what is no HCL is refused with its place."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podspec.impact.hcl.parse import parse, parse_expression, parse_template
from podspec.impact.hcl.syntax import Block, Body, HclError, Literal, Name, Template
from podspec.impact.hcl.write import written

GENERATED = sorted(Path(__file__).parents[4].glob("generated/*/terraform/**/*.tf"))


def test_a_file_is_attributes_and_blocks() -> None:
    body = parse(b'a = 1\nresource "x" y {\n  b = c # why\n}\n')
    inner = Body({"b": Name("c")}, ())
    assert body == Body({"a": Literal(1)}, (Block("resource", ("x", "y"), inner),))


def test_a_block_may_stand_in_one_line() -> None:
    assert parse(b"a { b = 1 }\n").blocks[0].body.attributes == {"b": Literal(1)}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"a = 1\nb =\n", "x.tf:2: expected a value, found the end of the line"),
        (b"a = 1\na = 2\n", "x.tf:2: `a` is given twice"),
        (b"a {\n  b = [1\n}\n", "x.tf:3: expected `]`, found `}`"),
        (b"a {\n", "x.tf:2: expected `ident`, found end of file"),
        (b"a = 1 b = 2\n", "x.tf:1: expected the end of the line, found `b`"),
        (b'a = "\n', "x.tf:1: this string has no end"),
        (b'a = "\\q"\n', "x.tf:1: no such escape"),
        (b"\xff", "x.tf: this file is not UTF-8"),
        (b"a = " + b"(" * 100, "x.tf:1: brackets are nested deeper than 64"),
        (b"a = " + b"-" * 100, "x.tf:1: brackets are nested deeper than 64"),
        (b'a = "%{ if b }c"\n', "x.tf:1: this text lacks a `%{ else }`"),
        (b'a = "%{ endif }"\n', "x.tf:1: this text has a `%{ endif }` in the wrong place"),
    ],
)
def test_what_is_no_hcl_is_refused_with_its_place(text: bytes, message: str) -> None:
    with pytest.raises(HclError) as caught:
        parse(text, "x.tf")
    assert str(caught.value).startswith(message)


@given(st.text(st.sampled_from('ab={}[]()"$%~\n.*?:<-,1 \t#/\\forin'), max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        parse(text.encode())
    except HclError as error:
        assert error.line > 0  # noqa: PT017  # refusing is one of two right answers


def test_the_text_of_a_file_is_a_template() -> None:
    assert parse_template("a ${b}\n") == Template((Literal("a "), Name("b"), Literal("\n")))
    assert parse_template("plain") == Template((Literal("plain"),))


def test_there_is_generated_terraform_to_read() -> None:
    assert len(GENERATED) > 100


@pytest.mark.parametrize("path", GENERATED[::7], ids=lambda path: "/".join(path.parts[-4:]))
def test_every_expression_that_is_written_reads_the_same(path: Path) -> None:
    waiting = [parse(path.read_bytes(), path.name)]
    while waiting:
        body = waiting.pop()
        waiting += [block.body for block in body.blocks]
        for node in body.attributes.values():
            assert parse_expression(written(node)) == node
