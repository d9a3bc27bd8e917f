"""JSON is what it says, to the character, and nothing that anybody else obeys."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st
from runner import command

from podspec.reporters.as_json import as_json

TEXTS = st.text(st.characters() | st.sampled_from('#[]:\\"\x1b\u202e\u2028\x7f\x9b\ud800'))


@given(st.recursive(TEXTS, lambda inside: st.lists(inside) | st.dictionaries(TEXTS, inside)))
def test_a_reader_gets_what_was_written(document: object) -> None:
    assert json.loads(as_json(document)) == document
    assert json.loads(as_json(document, indent=None)) == document


@given(TEXTS)
def test_no_terminal_and_no_log_obeys_it(text: str) -> None:
    shown = as_json({text: text})
    assert not re.search(
        "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", shown
    )
    assert [line for line in shown.split("\n") if command(line)] == []


def test_other_characters_stay_as_they_are() -> None:
    assert as_json(["é 東 🚀 # a"], indent=None) == '["é 東 🚀 # a"]\n'
    assert as_json("##[error]x", indent=None) == '"#\\u0023[error]x"\n'
