"""Many drifts of one cause as one: people read a cause once, and then whether another one hides among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from podspec.model.diagnostic import Label
from podspec.model.drift import Drift, DriftKind

#: Drifts of one cause that are shown one by one. What is not podspec's own work is looked at file by file.
_FEW, _FEW_OF_PEOPLE = 3, 10
_OF_PEOPLE = {DriftKind.CONFLICTED, DriftKind.EDITED, DriftKind.UNMANAGED}
_Key = tuple[DriftKind, str, str, tuple[str, ...], object]


class Fold(NamedTuple):
    """Drifts of one kind, cause and cure, one of which stands for all."""

    drifts: tuple[Drift, ...]

    @property
    def example(self) -> Drift:
        """The one that is shown with its diff: of what runs rather than of a page about it."""
        return next((one for one in self.drifts if "/docs/" not in one.path), self.drifts[0])

    @property
    def cause(self) -> str:
        """What all of them have in common."""
        return self.example.cause if len(self.causes) == 1 else self.example.theme

    @property
    def causes(self) -> Counter[str]:
        """What each says for itself, and how many say so."""
        return Counter(one.cause for one in self.drifts)

    @property
    def because(self) -> tuple[Label, ...]:
        """All places that decide any of them, each once and by its shortest name."""
        labels = {label for one in self.drifts for label in one.because}
        found = {(one.file, one.span or one.text): one for one in sorted(labels, key=_length, reverse=True)}
        return tuple(sorted(found.values(), key=lambda one: (one.file, one.span or (), one.text)))

    @property
    def is_many(self) -> bool:
        """Whether they are too many to be shown one by one."""
        return len(self.drifts) > (_FEW_OF_PEOPLE if self.example.kind in _OF_PEOPLE else _FEW)


def _length(label: Label) -> tuple[int, str]:
    return len(label.text), label.text


def folds(drifts: Iterable[Drift]) -> list[Fold]:
    """The drifts by what causes them: those of many files first, so that no cause is lost below a long list."""
    groups: dict[_Key, list[Drift]] = {}
    for one in drifts:
        groups.setdefault(_key(one), []).append(one)
    found = [Fold(tuple(group)) for group in groups.values()]
    return sorted(found, key=lambda fold: -len(fold.drifts) if fold.is_many else 0)


def _key(one: Drift) -> _Key:
    """What two drifts share that are one to a person: of changed values, the first place that decides them."""
    place = (one.because[0].file, one.because[0].span or one.because[0].text) if one.because else ()
    return one.kind, one.cure, one.theme or one.cause, one.also, place
