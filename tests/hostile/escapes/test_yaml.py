"""What YAML's filter writes is the same text to readers of YAML 1.1 and 1.2, wherever a template puts it."""

from __future__ import annotations

from typing import Any

import pytest
import ruamel.yaml
import yaml as pyyaml
from figures.figure import figure
from hostile.escapes.amounts import STRINGS
from hostile.escapes.strings import strings

from podspec.quoting.comment import comment
from podspec.quoting.json_text import json
from podspec.quoting.yaml import yaml

#: Characters of the longest key, with room for its escapes: each character takes ten at most.
_KEY = 99
#: The slow reader, which is made of Python alone and knows YAML 1.2 best, gets one of so many.
_SLOW = 10


def _document(texts: list[str]) -> str:
    """A text as a value, an entry, a key, an entry of a list on one line, and JSON inside of a value."""
    lines = ["values:"]
    for number, text in enumerate(texts):
        lines.append(f"  v{number}: {yaml(text)} # {comment(text)}")
        lines.append(f"  l{number}: {yaml([text, {text[:_KEY]: text}])}")
        lines.append(f"  j{number}: {yaml(json(text))}")
    return "\n".join([*lines, "entries:", *(f"  - {yaml(text)}" for text in texts), ""])


def _expected(texts: list[str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for number, text in enumerate(texts):
        values |= {f"v{number}": text, f"l{number}": [text, {text[:_KEY]: text}], f"j{number}": json(text)}
    return {"values": values, "entries": texts}


@pytest.mark.parametrize("count", STRINGS)
def test_both_kinds_of_reader_read_back_whatever_a_value_says(count: int) -> None:
    texts = [text.replace("${{", "$ {{") for text in strings("yaml", count)]
    document = _document(texts)
    assert pyyaml.load(document, pyyaml.CSafeLoader) == _expected(texts)
    assert ruamel.yaml.YAML(typ="safe").load(document) == _expected(texts)
    few = texts[::_SLOW]
    assert ruamel.yaml.YAML(typ="safe", pure=True).load(_document(few)) == _expected(few)
    figure(f"YAML: {count:,} strings in five places each, by libyaml, ruamel and, one in ten, pure Python")


def test_an_expression_of_github_is_refused_wherever_it_stands() -> None:
    found = [text for text in strings("hcl", 3_000) if "${" in text]
    assert len(found) > 500
    for text in found:
        with pytest.raises(ValueError, match="GitHub"):
            yaml([{"a": text.replace("${", "${{")}])
