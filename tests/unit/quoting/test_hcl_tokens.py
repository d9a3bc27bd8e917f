"""The scanner cuts text where HCL does, and says where it cannot."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podspec.quoting.hcl_tokens import DEPTH, scan


def _kinds(text: str) -> list[str]:
    return [kind for kind, _ in scan(text)[0]]


def _texts(text: str) -> list[str]:
    return [piece for _, piece in scan(text)[0]]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("a-b = 1.5e-3", ["a-b", "=", "1.5e-3"]),
        ("a.0.b", ["a", ".", "0", ".", "b"]),
        ("x==y=>z", ["x", "==", "y", "=>", "z"]),
        ("f(a...)", ["f", "(", "a", "...", ")"]),
        ('"a${b}c"', ['"', "a", "${", "b", "}", "c", '"']),
        ('"$${a} %%{b} $ % \\""', ['"$${a} %%{b} $ % \\""']),
        ('"${ {a = {}} }"', ['"', "${", "{", "a", "=", "{", "}", "}", "}", '"']),
        ('"${f("${x}")}"', ['"', "${", "f", "(", '"', "${", "x", "}", '"', ")", "}", '"']),
        ('"${ {~} }"', ['"', "${", "{", "~}", "}", '"']),
        ('"%{~ if x ~}"', ['"', "%{~", "if", "x", "~}", '"']),
        ("a # b\nc", ["a", "# b\n", "c"]),
        ("a /* b\nc */ d", ["a", "/* b\nc */", "d"]),
        ("<<A\nA\n", ["<<A\n", "A", "\n"]),
        ("<<A\n${x}A\nA\n", ["<<A\n", "${", "x", "}", "A\n", "A", "\n"]),
        ("<<A\nx${y}\nA\n", ["<<A\n", "x", "${", "y", "}", "\n", "A", "\n"]),
        ("<<-A\n  x\n  A\n", ["<<-A\n", "  x\n", "  A", "\n"]),
    ],
)
def test_text_is_cut_into_these_pieces(text: str, pieces: list[str]) -> None:
    assert _texts(text) == pieces


def test_each_piece_knows_its_kind() -> None:
    quoted = ["open_quote", "literal", "open_template", "ident", "close_template", "close_quote", "block_comment"]
    assert _kinds('a=1 "b" # c\n') == ["ident", "=", "number", "string", "line_comment"]
    assert _kinds('"a${b}" /* c */\n') == [*quoted, "newline"]
    assert _kinds("<<A\nb\nA\n") == ["open_heredoc", "literal", "close_heredoc", "newline"]


@pytest.mark.parametrize(("opening", "closing"), ["()", "[]", "{}", ('"${', '}"'), ('"%{~', '~}"')])
def test_what_a_bracket_opens_another_one_closes(opening: str, closing: str) -> None:
    depths = [DEPTH.get(kind, 0) for kind in _kinds(f"{opening}a{closing}")]
    assert [depth for depth in depths if depth] == [1, -1]


def test_a_closing_brace_closes_whatever_is_open() -> None:
    assert _kinds('{"${{}}"}')[-5:] == ["{", "}", "close_template", "close_quote", "}"]


def test_blanks_at_the_end_are_handed_back() -> None:
    assert scan("a\n  \t") == ([("ident", "a"), ("newline", "\n")], "  \t")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('a = 1\nb = "x\n', "line 2: this string has no end"),
        ('\n\na = "${b\n', "line 3: this interpolation has no end"),
        ("a = <<EOT\nx\n", "line 1: this heredoc has no closing EOT"),
        ("a = <<EOT\nEOT", "line 1: this heredoc has no closing EOT"),
        ("a\n  = ;", "line 2: unexpected ';'"),
        ("a\n;\n", "line 2: unexpected ';'"),
        ("a = 1\n/* b\n", "line 2: this comment has no end"),
    ],
)
def test_text_that_cannot_be_cut_is_refused_with_its_line(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        scan(text)


@given(
    st.lists(st.sampled_from(['"', "${", "}", "{", "%{", "<<A\n", "A\n", "\n", "$", "\\", "a", "#", "/*", "*/"]))
)
def test_any_mixture_of_marks_is_cut_or_refused(marks: list[str]) -> None:
    text = "".join(marks)
    try:
        tokens, blanks = scan(text)
    except ValueError as error:
        assert str(error).startswith("line ")  # noqa: PT017  # refusing is one of two right answers
    else:
        assert "".join(piece for _, piece in tokens) + blanks == text


def test_hostile_text_takes_no_more_than_linear_time() -> None:
    shapes = ['"' + "a" * 200_000, '"' + "$" * 200_000, "/*" * 100_000, "<<A\n" + "%\n" * 100_000, " \t" * 100_000]
    start = time.process_time()
    for shape in shapes:
        try:
            scan(shape)
        except ValueError:
            continue
    assert time.process_time() - start < 5
