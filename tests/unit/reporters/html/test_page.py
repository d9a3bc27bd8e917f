"""The whole page, read back by a parser: whole in itself, fit for a screen reader, and nobody's text is markup."""

import json
import re
from base64 import b64encode
from hashlib import sha256

from compiling import AS_OF
from costing import WHOLE
from hypothesis import given, settings
from hypothesis import strategies as st
from page_of import Reader, bill, compiled, roles, whole_page
from specimens import with_blocks
from strategies.reports import MARK, hostile, reports

from podspec.compiler import analyse_bytes
from podspec.model.access import Access, Reach, Role
from podspec.model.report import Report
from podspec.reporters.html.page import page

_SECTIONS = ["drift", "architecture", "environments", "pipeline", "cost", "permissions", "files"]
_ELEMENTS = """
html head meta title link style body a header p h1 span div svg circle path dl dt dd nav ul li main section h2
img table caption thead tbody tfoot tr th td code small wbr details summary figure figcaption rect h3 h4
article pre strong footer
"""
_ATTRIBUTES = """
lang charset http-equiv content name rel href id class aria-labelledby aria-label aria-hidden focusable role
tabindex src alt width height viewbox cx cy r d rx scope colspan
"""


def test_every_section_is_there_and_can_be_reached() -> None:
    read = Reader(whole_page())
    sections = [one["id"] for one in read.all_of("section")]
    assert sections == _SECTIONS
    jumps = [one["href"].removeprefix("#") for one in read.all_of("a") if one["href"].startswith("#")]
    assert jumps == ["content", *_SECTIONS]
    identities = [one["id"] for _, one in read.elements if "id" in one]
    assert len(set(identities)) == len(identities)
    assert {one["aria-labelledby"] for one in read.all_of("section")} <= set(identities)


def test_headings_go_down_one_step_at_a_time() -> None:
    levels = [int(tag[1]) for tag, _ in Reader(whole_page()).elements if re.fullmatch("h[1-6]", tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in zip([0, *levels], levels, strict=False))


def test_every_table_has_a_caption_and_heads_for_rows_and_columns() -> None:
    read = Reader(whole_page())
    assert len(read.all_of("table")) == len(read.all_of("caption")) == 5
    assert {one.get("scope") for one in read.all_of("th")} == {"col", "colgroup", "row"}
    assert all(one["tabindex"] == "0" and one["aria-label"] for one in read.all_of("div") if one.get("role"))


def test_every_image_says_what_it_shows_and_stands_in_the_page() -> None:
    images = Reader(whole_page()).all_of("img")
    assert [one["src"].partition(",")[0] for one in images] == ["data:image/svg+xml;base64"] * 2
    assert all(len(one["alt"]) > 20 and int(one["width"]) and int(one["height"]) for one in images)


def test_the_page_loads_nothing_and_runs_nothing() -> None:
    text = whole_page()
    assert not re.search(r"<script|<iframe|<object|<embed|<form|\bon[a-z]+=|@import|url\(|javascript:", text)
    read = Reader(text)
    assert [one["href"] for one in read.all_of("link")] == ["data:,"]
    assert {one["src"].partition(":")[0] for one in read.all_of("img")} == {"data"}
    assert not any("style" in attributes for _, attributes in read.elements)


def test_the_policy_allows_its_own_style_sheet_and_nothing_else() -> None:
    text = whole_page()
    found = re.search(r"<style>(.*?)</style>", text, re.DOTALL)
    assert found
    digest = b64encode(sha256(found[1].encode()).digest()).decode()
    policy = next(one["content"] for one in Reader(text).all_of("meta") if one.get("http-equiv"))
    assert policy == (
        f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )


def test_there_are_a_light_and_a_dark_style_and_one_for_paper_and_nothing_moves_for_who_minds() -> None:
    style = Reader(whole_page()).texts["style"][0]
    for asked in ("prefers-color-scheme: dark", "@media print", "prefers-reduced-motion: no-preference"):
        assert asked in style
    assert not re.search(r"\b(animation|transition)\s*:", style)
    assert ":focus-visible" in style


def test_the_page_of_two_targets_in_three_places_is_no_larger_than_a_picture() -> None:
    assert 50_000 < len(whole_page().encode()) < 1_000_000


def test_the_same_spec_gives_the_same_bytes() -> None:
    run = Report("report", ("specs/hello/service.yaml",), artifacts=len(compiled().artifacts))
    assert page(run, compiled(), bill(compiled()), roles()) == whole_page()


# -- nobody's text is markup -------------------------------------------------------------------------------

_shown = hostile.map(lambda text: re.sub(r"[\x00-\x1f\x7f\u202e\u2028\ufeff\ufffe\ud800]", "", text))
_role = st.builds(
    lambda text: Role("r", text, text, text, (text,), (text,), (text,), (text,), ((text, Reach.READS),), (text,)),
    hostile,
)


def _spec(description: str, value: str) -> bytes:
    blocks = f"{WHOLE}\ncontainer: {{environment: {{GREETING: {json.dumps(value, ensure_ascii=False)}}}}}\n"
    text = with_blocks(
        f"{blocks}service: {{name: hello, description: {json.dumps(description, ensure_ascii=False)}}}\n"
    )
    return text.encode()


@settings(max_examples=60, deadline=None)
@given(run=reports, description=_shown, value=_shown, role=_role)
def test_whatever_a_value_looks_like_it_is_text(run: Report, description: str, value: str, role: Role) -> None:
    about = analyse_bytes(_spec(description, value.replace("${{", "")), "service.yaml", AS_OF)
    assert about.spec is not None, about.diagnostics
    read = Reader(page(run, about, bill(about), Access((role,), (role.name,))))
    assert {tag for tag, _ in read.elements} <= set(_ELEMENTS.split())
    assert {name for _, attributes in read.elements for name in attributes} <= set(_ATTRIBUTES.split())
    for attributes in read.all_of("a"):
        assert attributes["href"].startswith(("#", "https://"))
        assert MARK not in attributes["href"] or attributes["href"].startswith("https://github.com/acme/")
    assert MARK in read.said()
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e\u2028\ufeff\ud800]", read.said())


def test_a_spec_that_cannot_be_read_has_a_page_of_its_findings() -> None:
    about = analyse_bytes(b"version: 1\nservce: {}\n", "service.yaml", AS_OF)
    run = Report(
        "report", ("service.yaml",), findings=about.diagnostics, sources={"service.yaml": about.sources[0]}
    )
    read = Reader(page(run, about, (), Access()))
    assert [one["id"] for one in read.all_of("section")] == ["findings"]
    assert "did you mean" in read.said()
    assert not [one for one in read.all_of("a") if one["href"].startswith("https:")]
