"""The text of a spec beside its tree: offsets in the text as it is, and splices."""

import pytest

from podspec.authoring.document import Document, LayoutError, Splice, read_document
from podspec.model.source import Mapping, Node, Scalar
from podspec.pipeline.tree_edit import node_of


def document(text: str) -> Document:
    found = read_document(text.encode(), "service.yaml")
    assert found.value is not None
    return found.value


def value(of: Document, key: str) -> Node:
    return of.tree.entries[key].value


@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("last", ["", "\n"])
def test_offsets_count_in_the_text_as_it_is(mark: str, newline: str, last: str) -> None:
    lines = ["a: é1 # one", "b:", "  c: [x,", "   y]", "d: |", "  text", "", "# end", "e: last"]
    made = document(mark + newline.join(lines) + last.replace("\n", newline))
    for key, text in {"a": "é1", "d": f"|{newline}  text", "e": "last"}.items():
        node = value(made, key)
        assert made.text[made.start(node) : made.end(node)] == text
    block = value(made, "b")
    assert made.text[made.start(block) : made.end(block)] == f"c: [x,{newline}   y]"
    assert made.data.decode() == made.text


def test_a_block_scalar_that_keeps_its_blank_lines_ends_behind_them() -> None:
    made = document("a: |+\n  x\n\nb: 1\n")
    assert made.text[made.end(value(made, "a")) :] == "\nb: 1\n"


def test_a_splice_speaks_in_the_line_endings_of_its_text() -> None:
    made = document("a: 1\r\nb: 2\r\n").spliced(Splice(4, 4, "\nc: 3"))
    assert made.text == "a: 1\r\nc: 3\r\nb: 2\r\n"
    assert made.tree.plain() == {"a": 1, "c": 3, "b": 2}


def test_splices_do_not_move_each_other() -> None:
    assert document("a: 1\nb: 2\n").spliced(Splice(3, 4, "10"), Splice(8, 9, "20")).text == "a: 10\nb: 20\n"


def test_text_that_would_be_no_yaml_is_refused_with_its_line() -> None:
    with pytest.raises(LayoutError, match=r"line 2 .* by hand") as caught:
        document("a: 1\nb: 2\n").spliced(Splice(8, 9, "[1"))
    assert caught.value.line == 2


@pytest.mark.parametrize("text", ["", "a: [", "- a\n", "a: &x 1\n", "a: 1\na: 2\n", "\udcff"])
def test_what_is_no_spec_has_findings_instead(text: str) -> None:
    found = read_document(text.encode(errors="surrogateescape"), "service.yaml")
    assert found.value is None
    assert found.diagnostics


def test_brackets_tell_flow_from_blocks() -> None:
    made = document('a: {}\nb: [1]\nc:\n- 1\nd: "[x]"\n')
    assert [key for key in made.tree.entries if made.is_flow(value(made, key))] == ["a", "b"]


def test_a_line_that_begins_below_another_has_its_indent() -> None:
    made = document("a:\n- b: 1\n")
    item = value(made, "a")
    assert made.indent(made.start(item)) == ""
    assert made.indent(made.text.index("b")) == "  "
    assert isinstance(node_of({"a": 1}), Mapping)
    assert isinstance(node_of(1), Scalar)
