"""Collections in lines: where a piece begins and ends, and what stands around it."""

import pytest

from podspec.authoring.block import added, pieces, step, taken
from podspec.authoring.document import Document, read_document
from podspec.model.source import Mapping, Sequence


def document(text: str) -> Document:
    found = read_document(text.encode(), "service.yaml")
    assert found.value is not None
    return found.value


def test_a_piece_is_its_lines_with_the_comments_that_stand_deeper() -> None:
    made = document(
        "a:\n  b: 1 # one\n    # deep\n  # about c\n  c:\n    d: 2\n\n    # deep, too\n# about e\ne: 3\n"
    )
    node = made.tree.entries["a"].value
    assert isinstance(node, Mapping)
    assert [made.text[one.start : one.end] for one in pieces(made, node)] == [
        "b: 1 # one\n    # deep",
        "c:\n    d: 2\n\n    # deep, too",
    ]


def test_an_item_begins_with_its_dash_wherever_that_stands() -> None:
    made = document("a:\n-\n  # c\n  b: 1\n- - x\n  - y\n-   z\n")
    node = made.tree.entries["a"].value
    assert isinstance(node, Sequence)
    assert [made.text[one.start : one.end] for one in pieces(made, node)] == [
        "-\n  # c\n  b: 1",
        "- - x\n  - y",
        "-   z",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 1\n", 2),
        ("a:\n  b: 1\n", 2),
        ("a:\n    b:\n        c: 1\n", 4),
        ("a: {b: 1}\n", 2),
        ("a:\n   b: 1\n", 3),
    ],
)
def test_a_new_block_stands_as_deep_as_the_others(text: str, expected: int) -> None:
    assert step(document(text)) == expected


def test_root_entries_keep_the_blank_line_between_them() -> None:
    made = document("# top\na: 1\n\nb: 2\n\nc: 3\n")
    for index, expected in {
        0: "# top\nx: 9\na: 1\n\nb: 2\n\nc: 3\n",
        1: "# top\na: 1\n\nx: 9\n\nb: 2\n\nc: 3\n",
        3: "# top\na: 1\n\nb: 2\n\nc: 3\n\nx: 9\n",
    }.items():
        after = made.spliced(added(made, made.tree, index, ["x: 9"], is_root=True))
        assert after.text == expected
        assert after.spliced(taken(after, after.tree, index, with_comments=False)).text == made.text


def test_the_last_comment_of_a_block_is_a_field_that_waits() -> None:
    made = document("a:\n  b: 1\n  # c: 2\nd: 3\n")
    node = made.tree.entries["a"].value
    assert isinstance(node, Mapping)
    assert (
        made.spliced(added(made, node, 1, ["  x: 9"], is_root=False)).text
        == "a:\n  b: 1\n  # c: 2\n  x: 9\nd: 3\n"
    )
