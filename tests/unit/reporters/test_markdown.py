"""The job summary, read back by a parser of Markdown and one of HTML."""

from collections.abc import Iterator
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from markdown_it import MarkdownIt
from markdown_it.token import Token
from strategies.reports import MARK, reports

from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.drift import Drift, DriftKind
from podspec.model.report import Report
from podspec.model.source import Source, Span
from podspec.reporters import markdown
from podspec.reporters.markdown import page, report
from podspec.reporters.style import Style

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

SOURCE = Source("s.yaml", "hosts: {min: 5, max: 4}\n")
ERROR = Diagnostic("PS214", Severity.ERROR, "min > max", Label("s.yaml", Span(1, 14, 1, 15), "5 here"))
WARNING = Diagnostic("PS222", Severity.WARNING, "it can never ring", Label("s.yaml", None))
DRIFT = Drift(
    DriftKind.STALE, "a.tf", "hosts changed", (Label("s.yaml", Span(1, 1, 1, 6)),), "@@ -1 +1 @@\n-a\n+b"
)

PAGE = """\
## ❌ podspec check: 1 error, 1 drifted file, 1 warning

`1 spec: drifted`

| count | | |
|---:|---|---|
| 1 | PS214 error | ec2 hosts.min is greater than hosts.max |
| 1 | PS222 warning | the latency alarm on Lambda can never ring |
| 1 | PS302 stale | `podspec render` |

<details><summary>PS214 error <code>min &gt; max</code></summary>

```text
error[PS214]: min > max
 --> s.yaml:1:14
  |
1 | hosts: {min: 5, max: 4}
  |              ^ 5 here
```

</details>

<details><summary>PS222 warning <code>it can never ring</code></summary>

```text
warning[PS222]: it can never ring
 --> s.yaml
```

</details>

<details><summary>PS302 stale <code>a.tf</code></summary>

```text
stale[PS302]: a.tf
 --> s.yaml:1:1
  |
1 | hosts: {min: 5, max: 4}
  | ^^^^^
  = why: hosts changed
  = cure: podspec render
```

```diff
@@ -1 +1 @@
-a
+b
```

</details>

"""


def run(*found: Diagnostic, drifts: tuple[Drift, ...] = (), summary: str = "1 spec: drifted") -> Report:
    return Report("check", ("s.yaml",), 9, found, drifts, {"s.yaml": SOURCE}, summary=summary)


def test_a_page_has_a_verdict_a_table_and_folded_details_in_this_order() -> None:
    assert report(run(WARNING, ERROR, drifts=(DRIFT,)), Style()) == PAGE


@pytest.mark.parametrize(
    ("made", "verdict"),
    [
        (run(), "## ✅ podspec check: nothing found"),
        (run(WARNING, WARNING), "## ⚠️ podspec check: 2 warnings"),
        (run(ERROR), "## ❌ podspec check: 1 error"),
        (run(drifts=(DRIFT, DRIFT)), "## ❌ podspec check: 2 drifted files"),
    ],
)
def test_the_first_line_is_the_verdict(made: Report, verdict: str) -> None:
    assert report(made, Style()).split("\n")[0] == verdict


def test_a_cause_of_many_files_is_told_once_above_them() -> None:
    label = Label("s.yaml", Span(1, 1, 1, 6), "hosts")
    gone = [Drift(DriftKind.ORPHANED, f"o{at}", "its spec is gone") for at in range(300)]
    stale = [DRIFT._replace(path=f"s{at}", cause="values have changed", because=(label,)) for at in range(4)]
    text = report(run(drifts=(*stale, DRIFT._replace(cause="another"), *gone)), Style())
    head, _, folded = text.partition("<details>")
    assert "- 300 files, PS305 orphaned: `its spec is gone`\n" in head
    assert "- 4 files, PS302 stale: `values have changed: hosts (s.yaml:1:1)`\n" in head
    assert "another" not in head
    assert folded.count("its spec is gone") == 300


def test_a_clean_run_is_two_lines() -> None:
    assert report(run(summary="1 spec, 138 artifacts: no drift"), Style()) == (
        "## ✅ podspec check: nothing found\n\n`1 spec, 138 artifacts: no drift`\n\n"
    )


def test_many_details_stand_in_one_fold() -> None:
    text = report(run(*[ERROR] * 11), Style())
    assert "<details><summary>One by one: 11</summary>\n\n<details><summary>PS214" in text
    assert text.count("<details>") == text.count("</details>") == 12


@pytest.mark.parametrize("room", [300, 600, 700, 1_000, 2_000, 4_000])
def test_a_page_is_cut_between_details_and_counts_the_rest(room: int) -> None:
    text = page(run(*[ERROR] * 30), room, "elsewhere")
    shown = text.count("<details><summary>PS214")
    assert len(text.encode()) <= room
    assert text.startswith("## ❌ podspec check: 30 errors\n")
    left = 30 - shown + ("| count |" not in text)
    assert text.endswith(f"**{left} more elsewhere.**\n")
    assert text.count("<details>") == text.count("</details>")


def test_a_piece_that_is_too_large_takes_nothing_else_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def huge(_run: Report) -> list[str]:
        return ["x" * 5_000]

    monkeypatch.setattr(markdown, "_SECTIONS", (markdown.verdict, huge, markdown.kinds))
    text = page(run(ERROR), 2_000, "elsewhere")
    assert "| count |" in text
    assert "<details><summary>PS214" in text
    assert text.endswith("**1 more elsewhere.**\n")


def test_a_run_that_says_nothing_of_itself_is_one_line() -> None:
    assert report(run(summary=""), Style()) == "## ✅ podspec check: nothing found\n\n"


def test_a_fence_is_longer_than_any_in_it() -> None:
    fenced = DRIFT._replace(diff="@@ -1 +1 @@\n-```\n+````x")
    assert "`````diff\n@@ -1 +1 @@\n-```\n+````x\n`````\n" in report(run(drifts=(fenced,)), Style())


# -- what a value may not become ------------------------------------------------------------------------------


class _Tags(HTMLParser):
    """The tags of a page, and the text that stands outside of code."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.outside = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember a tag: only podspec's own may be there, and bare."""
        assert (tag in {"details", "summary", "code"}, attrs) == (True, [])
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Every tag is closed in its turn."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Collect what GitHub would search for mentions, links and references."""
        if "code" not in self.open:
            self.outside += data


def _tokens(text: str) -> Iterator[Token]:
    for token in PARSER.parse(text):
        yield token
        yield from token.children or ()


@settings(deadline=None)
@given(made=reports)
def test_a_value_is_code_and_nothing_else(made: Report) -> None:
    tags = _Tags()
    kinds = set()
    for token in _tokens(report(made, Style())):
        kinds.add(token.type)
        if token.type in {"html_block", "html_inline"}:
            tags.feed(token.content)
        elif token.type == "text":
            tags.handle_data(token.content)
    tags.close()
    assert tags.open == []
    assert MARK not in tags.outside
    assert not kinds & {"link_open", "image", "em_open", "strong_open", "s_open", "bullet_list_open", "hr"}
    assert sum(token.type == "heading_open" for token in _tokens(report(made, Style()))) == 1
