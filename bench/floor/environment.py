"""Jinja as the floor uses it: at build, and when it renders."""

from __future__ import annotations

import json

import jinja2


def environment(loader: jinja2.BaseLoader | None = None) -> jinja2.Environment:
    """An environment with the one filter that the floor's templates use: `flow`, JSON, which HCL reads, too."""
    made = jinja2.Environment(  # noqa: S701 - Terraform, not HTML
        loader=loader,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
        cache_size=-1,
    )
    made.filters["flow"] = json.dumps
    return made
