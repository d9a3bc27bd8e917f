"""Render job -> which line of which template each line of its output comes from.

The template is filled once more, with marks in it: before each line of its text, and around each tag that prints.
A mark says where in the template what follows it stands, and is taken out again when the output is read. A mark
begins and ends with NUL, which can stand in no spec.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import jinja2
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from podspec.model.artifact import RenderJob
from podspec.model.origin import TemplateLine
from podspec.pipeline import templates
from podspec.pipeline.render import with_header

#: Tags that others stand in, each until its `end…`; `else` and `elif` open another part of theirs.
_BLOCKS = frozenset({"for", "if", "macro", "call", "filter", "with"})
_TURNS = frozenset({"else", "elif"})
_BACK = "\0\0"
_MARK = re.compile("\0([^\0]*)\0")


def template_lines(job: RenderJob) -> tuple[tuple[TemplateLine, ...], ...]:
    """For each line of the job's artifact, the template lines that made it: none for podspec's own header.

    Laying out HCL changes no number of lines, so what holds of the filled template holds of the artifact.
    """
    filled = list(_static(job) if templates.is_static(job.template) else _dynamic(job))
    plain = "".join(piece.text for piece in filled)
    top = 1 if plain.startswith("#!") else 0
    added = with_header(job, plain).count("\n") - plain.count("\n")
    lines = _by_line(filled)
    return (*lines[:top], *([()] * added), *lines[top:])


class _Piece(NamedTuple):
    """A piece of output, and the template lines that made it: an included one before the one that includes it."""

    text: str
    made_by: tuple[TemplateLine, ...]


def _static(job: RenderJob) -> Iterator[_Piece]:
    name = f"{job.template}{templates.SUFFIX}"
    for number, text in enumerate(re.findall(r"[^\n]*\n|[^\n]+", templates.texts()[name]), start=1):
        yield _Piece(text, (TemplateLine(name, number),))


def _dynamic(job: RenderJob) -> Iterator[_Piece]:
    """Fill the marked template, and cut its output at the marks."""
    output = _marked().get_template(f"{job.template}{templates.SUFFIX}").render(job.context)
    around: list[TemplateLine] = []
    here: tuple[TemplateLine, ...] = ()
    for index, piece in enumerate(_MARK.split(output)):
        if index % 2 == 0:
            yield _Piece(piece, here)
        elif piece.startswith("+"):
            around.append(_read(piece[1:]))
            here = tuple(reversed(around))
        elif piece:
            here = (_read(piece), *reversed(around))
        else:
            around.pop()
            here = tuple(reversed(around))


def _by_line(pieces: list[_Piece]) -> tuple[tuple[TemplateLine, ...], ...]:
    """The template lines that have a character in each line of the output, its line feed included."""
    lines: list[dict[TemplateLine, None]] = [{}]
    for piece in pieces:
        for index, text in enumerate(piece.text.split("\n")):
            if index:
                lines[-1].update(dict.fromkeys(piece.made_by))
                lines.append({})
            if text:
                lines[-1].update(dict.fromkeys(piece.made_by))
    return tuple(tuple(line) for line in (lines if lines[-1] else lines[:-1]))


# -- marks -------------------------------------------------------------------------------------------


def _write(name: str, line: int, inside: list[int]) -> str:
    return f"{name}:{line}:{','.join(map(str, inside))}"


def _read(mark: str) -> TemplateLine:
    name, line, inside = mark.rsplit(":", 2)
    return TemplateLine(name, int(line), tuple(int(one) for one in inside.split(",") if one))


@cache
def _marked() -> jinja2.Environment:
    """The Jinja that renders, but for the marks."""
    made = templates.environment().overlay(extensions=[_Marks])
    made.loader = jinja2.DictLoader(templates.texts())
    return made


class _Marks(Extension):
    """Puts the marks between the tokens of a template, when the lexer has taken away blanks around tags."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """The tokens of one template with marks between them."""
        name, inside, closes = str(stream.name), list[int](), False
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", _mark_lines(token, name, inside))
                continue
            includes = token.type == "block_begin" and stream.current.value == "include"
            if includes or token.type == "variable_begin":
                yield Token(token.lineno, "data", f"\0+{_write(name, token.lineno, inside)}\0")
                closes = True
            elif token.type == "block_begin":
                _enter(inside, stream.current.value, token.lineno)
            yield token
            if closes and token.type in {"variable_end", "block_end"}:
                yield Token(token.lineno, "data", _BACK)
                closes = False


def _mark_lines(token: Token, name: str, inside: list[int]) -> str:
    texts = enumerate(token.value.split("\n"), start=token.lineno)
    return "\n".join(f"\0{_write(name, line, inside)}\0{text}" for line, text in texts)


def _enter(inside: list[int], tag: str, line: int) -> None:
    """Note a tag that the following tokens stand in, or no longer do."""
    if tag in _BLOCKS:
        inside.append(line)
    elif tag in _TURNS:
        inside[-1] = line
    elif tag.removeprefix("end") in _BLOCKS:
        inside.pop()
