"""Render jobs -> artifacts: fills the template, puts the header on top, lays HCL out as Terraform would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

import jinja2

from podspec.model.artifact import Artifact, RenderJob
from podspec.model.layout import MARK
from podspec.pipeline import templates
from podspec.quoting.comment import comment
from podspec.quoting.hcl_format import format_hcl

# How each format writes a comment; a format that is not listed has none.
_HASH = ("# ", "")
_ANGLE = ("<!-- ", " -->")
_COMMENTS = {
    ".env": _HASH,
    ".gitattributes": _HASH,
    ".hcl": _HASH,
    ".html": _ANGLE,
    ".md": _ANGLE,
    ".py": _HASH,
    ".service": _HASH,
    ".sh": _HASH,
    ".svg": _ANGLE,
    ".tf": _HASH,
    ".tfvars": _HASH,
    ".timer": _HASH,
    ".toml": _HASH,
    ".yaml": _HASH,
    ".yml": _HASH,
}


class TemplateError(Exception):
    """A template is wrong: a bug of podspec's, told with the template's own file and line."""


def render(jobs: Iterable[RenderJob]) -> Iterator[Artifact]:
    """Render every job.

    Raises:
        TemplateError: where a template is at fault.
    """
    for job in jobs:
        text = with_header(job, _fill(job))
        if job.output.endswith(".tf") and not templates.is_static(job.template):
            text = format_hcl(text)
        # A file says by its first line whether it is a program.
        mode = 0o755 if text.startswith("#!") else 0o644
        yield Artifact(job.output, text.encode(), mode, job.template, templates.digest(job.template), job.used)


def _fill(job: RenderJob) -> str:
    try:
        return templates.filler(job.template)(job.context)
    except jinja2.TemplateSyntaxError as error:
        raise TemplateError(f"templates/{error.name}:{error.lineno}: {error.message}") from error
    except Exception as error:  # whatever a filter raises, the template's line is what helps
        line = _line_in(error, f"{job.template}.j2")
        raise TemplateError(f"templates/{job.template}.j2:{line}: {type(error).__name__}: {error}") from error


def _line_in(error: BaseException, template: str) -> int:
    """The line of `template` in a traceback that Jinja has mapped back to templates; 0 if it is not in it."""
    from traceback import extract_tb

    lines = [frame.lineno for frame in extract_tb(error.__traceback__) if frame.filename.endswith(template)]
    return (lines[-1] or 0) if lines else 0


def with_header(job: RenderJob, text: str) -> str:
    """Say on top where the file comes from; below a `#!` line, which must stay first."""
    path = PurePosixPath(job.output)
    opening, closing = _COMMENTS.get(path.suffix or path.name, ("", ""))
    if not opening:
        return text
    source = f"{MARK}{comment(job.spec)} (template {job.template}.j2)."
    cure = "Do not edit: change the spec, then run `podspec render`."
    header = f"{opening}{source}{closing}\n{opening}{cure}{closing}\n"
    if text.startswith("#!"):
        first, _, rest = text.partition("\n")
        return f"{first}\n{header}{rest}"
    return f"{header}\n{text}"
