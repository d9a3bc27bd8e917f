"""Reports whose texts and paths try to be more than text, in whatever reads them."""

from __future__ import annotations

from hypothesis import strategies as st

from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.drift import Drift, DriftKind
from podspec.model.report import Report
from podspec.model.source import Source, Span

#: Stands in every hostile text, so that a reader can be asked where it came out.
MARK = "QQ"

_PIECES = [
    *(
        "::error::x",
        " ::add-mask::x",
        "##[stop-commands]x",
        "##vso[task.complete]",
        "%0A::error::x",
        "%",
        ":",
        ",",
    ),
    *("\n", "\r\n", "\r", "\x00", "\x1b[2J", "\x7f", "\u202e", "\u2028", "\ufeff", "\ufffe", "\ud800", "\t", " "),
    *("<script>", "</details>", "</code>", "<!--", "-->", "]]>", "&amp;", "&#64;", '"', "'", "\\"),
    *(
        "`",
        "```",
        "~~~~",
        "|",
        "@acme/all",
        "#1",
        "[x](javascript:y)",
        "![x](y)",
        "https://a.example",
        "# x",
        "- x",
    ),
    *("é", "日本", "🎉", "a", "1"),
]
hostile = st.lists(st.sampled_from(_PIECES), max_size=6).map(lambda pieces: f"{''.join(pieces)}{MARK}")
# A path does begin with whatever it likes, but has no NUL.
_paths = st.one_of(st.just("specs/x/service.yaml"), hostile.map(lambda text: text.replace("\0", "")))

_TEXT = "a: 1\nb: ::error::x ##[group]\n\tc: `|`\n"
_spans = st.one_of(
    st.none(),
    st.builds(lambda line, column, length: Span(line, column, line, column + length), *[st.integers(1, 4)] * 3),
)
labels = st.builds(Label, _paths, _spans, st.one_of(st.just(""), hostile))
_related = st.lists(labels, max_size=3).map(tuple)
findings = st.builds(
    Diagnostic,
    st.sampled_from(["PS101", "PS214"]),
    st.sampled_from(Severity),
    hostile,
    labels,
    _related,
    st.one_of(st.just(""), hostile),
)
_diffs = st.lists(hostile.map(lambda text: text.replace("\n", "")), min_size=1, max_size=4).map(
    lambda lines: "\n".join(
        ["@@ -3,2 +3,2 @@", *(f"{sign}{line}" for sign, line in zip(" -+ ", lines, strict=False))]
    )
)
drifts = st.builds(
    Drift,
    st.sampled_from(DriftKind),
    _paths,
    hostile,
    _related,
    st.one_of(st.just(""), _diffs),
    st.just(("stale",)),
)


def _report(found: list[Diagnostic], drifted: list[Drift], file: str, summary: str) -> Report:
    return Report(
        command="check",
        specs=(file,),
        artifacts=3,
        findings=tuple(found),
        drifts=tuple(drifted),
        sources={file: Source(file, _TEXT)},
        summary=summary,
    )


reports = st.builds(
    _report, st.lists(findings, max_size=4), st.lists(drifts, max_size=4), _paths, st.one_of(st.just(""), hostile)
)
