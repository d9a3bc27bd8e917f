"""Readers of XML and HTML read back what the filter writes."""

import html
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podspec.quoting.xml_text import xml

# Whatever XML 1.0 can express.
TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff").filter(
        lambda character: character >= " " or character in "\t\n\r"
    )
    | st.sampled_from("<>&\"'\r\n\t;#x]")
)


@given(TEXT)
def test_xml_reads_back_text_and_attributes(text: str) -> None:
    element = ET.fromstring(f"<a b=\"{xml(text)}\" c='{xml(text)}'>{xml(text)}</a>")  # noqa: S314  # our text
    assert [element.get("b"), element.get("c"), element.text or "", list(element)] == [text, text, text, []]


@given(TEXT)
def test_html_reads_back_text(text: str) -> None:
    assert html.unescape(xml(text)) == text


def test_marks_are_escaped_and_all_else_stays() -> None:
    assert xml("<a b='c'> & \"é\"\n") == "&lt;a b=&#39;c&#39;&gt; &amp; &quot;é&quot;&#10;"


@pytest.mark.parametrize("text", ["\0", "a\x1b", "\ufffe", "\udfff"])
def test_what_xml_cannot_express_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"cannot express|surrogate"):
        xml(text)
