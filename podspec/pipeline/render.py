"""Render jobs -> artifacts: fills the template, puts the header on top, lays HCL out as Terraform would."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache

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
        own, shared = _static(job) if templates.is_static(job.template) else (_dynamic(job), b"")
        # A file says by its first line whether it is a program.
        mode = 0o755 if own.startswith(b"#!") else 0o644
        digest = templates.digest(job.template)
        yield Artifact(job.output, own, mode, job.template, digest, job.used, shared)


def _static(job: RenderJob) -> tuple[bytes, bytes]:
    """What a static template's output has for itself, and what it has in common with that of other services."""
    first, rest = _first_and_encoded_rest(_fill(job))
    return _above(job, first).encode(), rest


@cache
def _first_and_encoded_rest(text: str) -> tuple[str, bytes]:
    first, rest = _split(text)
    return first, rest.encode()


def _dynamic(job: RenderJob) -> bytes:
    text = with_header(job, _fill(job))
    return (format_hcl(text) if job.output.endswith(".tf") else text).encode()


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
    first, rest = _split(text)
    return f"{_above(job, first)}{rest}"


def _split(text: str) -> tuple[str, str]:
    """The `#!` line, if there is one, and what follows."""
    end = text.find("\n") + 1 if text.startswith("#!") else 0
    return text[:end], text[end:]


def _above(job: RenderJob, first: str) -> str:
    """The `#!` line and the header, with an empty line after a header that stands alone."""
    name = job.output.rpartition("/")[2]
    ending = name[max(name.rfind("."), 0) :]
    opening, closing = _COMMENTS.get(ending, ("", ""))
    if not opening:
        return first
    source = f"{MARK}{comment(job.spec)} (template {job.template}.j2)."
    cure = "Do not edit: change the spec, then run `podspec render`."
    header = f"{opening}{source}{closing}\n{opening}{cure}{closing}\n"
    return f"{first}{header}" if first else f"{header}\n"
