"""Every code has a page, every page a code, and its examples are judged as it says."""

import re
from pathlib import Path

import pytest
from specimens import findings, with_blocks

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "codes"

#: Codes whose cause is no text of a spec that the rules could judge, each with its reason. Their pages may show a
#: terminal instead of YAML, and their examples are not judged here.
NOT_A_SPEC = {}

_LITERAL = re.compile(r"""["'](PS\d{3})["']""")
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def codes() -> list[str]:
    """Every code that stands as a literal in the source."""
    sources = (ROOT / "podspec").rglob("*.py")
    return sorted({code for source in sources for code in _LITERAL.findall(source.read_text("utf-8"))})
