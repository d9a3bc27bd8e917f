"""What one change brings with it.

A resource that is replaced has another ARN; what was given that ARN changes, too, and may be replaced for it. The
same goes for data sources that are read anew. This goes on until nothing more is touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple

from podspec.impact.attributes import Difference, differences, plain_path, uses
from podspec.impact.hcl.values import Expression, Reference, text
from podspec.impact.replacement import Kind, kind
from podspec.impact.resources import Resource
from podspec.model.impact import Action, AttributeChange

_REPLACED: Final = frozenset({Action.REPLACE, Action.MAY_REPLACE})


class Pair(NamedTuple):
    """A resource that is on both sides, under its new address."""

    old: Resource
    new: Resource


class Verdict(NamedTuple):
    """What happens to a resource, and why.

    Attributes:
        is_certain: whether its values are new for sure where they are new.
    """

    action: Action | None = None
    attributes: tuple[AttributeChange, ...] = ()
    is_certain: bool = True


def settle(pairs: Mapping[str, Pair], strangers: Iterable[str]) -> dict[str, Verdict]:
    """Judge all resources that are on both sides.

    Args:
        pairs: by address.
        strangers: addresses that only one side has.
    """
    waves = _Waves(pairs, frozenset(strangers))
    while waves.run():
        pass
    return waves.verdicts


class _Waves:
    """One wave after the other, each with what the last one found."""

    def __init__(self, pairs: Mapping[str, Pair], strangers: frozenset[str]) -> None:
        self._pairs, self._strangers = pairs, strangers
        self._uses = {address: list(uses(dict(pair.new.attributes))) for address, pair in pairs.items()}
        self._awaited = {address: list(self._before(pair)) for address, pair in pairs.items()}
        self.verdicts: dict[str, Verdict] = {address: Verdict() for address in pairs}
        self._direct = {address: self._differences(pair) for address, pair in pairs.items()}

    def run(self) -> bool:
        """Judge everything again; whether anything has changed."""
        verdicts = {address: self._verdict(address, pair) for address, pair in self._pairs.items()}
        changed = verdicts != self.verdicts
        self.verdicts = verdicts
        return changed

    def _differences(self, pair: Pair) -> list[Difference]:
        sets = kind(f"data.{pair.new.type}" if pair.new.mode == "data" else pair.new.type).sets
        found = differences(pair.old.attributes, pair.new.attributes, sets.__contains__, self._is_fresh)
        return [one for one in found if not _is_ignored(one.path, pair.new.lifecycle.ignored)]

    def _before(self, pair: Pair) -> Iterator[str]:
        """The managed resources that a data source waits for."""
        managed = [address for address, other in self._pairs.items() if other.new.mode == "managed"]
        for awaited in pair.new.waits_for:
            for address in (*managed, *self._strangers):
                if address == awaited or address.startswith((f"{awaited}[", f"{awaited}.")):
                    yield address

    def _is_fresh(self, reference: Reference) -> bool:
        if reference.address in self._strangers:
            return True
        verdict = self.verdicts.get(reference.address)
        return verdict is not None and verdict.action is Action.REPLACE

    def _verdict(self, address: str, pair: Pair) -> Verdict:
        known = kind(pair.new.type).given(pair.new.attributes)
        direct = [one for one in self._direct[address] if not _is_kept(one, known)]
        seen = {one.path for one in self._direct[address]}
        carried = [one for one in self._carried(address, pair, known) if one[0].path not in seen]
        triggers = list(self._triggers(pair))
        waiting = list(self._waiting(address))
        changes = [
            *(_as_change(one, known) for one in direct),
            *(change for change, _ in carried),
            *triggers,
            *waiting,
        ]
        if not changes:
            return Verdict()
        certain = (
            bool(triggers or waiting) or any(one.is_certain for one in direct) or any(sure for _, sure in carried)
        )
        action = Action.UPDATE if pair.new.mode == "data" else _action(changes)
        return Verdict(action, tuple(sorted(changes, key=lambda one: one.path)), certain)

    def _carried(self, address: str, pair: Pair, known: Kind) -> Iterator[tuple[AttributeChange, bool]]:
        """Attributes that say the same as before, of something that is new."""
        for path, expression in self._uses[address]:
            if _is_ignored(path, pair.new.lifecycle.ignored):
                continue
            cause, certain = self._renewed(expression)
            if cause:
                forces = known.forces(plain_path(path))
                shown = expression.text
                yield (
                    AttributeChange(path, shown, shown, forces if certain or not forces else None, cause),
                    certain,
                )

    def _renewed(self, expression: Expression) -> tuple[str, bool]:
        """The first thing referred to whose value is new, and whether that is certain."""
        doubtful = ""
        for address, attribute in expression.references:
            verdict = self.verdicts.get(address)
            if verdict is None or verdict.action is None:
                continue
            renews = kind(self._pairs[address].new.type).renews
            is_data = self._pairs[address].new.mode == "data"
            if not is_data and verdict.action not in _REPLACED and attribute not in renews:
                continue
            if verdict.action is not Action.MAY_REPLACE and verdict.is_certain:
                return address, True
            doubtful = doubtful or address
        return doubtful, False

    def _waiting(self, address: str) -> Iterator[AttributeChange]:
        """What puts off the reading of a data source until the apply, so that nobody knows what it will say."""
        for awaited in self._awaited[address]:
            verdict = self.verdicts.get(awaited)
            if verdict is None or verdict.action:
                yield AttributeChange("depends_on", awaited, awaited, because=awaited)

    def _triggers(self, pair: Pair) -> Iterator[AttributeChange]:
        """`replace_triggered_by`, where what it names has changed."""
        for address, attribute in pair.new.lifecycle.triggers:
            verdict = self.verdicts.get(address, Verdict())
            touched = {plain_path(change.path).split(".")[0] for change in verdict.attributes}
            if verdict.action in _REPLACED or (verdict.action and attribute in {"", *touched}):
                yield AttributeChange("replace_triggered_by", address, address, forces=True, because=address)


def _as_change(one: Difference, known: Kind) -> AttributeChange:
    forces = _forces(one, known)
    # Another way to the same value replaces nothing, and whether it is the same nobody can tell.
    return AttributeChange(
        one.path, text(one.old), text(one.new), forces if one.is_certain or not forces else None
    )


def _forces(one: Difference, known: Kind) -> bool | None:
    """Whether any part of what differs replaces the resource."""
    toggled = one.old is None or one.new is None
    answers = {known.forces(plain_path(path), toggled=toggled) for path in _parts(one)}
    return True if True in answers else None if None in answers else False


def _parts(one: Difference) -> Iterator[str]:
    for value in (one.old, one.new):
        if isinstance(value, dict):
            for name in value:
                yield from _parts(Difference(f"{one.path}.{name}", None, value[name]))
        elif isinstance(value, list):
            for item in value:
                yield from _parts(Difference(one.path, None, item))
    yield one.path


def _is_kept(one: Difference, known: Kind) -> bool:
    """Whether an argument is only taken away that AWS then keeps as it was."""
    return one.new is None and one.path in known.computed


def _is_ignored(path: str, ignored: Iterable[str]) -> bool:
    """Whether `ignore_changes` names a path, or what it is a part of."""
    path = _dotted(path)
    return any(one in {"all", path} or path.startswith((f"{one}.", f"{one}[")) for one in map(_dotted, ignored))


def _dotted(path: str) -> str:
    """A path with the keys of maps after dots, as all are written here."""
    return path.replace('["', ".").replace('"]', "")


def _action(changes: Iterable[AttributeChange]) -> Action:
    forces = {change.forces for change in changes}
    if True in forces:
        return Action.REPLACE
    return Action.MAY_REPLACE if None in forces else Action.UPDATE
