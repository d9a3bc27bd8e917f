"""What JSON's filter writes is the same text to Python and to JavaScript."""

from __future__ import annotations

import json as reader
import shutil
import subprocess
from pathlib import Path

import pytest
from figures.figure import figure
from hostile.escapes.amounts import STRINGS
from hostile.escapes.strings import strings

from podspec.quoting.json_text import json

#: Writes back what JavaScript read, with each character that is not ASCII as an escape of its own.
_PROGRAM = """
const read = JSON.parse(require("fs").readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(read).replace(/[\\u0080-\\uffff]/g,
  (unit) => "\\\\u" + unit.charCodeAt(0).toString(16).padStart(4, "0")));
"""


def _lines(texts: list[str]) -> str:
    """A document in which each text is a value and a key: keys are numbered, so that no two are one."""
    entries = (json({f"{number} {text}": [text]})[1:-1] for number, text in enumerate(texts))
    return "{" + ",\n".join(entries) + "}"


def _expected(texts: list[str]) -> dict[str, list[str]]:
    return {f"{number} {text}": [text] for number, text in enumerate(texts)}


@pytest.mark.parametrize("count", STRINGS)
def test_python_reads_back_whatever_a_value_says(count: int) -> None:
    texts = strings("json", count)
    assert reader.loads(_lines(texts)) == _expected(texts)
    assert not any("\n" in json(text) for text in texts)
    figure(f"JSON: {count:,} strings by Python, as values and keys")


@pytest.mark.parametrize("count", STRINGS)
def test_javascript_reads_back_whatever_a_value_says(count: int, tmp_path: Path) -> None:
    if not shutil.which("node"):
        pytest.skip("no node here")
    texts = strings("json", count)
    file = tmp_path / "in.json"
    file.write_bytes(_lines(texts).encode())
    done = subprocess.run(["node", "-e", _PROGRAM], input=file.read_bytes(), capture_output=True, check=True)
    assert reader.loads(done.stdout) == _expected(texts)
    figure(f"JSON: {count:,} strings by JavaScript, as values and keys")
