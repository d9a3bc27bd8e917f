"""A link leads where it says, whatever the address looks like."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from podspec.quoting.markdown_link import markdown_link

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
TEXT = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("()<>[]\\ \n\t|*_`&;!\"'$~#?%"))


@given(TEXT)
def test_one_link_comes_about_and_nothing_else(text: str) -> None:
    address = f"../{text}"
    for before, after in (("", ""), ("| a |\n|---|\n| ", " |"), ("- **x** ", " y")):
        tokens = [
            token
            for block in READER.parse(f"{before}[x]({markdown_link(address)}){after}")
            for token in block.children or []
        ]
        (link,) = [token for token in tokens if token.type == "link_open"]
        assert unquote(str(link.attrs["href"])) == unquote(address)
        assert {token.type for token in tokens} <= {
            "text",
            "link_open",
            "link_close",
            "strong_open",
            "strong_close",
        }


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("../../specs/a-b_c/service.yaml", "../../specs/a-b_c/service.yaml"),
        ("a b(c).md", "a%20b%28c%29.md"),
        ("a%20b", "a%20b"),
        ("https://x.example/?a=1&b=2#c/d", "https://x.example/?a=1&amp;b=2#c/d"),
        ("http://x.example/", "http://x.example/"),
        ("../é|", "../%C3%A9%7C"),
    ],
)
def test_what_an_address_may_hold_stays(address: str, written: str) -> None:
    assert markdown_link(address) == written


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "JavaScript:x", "mailto:a@b.c"])
def test_a_page_leads_nowhere_else(address: str) -> None:
    with pytest.raises(ValueError, match="may lead to"):
        markdown_link(address)


def test_what_no_file_can_carry_is_refused() -> None:
    with pytest.raises(ValueError, match="surrogate"):
        markdown_link("\ud800")
