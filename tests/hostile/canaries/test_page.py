"""The page that `podspec report` writes: whatever a spec's texts look like, they are texts on it."""

from __future__ import annotations

import pytest
from figures.figure import figure
from hostile.canaries.judge import FILE, Planted, all_places, base, compiled
from hostile.canaries.shapes import MARKER, SHAPES
from page_of import Reader

from podspec.cost import estimates
from podspec.impact.access import access
from podspec.model.report import Report
from podspec.reporters.html.page import page

#: Where a line of any text may stand.
_LINES = {
    "service.description",
    "secrets.<name>.description",
    "environments.<name>.secrets.<name>.description",
    "supply_chain.scan.waivers[0].reason",
    "accept[0].reason",
    "override[0].reason",
    "override[0].value",
    "container.environment.<name>",
}
_FORBIDDEN = {"script", "iframe", "object", "embed", "form", "input", "button", "base", "foreignobject", "use"}


def _everywhere(text: str) -> Planted:
    """A spec with one text in all of these places."""
    spec = base()
    found = [one for one in all_places() if str(one) in _LINES]
    assert len(found) == len(_LINES)
    for place in found:
        spec = place.planted(spec, text)
    return compiled(spec, text)


def _page(canary: Planted) -> str:
    about = canary.compiled
    sources = {FILE: about.source} if about.source else {}
    run = Report("report", (FILE,), findings=about.diagnostics, sources=sources, artifacts=len(about.artifacts))
    if about.failed or about.spec is None:
        return page(run, about, (), access({}))
    bill = estimates(about.spec, [one.environment for one in about.resolved])
    return page(run, about, bill, access({one.path: one.content for one in about.artifacts}))


def _is_inert(text: str) -> None:
    read = Reader(text)
    for tag, attributes in read.elements:
        assert tag not in _FORBIDDEN
        assert not [name for name in attributes if name.startswith("on") or name == "style" or MARKER in name]
        for name in {"href", "src"} & attributes.keys():
            assert attributes[name].startswith(("#", "https://github.com/acme/", "https://", "data:")), attributes
            assert MARKER not in attributes[name].partition("?")[0], attributes
    assert MARKER in read.said()


@pytest.mark.parametrize(
    "shape", [pytest.param(one, marks=[pytest.mark.long] * (number % 30 > 0)) for number, one in enumerate(SHAPES)]
)
def test_a_text_on_the_page_stays_a_text(shape: str) -> None:
    canary = _everywhere(shape)
    _is_inert(_page(canary))
    figure(f"report: {shape!r} {'refused, and shown' if canary.is_refused else 'on the page'}")
