"""Diagnostics -> what an editor underlines: the same codes, places and words as `podspec validate`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from lsprotocol import types as lsp

from podspec.lsp.desk import Desk, Document, uri_of
from podspec.lsp.positions import Positions, Units
from podspec.model.compilation import Compilation
from podspec.model.diagnostic import Diagnostic, Label, Severity
from podspec.model.layout import POLICY_FILE
from podspec.model.source import Source

_SOURCE = "podspec"
_SEVERITIES = {
    Severity.ERROR: lsp.DiagnosticSeverity.Error,
    Severity.WARNING: lsp.DiagnosticSeverity.Warning,
}

#: What is underlined in each file, by its address.
Underlined = dict[str, list[lsp.Diagnostic]]


def findings(desk: Desk, *, related: bool = True) -> Underlined:
    """All findings in the open specs and in the policies that judge them; a list that is empty clears a file.

    `related` gives the second places of a finding, too: not every editor shows them.
    """
    found: Underlined = defaultdict(list)
    failed = _of_policies(desk, found)
    for document in desk.specs:
        found[document.uri] += [_not_judged(document)] if document.root in failed else []
        told = () if document.root in failed else document.analysed.diagnostics
        _add(found, told, Places.of_spec(document), related=related)
    return dict(found)


def _of_policies(desk: Desk, found: Underlined) -> set[Path]:
    """Add the findings in policies; the repositories whose policy is wrong, so that no spec is judged."""
    failed = set()
    for root, law in desk.laws():
        found[uri_of(root / POLICY_FILE)] += []
        _add(found, law.diagnostics, Places.of_policy(root, law, desk.units), related=False)
        if law.failed:
            failed.add(root)
    return failed


class Places:
    """Where each file that a finding may name stands, by its path from the root."""

    def __init__(self, root: Path, units: Units) -> None:
        self._root, self._units = root, units
        self._files: dict[str, tuple[str, Positions]] = {}

    @classmethod
    def of_spec(cls, document: Document) -> Places:
        """The places of an open spec, and of the policy that it is judged by."""
        places = cls(document.root, document.units)
        places._files[document.file] = document.uri, document.positions
        if document.policy:
            places._add(document.policy.source)
        return places

    @classmethod
    def of_policy(cls, root: Path, law: Compilation, units: Units) -> Places:
        """The places of a policy."""
        places = cls(root, units)
        if law.source:
            places._add(law.source)
        return places

    def _add(self, source: Source) -> None:
        self._files[source.path] = uri_of(self._root / source.path), Positions(source.text, self._units)

    def place(self, label: Label) -> lsp.Location:
        """A label's place for the editor."""
        nowhere = uri_of(self._root / label.file), Positions("", self._units)
        uri, positions = self._files.get(label.file, nowhere)
        return lsp.Location(uri, positions.range(label.span))


def _add(found: Underlined, told: Iterable[Diagnostic], places: Places, *, related: bool) -> None:
    for one in told:
        here = places.place(one.primary)
        made = shown(one, places, related=related)
        if made not in found[here.uri]:  # two specs may break the policy at one place
            found[here.uri].append(made)


def shown(one: Diagnostic, places: Places, *, related: bool = True) -> lsp.Diagnostic:
    """One finding for the editor."""
    others = [lsp.DiagnosticRelatedInformation(places.place(label), label.text) for label in one.related]
    return lsp.Diagnostic(
        range=places.place(one.primary).range,
        message="\n".join(filter(None, [one.message, one.primary.text, one.help and f"help: {one.help}"])),
        severity=_SEVERITIES[one.severity],
        code=one.code,
        source=_SOURCE,
        related_information=others if others and related else None,
    )


def _not_judged(document: Document) -> lsp.Diagnostic:
    """What stands in a spec while nothing can be said of it."""
    message = f"{POLICY_FILE} is wrong: no spec is judged until it is right"
    return lsp.Diagnostic(
        document.positions.range(None), message, lsp.DiagnosticSeverity.Information, source=_SOURCE
    )
