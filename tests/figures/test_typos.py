"""A slip of the pen in a key or in one of a few words is answered with what was meant."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from itertools import islice
from pathlib import Path
from random import Random

from figures.figure import figure
from figures.layouts import STYLES, Layout
from figures.typos import typos

from podspec.compiler import analyse

FILE = "service.yaml"
AS_OF = date(2026, 11, 23)
COUNT = 1_000
LEAST = 0.95
_SUGGESTION = re.compile(r"did you mean `([^`]+)`\?")


def test_what_was_meant_is_suggested_for_nearly_every_typo(tmp_path: Path) -> None:
    random = Random(5)  # noqa: S311 - repeatable on purpose, and no secret
    missed: Counter[tuple[str, str, str]] = Counter()
    for typo in islice(typos(random), COUNT):
        text, mark = Layout(random, random.choice(STYLES)).write(typo.spec)
        (tmp_path / FILE).write_bytes(text.encode())
        found = analyse(tmp_path / FILE, FILE, AS_OF).diagnostics
        assert [one.primary.span and one.primary.span[:2] for one in found] == [mark], (typo.written, found, text)
        suggested = _SUGGESTION.search(found[0].help)
        if not suggested or suggested[1] != typo.meant:
            missed[typo.meant, typo.written, found[0].help] += 1
    right = COUNT - missed.total()
    figure(f"{COUNT} typos: {right} answered with what was meant; not {sorted(missed)[:20]}")
    assert right >= LEAST * COUNT
