"""A label of Mermaid is one string of its grammar, and shows what was written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from podspec.quoting.mermaid import mermaid
from podspec.quoting.plain import one_line

TEXT = st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from('"#`%<>&;\\{}[]|~ﬂ¶s'))
#: What Mermaid looks for before its grammar, wherever it stands in a line: directives, styles, directions.
_SEEN_FIRST = re.compile(r"%%|style.*:|classDef.*:|direction\s|fa[a-z]?:fa-")


@given(TEXT)
def test_a_label_is_one_string_that_shows_the_text(text: str) -> None:
    label = mermaid(text)
    assert (label[0], label[-1]) == ('"', '"')
    assert not set(label[1:-1]) & set('"`<>&\\{}[]|\n')
    shown = re.sub(r"#([0-9]+);", lambda found: chr(int(found[1])), label[1:-1])
    assert shown.strip() == one_line(text)


@pytest.mark.parametrize(
    "text", ["%%{init: {}}%%", "style x: #f9f;", "classDef a: #b;", "a direction TB", "fa:fa-car", "fas:fa-x"]
)
def test_nothing_in_it_is_read_before_the_grammar(text: str) -> None:
    assert _SEEN_FIRST.search(text)
    assert not _SEEN_FIRST.search(mermaid(text))


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("prod, account 222222222222", '"prod, account 222222222222"'),
        ("10 → 100 %", '"10 → 100 %"'),
        ("100 %%", '"100 #37;%"'),
        ('say "hi"; #1', '"say #34;hi#34;#59; #35;1"'),
        ("a\n\tb", '"a b"'),
        ("", '" "'),
    ],
)
def test_only_what_is_active_changes(text: str, label: str) -> None:
    assert mermaid(text) == label
