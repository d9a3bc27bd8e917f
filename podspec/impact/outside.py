"""Where Terraform refers to files that podspec does not have: a change of those is seen by nobody."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from typing import Final

from podspec.impact.hcl.syntax import HclError, Literal
from podspec.impact.tree import Tree, source_folder

_COMMENT: Final = re.compile(r"^[ \t]*(?:#|//).*$", re.MULTILINE)
_MODULE: Final = re.compile(rb'^[ \t]*module[ \t]+"', re.MULTILINE)
_OF_MODULE: Final = re.compile(r'"\$\{path\.(?:module|root|cwd)\}(/[^"]*)"')
_RELATIVE: Final = re.compile(r'"(\.\.?/[^"]*)"')
_ABSOLUTE: Final = re.compile(r'\b(?:file\w*|templatefile)\(\s*"([/~][^"]*)')
#: Terraform writes there itself.
_OWN: Final = "/.terraform/"
#: References of a folder that are named.
_MOST: Final = 3


def outside(files: Mapping[str, bytes]) -> tuple[str, ...]:
    """A note for each folder of Terraform that refers to something which is not among the files.

    Text is read, not evaluated: a path that is put together of variables is seen by its pieces.
    """
    tree, notes = Tree(files), []
    known = _known(files)
    for folder in sorted({posixpath.dirname(path) for path in files if path.endswith(".tf")}):
        found = dict.fromkeys(one for path in tree.paths(folder) for one in _missing(tree, path, known))
        if found:
            named = ", ".join(list(found)[:_MOST]) + (
                f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
            )
            notes.append(f"{folder}: refers to files that podspec does not read: {named}")
    return tuple(notes)


def _known(files: Mapping[str, bytes]) -> set[str]:
    """All files, and the folders that they stand in."""
    known = set(files)
    for path in files:
        while path := posixpath.dirname(path):
            if path in known:
                break
            known.add(path)
    return known


def _missing(tree: Tree, path: str, known: set[str]) -> Iterator[str]:
    content = tree.files[path]
    if _MODULE.search(content):
        yield from _foreign_modules(tree, path)
    text, folder = _COMMENT.sub("", content.decode(errors="replace")), posixpath.dirname(path)
    for said in (*_OF_MODULE.findall(text), *_RELATIVE.findall(text)):
        if _OWN not in said and not _is_known(folder, said, known):
            yield said.lstrip("/")
    yield from _ABSOLUTE.findall(text)


def _is_known(folder: str, said: str, known: set[str]) -> bool:
    fixed, _, rest = said.partition("${")
    if ".." in rest:
        return False
    place = fixed if not rest else fixed[: fixed.rfind("/") + 1]
    return posixpath.normpath(posixpath.join(folder, place.lstrip("/"))) in known


def _foreign_modules(tree: Tree, path: str) -> Iterator[str]:
    folder = posixpath.dirname(path)
    try:
        calls = [block for block in tree.blocks(folder) if block.type == "module"]
    except HclError:
        return
    for block in calls:
        called = source_folder(block, folder)
        if called is None or not tree.paths(called):
            source = block.body.attributes.get("source")
            yield f"module {source.value if isinstance(source, Literal) else ' '.join(block.labels)}"
