"""No value of a spec becomes code: sixty shapes in every place, every output read by its language's parser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from figures.figure import figure
from hostile.canaries.judge import FILE, Planted, all_places, base, compiled, escapes, forms, harmless, plant
from hostile.canaries.places import Place
from hostile.canaries.shapes import HARMLESS, MARKER, SHAPES
from runner import command, lines

from podspec.model.report import Report
from podspec.pipeline.templates import environment
from podspec.quoting import FILTERS
from podspec.reporters.style import Style
from podspec.reporters.text import report

CHUNKS = 12


class Matrix:
    """What became of the shapes: refused with which codes, or accepted, and in how many files they came out."""

    def __init__(self) -> None:
        self.refused: Counter[str] = Counter()
        self.accepted: Counter[str] = Counter()
        self.files = 0

    def judge(self, place: Place, shape: str) -> None:
        """Try a shape in a place; each form of it is refused with a code, or stays a text in every output."""
        for text, form in forms(place, shape):
            canary = plant(place, text)
            if canary.is_refused:
                assert canary.codes, f"{place} refuses {text!r} without a code"
                _is_told_safely(canary)
                self.refused["+".join(canary.codes)] += 1
                continue
            benign = harmless(place, form)
            assert not benign.is_refused, f"{place} takes {text!r}, and not {form!r}: {benign.codes}"
            assert list(escapes(canary, benign)) == [], f"{text!r} in {place}"
            self.accepted[str(place)] += 1
            self.files += sum(MARKER in text for text in canary.outputs.values())
            return

    def __str__(self) -> str:
        """The counts in one line."""
        codes = ", ".join(f"{code} {count:,}" for code, count in sorted(self.refused.items()))
        accepted, refused = sum(self.accepted.values()), sum(self.refused.values())
        return (
            f"canaries: {accepted:,} accepted in {len(self.accepted)} places, read in {self.files:,} files, "
            f"0 escapes; {refused:,} refused: {codes}"
        )


def _is_told_safely(canary: Planted) -> None:
    """Nothing in what is said about a canary is a command to a log or to a terminal."""
    sources = {FILE: canary.compiled.source} if canary.compiled.source else {}
    run = Report("validate", (FILE,), findings=canary.compiled.diagnostics, sources=sources)
    text = report(run, Style())
    assert not [line for line in lines(text) if command(line)], text
    assert not [one for one in text if not one.isprintable() and one not in "\n\t"], text


def _judged(pairs: Iterable[tuple[Place, str]]) -> Matrix:
    matrix = Matrix()
    for place, shape in pairs:
        matrix.judge(place, shape)
    return matrix


def test_a_text_in_any_place_stays_a_text() -> None:
    # Another shape in each place, and some more in one that takes any line of text.
    pairs = [(place, SHAPES[7 * number % len(SHAPES)]) for number, place in enumerate(all_places())]
    description = next(one for one in all_places() if str(one) == "service.description")
    matrix = _judged([*pairs, *((description, shape) for shape in SHAPES[::30])])
    assert matrix.accepted
    assert matrix.refused
    figure(str(matrix))


@pytest.mark.long
@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_every_shape_in_every_place_stays_a_text(chunk: int) -> None:
    matrix = _judged((place, shape) for place in all_places() for shape in SHAPES[chunk::CHUNKS])
    free = {str(one) for one in all_places() if one.is_free}
    assert free <= set(matrix.accepted)
    figure(f"{matrix}; {dict(matrix.accepted)}")


def test_every_place_of_the_schema_is_known() -> None:
    names = {str(one) for one in all_places()}
    assert len(names) > 70
    assert {
        "service.tags.<name> (name)",
        "observability.notify[0]",
        "environments.<name>.secrets.<name>.rotation.lambda_arn",
        "override[0].value",
    } <= names
    assert len(set(SHAPES)) == 60


# -- the spec's own path -----------------------------------------------------------------------------------


@pytest.mark.parametrize("shape", [one for one in SHAPES if one.isprintable()][::20])
def test_a_spec_may_lie_in_a_folder_of_any_name_that_a_path_may_have(shape: str) -> None:
    folder = "".join(one for one in shape if one.isalnum() or one in " ._-+@,=()")
    canary = compiled(base(), folder, f"specs/{folder}/service.yaml")
    word = folder.replace(MARKER, HARMLESS)
    benign = compiled(base(), word, f"specs/{word}/service.yaml")
    assert list(escapes(canary, benign)) == []


# -- a gate that cannot fail would be none -----------------------------------------------------------------


def _bare(value: Any) -> str:  # noqa: ANN401 - whatever a template gives
    return f'"{value}"' if isinstance(value, str) else FILTERS["hcl"](value)


_FAULTS: dict[str, tuple[Callable[[Any], str], str, str]] = {
    "hcl": (_bare, "service.description", '${file("/zqcanary")}'),
    "shell": (lambda value: f"'{value}'", "supply_chain.scan.waivers[0].reason", "' ; zqcanary '"),
    "markdown": (str, "service.description", "[zqcanary](javascript:zqcanary)"),
    "markdown_code": (lambda value: f"`{value}`", "container.environment.<name>", "| zqcanary |"),
}


@pytest.mark.parametrize("name", _FAULTS)
def test_a_filter_that_lets_a_text_through_is_noticed(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    broken, where, text = _FAULTS[name]
    place = next(one for one in all_places() if str(one) == where)
    benign = harmless(place, MARKER)
    assert list(escapes(plant(place, text), benign)) == []
    monkeypatch.setitem(environment().filters, name, broken)
    with pytest.raises(AssertionError):
        assert list(escapes(plant(place, text), benign)) == []
