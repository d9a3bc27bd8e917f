"""No link in the repository's own pages is dead: files are there, and so are the headings behind `#`."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from posixpath import dirname, normpath

import pytest
from docs.pages import ROOT
from markdown_it import MarkdownIt
from markdown_it.token import Token

#: Folders that are not ours, or whose pages stay as they were. Links of generated pages: test_of_services.py.
_LEFT_OUT = {".venv", ".work", "node_modules", "golden", "generated"}
_ANCHOR = re.compile(r"<a\s[^>]*\b(?:id|name)=\"([^\"]+)\"")
_READER = MarkdownIt("commonmark").enable("table")


def _ours() -> list[str]:
    found = (path.relative_to(ROOT) for path in sorted(ROOT.rglob("*.md")))
    return [
        path.as_posix() for path in found if not _LEFT_OUT & set(path.parts) and not path.parts[0].startswith(".")
    ]


@cache
def _tokens(path: str) -> tuple[Token, ...]:
    return tuple(_READER.parse((ROOT / path).read_text("utf-8")))


def _links(path: str) -> Iterator[str]:
    """Where the page's links and pictures lead."""
    for token in _tokens(path):
        for child in token.children or ():
            if child.type in {"link_open", "image"}:
                yield str(child.attrs.get("href") or child.attrs["src"])


def anchor(title: str) -> str:
    """What GitHub calls a heading: small letters; no signs but hyphens and underscores; a hyphen for each space.

    Source: html-pipeline, lib/html/pipeline/toc_filter.rb; GitHub Docs, "Basic writing and formatting syntax",
    section links (2026-11).
    """
    return re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")


@cache
def _anchors(path: str) -> set[str]:
    """The anchors of a page. A second heading of one name has `-1` behind it, a third `-2`."""
    tokens, seen, found = _tokens(path), Counter[str](), set[str]()
    for opened, inline in pairwise(tokens):
        if opened.type == "heading_open":
            # What is shown: words and code, without the signs of emphasis and without where links lead.
            name = anchor(
                "".join(one.content for one in inline.children or () if one.type in {"text", "code_inline"})
            )
            found.add(f"{name}-{seen[name]}" if seen[name] else name)
            seen[name] += 1
    return found | set(_ANCHOR.findall((ROOT / path).read_text("utf-8")))


def dead(path: str) -> list[str]:
    """The links of a page that lead nowhere in the repository."""
    return [link for link in _links(path) if ":" not in link.split("/")[0] and not _leads_somewhere(path, link)]


def _leads_somewhere(path: str, link: str) -> bool:
    file, _, place = link.partition("#")
    target = normpath(f"{dirname(path)}/{file}").removeprefix("/") if file else path
    if target.startswith("..") or not (ROOT / target).exists():
        return False
    return not place or (target.endswith(".md") and place in _anchors(target)) or place.startswith("L")


def test_no_link_is_dead() -> None:
    assert {path: found for path in _ours() if (found := dead(path))} == {}


def test_the_pages_of_users_are_among_them() -> None:
    found = _ours()
    assert {"README.md", "CONTRIBUTING.md", "docs/tutorial.md", "podinfo/README.md", "bench/README.md"} <= set(
        found
    )
    assert len(found) > 100


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("What it builds", "what-it-builds"),
        ("podspec set", "podspec-set"),
        ("Step 2: render, and look", "step-2-render-and-look"),
        ("snake_case - and a dash", "snake_case---and-a-dash"),
        ("Größe, in MB", "größe-in-mb"),
        ("targets.lambda.memory_mb", "targetslambdamemory_mb"),
    ],
)
def test_headings_are_called_as_github_calls_them(title: str, name: str) -> None:
    assert anchor(title) == name


def test_a_dead_link_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("docs.test_links.ROOT", tmp_path) if False else monkeypatch.setitem(
        globals(), "ROOT", tmp_path
    )
    (tmp_path / "other.md").write_text("# Here\n\n## Here\n\n### `code` and [link](x)\n")
    links = [
        "other.md",
        "other.md#here",
        "other.md#here-1",
        "other.md#code-and-link",
        "https://example.com",
        "#top",
    ]
    wrong = ["gone.md", "other.md#here-2", "../out.md", "#nowhere"]
    (tmp_path / "page.md").write_text(
        "# Top\n" + "".join(f"[x]({link})\n" for link in [*links, *wrong]) + "`[x](code.md)`\n"
    )
    assert dead("page.md") == wrong
