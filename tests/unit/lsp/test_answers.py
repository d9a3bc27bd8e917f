"""Answers: whatever the text and wherever the cursor, there is one, and it points into the text."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from lsprotocol import types as lsp
from open_specs import FILE, put
from pygls.workspace import PositionCodec
from specimens import AS_OF, BASE

from podspec.lsp.answers import Answers
from podspec.lsp.desk import Desk, uri_of
from podspec.lsp.findings import findings

ROOT = Path(__file__).parents[3]
SPECS = [path.read_text("utf-8") for path in sorted(ROOT.glob("specs/*/service.yaml"))]
PIECES = st.sampled_from(
    [
        "",
        "{",
        "}",
        "[",
        "]",
        '"',
        "'",
        "\n",
        "\n    ",
        "- ",
        ": ",
        ":",
        ",",
        "#",
        "|\n",
        "&a ",
        "*",
        "!!x ",
        "---\n",
    ]
) | st.text(max_size=4)


@st.composite
def _texts(draw: st.DrawFn) -> str:
    """A real spec after a few random edits."""
    text = draw(st.sampled_from([*SPECS, BASE, ""]))
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        text = text[:start] + draw(PIECES) + text[start + draw(st.sampled_from([0, 1, 7, 80])) :]
    return text


def _ranges(answer: object) -> list[lsp.Range]:
    """Every range of a hover, of completions, or of symbols."""
    if isinstance(answer, lsp.Hover):
        return [answer.range] if answer.range else []
    if isinstance(answer, lsp.CompletionList):
        return [one.text_edit.range for one in answer.items if isinstance(one.text_edit, lsp.TextEdit)]
    return [one.range for one in answer] if isinstance(answer, list) else []


def _fits(one: lsp.Range, units: list[int]) -> bool:
    """True if a range begins before it ends, and each end is in the text, counted in the editor's units."""
    ends = [(one.start.line, one.start.character), (one.end.line, one.end.character)]
    return ends == sorted(ends) and all(line < len(units) and at <= units[line] for line, at in ends)


@settings(max_examples=120)
@given(_texts(), st.data())
def test_every_question_about_an_edited_spec_has_an_answer_that_points_into_it(
    text: str, data: st.DataObject
) -> None:
    codec = PositionCodec("utf-16")
    units = [codec.client_num_units(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")]
    line = data.draw(st.integers(0, len(units)))
    place = lsp.Position(line, data.draw(st.integers(0, max([*units[line : line + 1], 0]) + 1)))
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(lambda: AS_OF)
        desk.units = codec.client_num_units
        document = lsp.TextDocumentIdentifier(uri_of(Path(folder) / FILE))
        put(desk, Path(folder), text)
        answers = Answers(desk)
        given_ = [
            answers.hover(lsp.HoverParams(document, place)),
            answers.completion(lsp.CompletionParams(document, place)),
            answers.symbols(lsp.DocumentSymbolParams(document)),
            findings(desk)[document.uri],
        ]
        context = lsp.CodeActionContext(diagnostics=[])
        answers.code_actions(lsp.CodeActionParams(document, lsp.Range(place, place), context))
    assert [one for answer in given_ for one in _ranges(answer) if not _fits(one, units)] == []


def test_an_editor_without_markdown_gets_the_words_alone() -> None:
    answers = Answers(Desk(lambda: AS_OF))
    answers.fit(lsp.ClientCapabilities())
    with tempfile.TemporaryDirectory() as folder:
        document = put(answers._desk, Path(folder), BASE)  # noqa: SLF001 - the desk that it answers about
        line = BASE.split("\n").index("    regions: [us-east-1]")
        asked = lsp.HoverParams(lsp.TextDocumentIdentifier(document.uri), lsp.Position(line, 5))
        shown = answers.hover(asked)
    assert shown is not None
    assert isinstance(shown.contents, lsp.MarkupContent)
    assert shown.contents.kind is lsp.MarkupKind.PlainText
    assert shown.contents.value.startswith("`environments.<name>.regions`\n\nAWS regions; two or more")
