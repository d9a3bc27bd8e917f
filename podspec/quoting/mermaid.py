"""Mermaid: text as a label in double quotes, of a node, a subgraph or an arrow of a flowchart.

Sources (read 2026-11): mermaid-js/mermaid, packages/mermaid/src/diagrams/flowchart/parser/flow.jison, for what
ends a string or begins another statement, and src/utils.ts, encodeEntities, for the entities: `#` and a number.
"""

import re
from typing import Final

from podspec.quoting.plain import one_line

# What could mean something: to the grammar, to Markdown or HTML in a label, to a formula, or to what Mermaid looks
# for in whole lines, strings or not: directives, styles, directions, and `fa:fa-x` for a picture. A ligature and a
# paragraph sign are what it puts in the place of entities meanwhile.
_ACTIVE: Final = re.compile(
    r"""["#`<>&;\\$*|{}\[\]^!?~\ufb02\u00b6]|%(?=%)|:(?=fa-)|s(?=tyle)|c(?=lassDef)|d(?=irection)"""
)


def mermaid(text: str) -> str:
    """Write `text` as a label, quotes included. Blanks and invisible characters become single spaces.

    Raises:
        ValueError: Text that UTF-8 cannot carry.
    """
    return f'"{_ACTIVE.sub(_entity, one_line(text)) or " "}"'


def _entity(match: re.Match[str]) -> str:
    return f"#{ord(match[0])};"
