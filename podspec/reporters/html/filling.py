"""The page's own templates, and what fills them: every value becomes text, whatever it looks like."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from typing import NamedTuple

import jinja2
from markupsafe import Markup

from podspec.pipeline.templates import SYNTAX
from podspec.reporters.excerpt import visible
from podspec.reporters.fit import fit

_STYLE = "page.css"


def style() -> Markup:
    """The style sheet. It is podspec's own text, and holds no value of anybody's."""
    return Markup(_environment().get_template(_STYLE).render())  # noqa: S704 - see above


def digest(text: str) -> str:
    """What a content security policy calls an inline style sheet by.

    Source: https://www.w3.org/TR/CSP3/#grammardef-hash-source (2026-11).
    """
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def fill(template: str, **context: object) -> Markup:
    """A template's text with values in it, each of them escaped."""
    return Markup(_environment().get_template(template).render(context))  # noqa: S704 - Jinja has escaped it


class Pieces(NamedTuple):
    """Items of a list that may be too long for a page: those that fit, and how many are left out."""

    shown: tuple[Markup, ...] = ()
    left: int = 0


def pieces(template: str, items: Sequence[object], room: int) -> Pieces:
    """Fill a template with one item after the other (as `one`), as long as there is room: so many bytes."""
    written, left = fit(items, lambda one: fill(template, one=one), room)
    return Pieces(tuple(map(Markup, written)), left)


@cache
def _environment() -> jinja2.Environment:
    """Jinja with podspec's delimiters, so that the style sheet's braces stand as they are."""
    made = jinja2.Environment(
        loader=jinja2.PackageLoader("podspec.reporters.html", "templates"),
        **SYNTAX,
        autoescape=True,
        finalize=_shown,
        auto_reload=False,
    )
    # What a section needs comes to it by name: a function of Jinja's would be one more thing to know.
    made.globals = {}
    return made


def _shown(value: object) -> object:
    """What nobody can see, or what turns a line around, becomes a sign that everybody sees."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
