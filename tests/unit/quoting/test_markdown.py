"""A Markdown reader shows what was written, and nothing of it becomes markup."""

import itertools
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from podspec.quoting.markdown import markdown, markdown_code

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
HOSTILE = "*_`~<>[]()!|\\#&;$+-=:.1a \n"
TEXT = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cf", "Cn", "Zl", "Zp"]) | st.sampled_from(HOSTILE))
MARKS = [
    "**",
    "__",
    "~~~",
    "```",
    "<b>",
    "<!--",
    "](",
    "[x]: y",
    "&amp;",
    "&#42;",
    "---",
    "===",
    "# ",
    "1. ",
    "- ",
]
PIECES = [*MARKS, "|", "a", "a_b", "\n", " ", "    ", "\\", "<http://x>", "![", "</td>", "| - |", "$$", ":-:"]
WORDS = st.lists(st.sampled_from(PIECES), max_size=6).map("".join)

# Where templates put values: (Markdown before, after, HTML before, after).
PLACES = {
    "paragraph": ("", "", "<p>", "</p>\n"),
    "middle": ("see ", " there", "<p>see ", " there</p>\n"),
    "second line": ("first\n", "", "<p>first\n", "</p>\n"),
    "heading": ("## ", "", "<h2>", "</h2>\n"),
    "list": ("- ", "", "<ul>\n<li>", "</li>\n</ul>\n"),
    "strong": ("**x ", " y**", "<p><strong>x ", " y</strong></p>\n"),
    "cell": (
        "| a | b |\n|---|---|\n| ",
        " | z |",
        "<table>\n<thead>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n</thead>\n<tbody>\n<tr>\n<td>",
        "</td>\n<td>z</td>\n</tr>\n</tbody>\n</table>\n",
    ),
}


def _shown(text: str) -> str:
    return escape(" ".join(text.split()))


def _is_shown_everywhere(text: str) -> None:
    for before, after, html_before, html_after in PLACES.values():
        html = READER.render(before + markdown(text) + after).replace("&#x27;", "'")
        assert html == (html_before + _shown(text) + html_after).replace("&#x27;", "'")


@given(TEXT.filter(str.strip) | WORDS.filter(str.strip))
def test_any_text_is_shown_as_itself(text: str) -> None:
    _is_shown_everywhere(text)


def test_every_short_word_of_hostile_characters_is_shown_as_itself() -> None:
    words = ["".join(word) for word in itertools.product(HOSTILE, repeat=2)]
    for word in filter(str.strip, words):
        _is_shown_everywhere(word)
        _is_shown_everywhere(f"a{word}a {word} b")


def test_emphasis_is_possible_at_all() -> None:
    # Without this, a reader that never makes markup would make the tests above pass.
    assert READER.render("*a* ~~b~~ <b>") == "<p><em>a</em> <s>b</s> <b></p>\n"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("LOG_LEVEL is info.", "LOG_LEVEL is info."),
        ("R&D <team>", "R&amp;D &lt;team&gt;"),
        ("a | b \\", "a &#124; b &#92;"),
        ("costs $5", "costs &#36;5"),
        ("_a_ b_c", "\\_a\\_ b_c"),
        ("1. one", "1\\. one"),
        ("- one", "\\- one"),
        ("C# is # #", "C# is # \\#"),
        ("see #12 of @acme/x", "see #12 of @acme/x"),
        (" a\n\n\tb\u202e\x00c ", "a b c"),
        ("", ""),
    ],
)
def test_text_stays_legible_in_the_source(text: str, source: str) -> None:
    assert markdown(text) == source


@given(TEXT | WORDS)
def test_any_text_is_shown_as_code(text: str) -> None:
    for before, after, html_before, html_after in PLACES.values():
        html = READER.render(before + "x " + markdown_code(text) + " y" + after).replace("&#x27;", "'")
        code = f"x <code>{_shown(text)}</code> y"
        assert html == (html_before + code + html_after).replace("&#x27;", "'")


def test_code_is_a_span_where_one_can_hold_it() -> None:
    assert markdown_code("a_b") == "`a_b`"
    assert markdown_code("a|b") == "<code>a&#124;b</code>"
    assert markdown_code("a`b") == "<code>a\\`b</code>"
