"""HCL text -> its body."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from podspec.impact.hcl.cursor import END, Cursor
from podspec.impact.hcl.expressions import expression
from podspec.impact.hcl.syntax import Block, Body, HclError, Literal, Node, Template
from podspec.quoting.hcl_tokens import IDENT, NEWLINE, STRING

# Modules are the same in many roots, and mostly on both sides of a change.
_REMEMBERED: Final = 2048
_MARKER: Final = "PODSPEC_END_OF_TEMPLATE"


@lru_cache(_REMEMBERED)
def parse(content: bytes, file: str = "") -> Body:
    """Read a file of Terraform.

    Args:
        content: the file.
        file: its path, for errors.

    Raises:
        HclError: it is not HCL, or not UTF-8.
    """
    try:
        at = Cursor(content.decode())
        return _body(at, END)
    except UnicodeDecodeError:
        raise HclError("this file is not UTF-8", file) from None
    except HclError as error:
        raise HclError(error.message, file, error.line) from None


@lru_cache(_REMEMBERED)
def parse_template(text: str) -> Node:
    """Read the text of a file for `templatefile`.

    Raises:
        HclError: an interpolation in it is not HCL.
    """
    # As a heredoc. Its last line end is the heredoc's own, so it is one too many.
    node = parse_expression(f"<<{_MARKER}\n{text}\n{_MARKER}\n")
    parts = node.parts if isinstance(node, Template) else (node,)
    *rest, last = parts
    text = str(last.value)[:-1] if isinstance(last, Literal) else ""
    return Template((*rest, Literal(text)))


def parse_expression(text: str) -> Node:
    """Read one expression.

    Raises:
        HclError: it is not one, or more than one.
    """
    at = Cursor(text)
    node = expression(at)
    at.skip_newlines()
    at.take(END)
    return node


def _body(at: Cursor, closing: str) -> Body:
    attributes: dict[str, Node] = {}
    blocks: list[Block] = []
    at.skip_newlines()
    while at.kind != closing:
        name = at.take(IDENT)
        if at.takes("="):
            if name in attributes:
                raise at.error(f"`{name}` is given twice")
            attributes[name] = expression(at)
        else:
            blocks.append(_block(at, name))
        if at.kind != closing:
            at.take(NEWLINE)
            at.skip_newlines()
    return Body(attributes, tuple(blocks))


def _block(at: Cursor, kind: str) -> Block:
    labels: list[str] = []
    while at.kind in {IDENT, STRING}:
        labels.append(at.take().strip('"'))
    at.enter("{")
    body = _body(at, "}")
    at.leave("}")
    return Block(kind, tuple(labels), body)
