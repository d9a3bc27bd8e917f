"""The templates, from the wheel or from a checkout: their texts, their digests, and what fills them."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import CodeType
from typing import Any, Final

import jinja2

from podspec.pipeline.compiled import load_or_compile
from podspec.quoting import FILTERS

SUFFIX = ".j2"
_TAG = "<%"
#: How templates are written: the braces of Terraform, GitHub and style sheets stand as they are.
SYNTAX: Final[dict[str, Any]] = {
    "block_start_string": _TAG,
    "block_end_string": "%>",
    "variable_start_string": "<%=",
    "variable_end_string": "%>",
    "comment_start_string": "<%#",
    "comment_end_string": "%>",
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
    "undefined": jinja2.StrictUndefined,
}
_USED = re.compile(r'<%-?\s*(?:include|import|from|extends)\s+"([^"]+)"')


@cache
def root() -> Path:
    """The folder of the templates: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


@cache
def texts() -> dict[str, str]:
    """Every template's text, by its path below the root with its suffix."""
    top = str(root())
    found = [os.path.join(folder, name) for folder, _, names in os.walk(top) for name in names]  # noqa: PTH118 - as below
    return {one[len(top) + 1 :].replace(os.sep, "/"): _text(one) for one in found if one.endswith(SUFFIX)}


def _text(file: str) -> str:
    with open(file, encoding="utf-8") as opened:  # noqa: PTH123 - of hundreds of files: paths as objects take twice as long
        return opened.read()


@cache
def digest(template: str) -> str:
    """SHA-256 of a template and all that it includes: what tells a changed template from a changed spec."""
    text = texts()[f"{template}{SUFFIX}"]
    used = [digest(name.removesuffix(SUFFIX)) for name in _USED.findall(text)]
    return sha256("\0".join([text, *used]).encode()).hexdigest()


@cache
def is_static(template: str) -> bool:
    """True if a template has no tags: its text is its output, whatever the spec says."""
    return _TAG not in texts()[f"{template}{SUFFIX}"]


def filler(template: str) -> Callable[[Mapping[str, object]], str]:
    """What turns a context into the template's output."""
    if is_static(template):
        text = texts()[f"{template}{SUFFIX}"]
        return lambda _context: text
    return environment().get_template(f"{template}{SUFFIX}").render


@cache
def environment() -> jinja2.Environment:
    """Jinja with podspec's delimiters, so that `${{ }}`, `${}`, `%{}` and `[[ ]]` stand as they are."""
    made = jinja2.Environment(  # noqa: S701 - every value passes the filter of its own language; HTML's would be wrong
        loader=_Compiled(),
        **SYNTAX,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters = dict(FILTERS)
    made.globals = {}
    return made


class _Compiled(jinja2.BaseLoader):
    """Gives Jinja templates that are compiled already: compiling takes far longer than rendering."""

    def __init__(self) -> None:
        self._codes: dict[str, CodeType] | None = None

    def load(
        self,
        environment: jinja2.Environment,
        name: str,
        globals: Mapping[str, object] | None = None,  # noqa: A002 - Jinja's signature
    ) -> jinja2.Template:
        if self._codes is None:
            dynamic = {one: text for one, text in texts().items() if _TAG in text}
            self._codes = load_or_compile(environment, dynamic)
        if name not in self._codes:
            raise jinja2.TemplateNotFound(name)
        known = environment.make_globals(dict(globals or {}))
        return environment.template_class.from_code(environment, self._codes[name], known)
