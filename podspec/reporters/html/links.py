"""Where GitHub shows the files that the page speaks of."""

from __future__ import annotations

from podspec.model.compilation import Compilation
from podspec.model.diagnostic import Label
from podspec.reporters.excerpt import visible

_GITHUB = "https://github.com"
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/")


class Links:
    """Addresses in the service's repository, on its default branch; none for a spec that cannot be read."""

    def __init__(self, about: Compilation) -> None:
        repository = about.spec.repository if about.spec else None
        self.repository = f"{_GITHUB}/{repository.slug}" if repository else ""
        self._files = f"{self.repository}/blob/{_quoted(repository.default_branch)}" if repository else ""

    def file(self, path: str, line: int = 0) -> str:
        """The address of a file, or of one of its lines; empty if nobody knows the repository."""
        return f"{self._files}/{_quoted(path)}{f'#L{line}' if line else ''}" if self._files else ""

    def place(self, label: Label) -> str:
        """The address of a place in a file."""
        return self.file(label.file, label.span.line if label.span else 0)


def _quoted(path: str) -> str:
    """A path as part of an address: nothing in it is read as a scheme, a query or a fragment."""
    return "".join(
        chr(one) if one in _UNRESERVED else f"%{one:02X}" for one in visible(path).encode("utf-8", "replace")
    )
