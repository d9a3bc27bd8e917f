"""Where a spec declares its secrets, and where it gives them to the container."""

from __future__ import annotations

from podspec.lsp.outline import Key, Outline
from podspec.model.source import Path

_ENVIRONMENTS = "environments"


def is_use(path: Path) -> bool:
    """True for the path of a variable that carries a secret."""
    return _in_base(path)[:-1] == ("container", "secrets")


def is_declaration(path: Path) -> bool:
    """True for the path of a secret."""
    return _in_base(path)[:-1] == ("secrets",)


def declared(outline: Outline) -> list[str]:
    """The names of all secrets, those of overlays too."""
    return list(dict.fromkeys(str(key.path[-1]) for key in outline.keys if is_declaration(key.path)))


def name_at(key: Key, line: int, column: int) -> str | None:
    """The secret that a place is about, also that of the variable which carries it; None if it is about none."""
    if is_declaration(key.path) and key.holds(line, column):
        return str(key.path[-1])
    return key.text or None if is_use(key.path) else None


def declarations(outline: Outline, name: str) -> list[Key]:
    """Where a secret is declared, the base first."""
    found = [key for key in outline.keys if is_declaration(key.path) and key.path[-1] == name]
    return sorted(found, key=lambda key: len(key.path))


def uses(outline: Outline, name: str) -> list[Key]:
    """The variables that carry a secret."""
    return [key for key in outline.keys if is_use(key.path) and key.text == name]


def _in_base(path: Path) -> Path:
    """A path of an overlay as that of the base."""
    return path[2:] if path[:1] == (_ENVIRONMENTS,) else path
