"""Functions that read files: from the tree that is looked at, never from the disk."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from podspec.impact.hcl.functions_of_collections import as_set
from podspec.impact.hcl.functions_of_text import DIGESTS
from podspec.impact.hcl.parse import parse_template
from podspec.impact.hcl.syntax import HclError
from podspec.impact.hcl.values import FailedError, Value

if TYPE_CHECKING:
    from podspec.impact.hcl.evaluate import Scope


def _file(scope: Scope, path: str) -> Value:
    return scope.read(path).decode()


def _base64(scope: Scope, path: str) -> Value:
    from base64 import b64encode

    return b64encode(scope.read(path)).decode()


def _exists(scope: Scope, path: str) -> Value:
    try:
        scope.read(path)
    except FailedError:
        return False
    return True


def _fileset(scope: Scope, folder: str, pattern: str) -> Value:
    matches = _glob(pattern)
    return as_set(path for path in scope.files(folder) if matches.fullmatch(path))


def _glob(pattern: str) -> re.Pattern[str]:
    """`**` goes through folders, `*` and `?` stay in one, braces hold alternatives."""
    return re.compile("".join(_GLOB.get(piece, re.escape(piece)) for piece in _PIECES.findall(pattern)))


def _template(scope: Scope, path: str, variables: dict[str, object]) -> Value:
    from podspec.impact.hcl.evaluate import evaluate

    try:
        node = parse_template(scope.read(path).decode())
    except HclError as error:
        raise FailedError(str(error)) from None
    return evaluate(node, scope._replace(bound=variables, root=_unbound))


def _unbound(name: str) -> object:
    raise FailedError(f"{name} is not among the variables")


def _digest(digest: Callable[[bytes], str]) -> Callable[[Scope, str], Value]:
    return lambda scope, path: digest(scope.read(path))


_PIECES: Final = re.compile(r"\*\*/|\*+|.", re.DOTALL)
_GLOB: Final = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]", "{": "(?:", ",": "|", "}": ")"}
FUNCTIONS: Final[dict[str, Callable[..., Value]]] = {
    "file": _file,
    "filebase64": _base64,
    "fileexists": _exists,
    "fileset": _fileset,
    "templatefile": _template,
    **{f"file{name}": _digest(digest) for name, digest in DIGESTS.items()},
}
