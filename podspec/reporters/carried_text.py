"""For people: what of a manifest could not be carried over, line by line, with what to do instead."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby

from podspec.authoring.copilot.carrier import Carried, Left, Moved
from podspec.authoring.copilot.manifest import Manifest
from podspec.model.source import dotted
from podspec.reporters.excerpt import visible
from podspec.reporters.style import Style
from podspec.reporters.text import plural


def carried_text(manifest: Manifest, carried: Carried, names: Mapping[str, str], style: Style) -> str:
    """The whole account of a manifest."""
    return "\n".join([*_blocks(manifest.file, carried.left, style), *_summary(manifest, carried, names), ""])


def _blocks(file: str, left: tuple[Left, ...], style: Style) -> Iterator[str]:
    """What was left, in the order of the file; neighbours with one reason share it."""
    for words, group in groupby(left, lambda one: one.words):
        for one in group:
            place = style.paint("accent", f"{visible(file)}:{one.line}")
            yield f"{place}: {style.paint('strong', visible(dotted(one.path)))}"
        yield f"  {style.paint('accent', '=')} {style.paint('help', 'why')}: {visible(words.why)}"
        yield f"  {style.paint('accent', '=')} {style.paint('help', 'instead')}: {visible(words.instead)}"
        yield ""


def _summary(manifest: Manifest, carried: Carried, names: Mapping[str, str]) -> Iterator[str]:
    origins = {line.origin for line in carried.lines if isinstance(line.origin, Moved)}
    values = sum(1 + len(one.also) for one in origins)
    left = len(carried.left)
    yield f"{visible(manifest.file)}: {plural(values, 'value')} carried over, {plural(left, 'value')} not"
    if carried.ready:
        ready = ", ".join(visible(dotted(one.path)) for one in carried.ready)
        yield f"podspec does anyway what these say: {ready}"
    renamed = [f"{visible(old)} is {new}" for old, new in names.items() if old != new]
    if renamed:
        yield f"environments have other names: {', '.join(renamed)}"
