"""Text in a comment stays in it, as the readers of each language see it."""

import itertools
import subprocess
from xml.etree import ElementTree as ET

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from podspec.quoting.comment import comment
from podspec.quoting.hcl_tokens import scan

HOSTILE = "->!*/#\\\n\r\u2028\u0085$%{}'\"` a"
TEXT = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(HOSTILE))
WORDS = ["".join(word) for size in (1, 2, 3) for word in itertools.product(HOSTILE, repeat=size)]


@given(TEXT)
def test_hcl_ends_no_comment_early(text: str) -> None:
    line, block = f"# {comment(text)}\n", f"/* {comment(text)} */"
    assert scan(line + block)[0] == [("line_comment", line), ("block_comment", block)]


@settings(deadline=None)
@given(TEXT)
def test_yaml_ends_no_comment_early(text: str) -> None:
    assert yaml.safe_load(f"# {comment(text)}\na: 1 # {comment(text)}\n") == {"a": 1}


@given(TEXT)
def test_xml_ends_no_comment_early(text: str) -> None:
    element = ET.fromstring(f"<a><!-- {comment(text)} --><b/></a>")  # noqa: S314  # our own text
    assert [child.tag for child in element] == ["b"]


@given(TEXT)
def test_markdown_ends_no_comment_early(text: str) -> None:
    source = f"<!-- {comment(text)} -->\n"
    assert MarkdownIt("commonmark").render(source + "\na\n") == source + "<p>a</p>\n"


def test_a_shell_ends_no_comment_early() -> None:
    script = "".join(f"# {comment(word)}\nprintf x # {comment(word)}\n" for word in WORDS)
    done = subprocess.run(["sh"], input=script.encode(), capture_output=True, check=True)
    assert len(WORDS) > 5_000
    assert (done.stdout, done.stderr) == (b"x" * len(WORDS), b"")


@given(TEXT)
def test_nothing_in_it_starts_an_interpolation(text: str) -> None:
    assert not {"${", "%{", "--", "*/", "\n"} & {"".join(pair) for pair in itertools.pairwise(comment(text))}
    assert "\n" not in comment(text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("plain text, 50% of $5", "plain text, 50% of $5"),
        (" a\n\tb\u202e\x1bc ", "a b c"),
        ("a --> b */ c", "a - -> b * / c"),
        ("${{ x }} %{y}", "$ {{ x }} % {y}"),
        ("-----", "- - - - -"),
        ("👩\u200d👧", "👩\u200d👧"),
    ],
)
def test_only_what_is_active_changes(text: str, line: str) -> None:
    assert comment(text) == line
