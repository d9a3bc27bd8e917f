"""What Mermaid's filter writes is one string to Mermaid's own lexer, and shows the text that it was given."""

from __future__ import annotations

import re

import pytest
from figures.figure import figure
from hostile.escapes.amounts import STRINGS
from hostile.escapes.strings import strings

from podspec.quoting.mermaid import mermaid
from podspec.quoting.plain import one_line

# The rules that may apply to a line of an architecture page, in their order: the first that fits is taken, not the
# longest. Source: mermaid-js/mermaid, packages/mermaid/src/diagrams/flowchart/parser/flow.jison (read 2026-11).
_RULES = re.compile(
    r"""(?P<markdown>"`) | "(?P<string>[^"]+)" | (?P<subgraph>subgraph) | (?P<end>end\b)
    | (?P<direction>.*direction\s+(?:TB|BT|RL|LR)[^\n]*)
    | \s*(?P<link>--+[->])\s* | \s*(?P<start>--)\s* | (?P<bracket>[][()]) | (?P<name>[A-Za-z0-9_]+) | (?P<blank>\s)
    | (?P<other>.)""",
    re.VERBOSE,
)
#: What is looked for in the whole text before: directives and comments, and styles, whose last `;` is taken away.
_BEFORE = re.compile(r"%%|style.*:\S*#.*;|classDef.*:\S*#.*;")
_ENTITY = re.compile(r"#([0-9]+);")


def _tokens(line: str) -> list[tuple[str, str]]:
    found = ((match.lastgroup or "", match[match.lastgroup or 0]) for match in _RULES.finditer(line))
    return [(kind, said) for kind, said in found if kind != "blank"]


@pytest.mark.parametrize("count", STRINGS)
def test_a_label_is_one_string_that_shows_whatever_a_value_says(count: int) -> None:
    for text in strings("mermaid", count):
        label = mermaid(text)
        line = f"  subgraph a_[{label}]\n    b[{label}] -- {label} --> c[({label})]\n  end\n"
        assert not _BEFORE.search(line)
        tokens = _tokens(line)
        labels = [said for kind, said in tokens if kind == "string"]
        assert [_ENTITY.sub(lambda found: chr(int(found[1])), one).strip() for one in labels] == [
            one_line(text)
        ] * 4
        assert [said for kind, said in tokens if kind != "string"] == [
            "subgraph",
            "a_",
            "[",
            "]",
            "b",
            "[",
            "]",
            "--",
            "-->",
            "c",
            "[",
            "(",
            ")",
            "]",
            "end",
        ]
    figure(f"Mermaid: {count:,} strings as titles, labels of nodes and labels of arrows")


@pytest.mark.parametrize("label", ['"a"]; click b"', '"`a`"', '"a direction TB"', '"a\\" b"'])
def test_the_lexer_would_notice(label: str) -> None:
    tokens = _tokens(f'    b[{label}] --> c["x"]\n')
    node = ["name", "bracket", "string", "bracket"]
    assert [kind for kind, _ in tokens] != [*node, "link", *node]
