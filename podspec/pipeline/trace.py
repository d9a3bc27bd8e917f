"""A view of the spec that notes which values are read, so that each artifact knows what it depends on."""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple, TypeVar, cast

from pydantic import BaseModel

Viewed = TypeVar("Viewed")

#: Noted for a block that need not be there, such as a target: whether it is there decides something by itself.
GIVEN = "given"


class Reads:
    """The values that were read, by path."""

    def __init__(self) -> None:
        self.values: dict[str, object] = {}

    def view(self, block: Viewed, path: str) -> Viewed:
        """The same block to whoever reads it, but every leaf that is read is noted under its path."""
        return cast("Viewed", _View(self, cast("BaseModel", block), path))

    def note(self, path: str, value: object) -> None:
        """Note a value that was read in another way."""
        self.values[path] = value


class _Read(NamedTuple):
    """What a field gives to whoever reads it, and the note that this leaves; none, if the path is empty."""

    result: object
    path: str
    value: object


class _View:
    """Stands for a block of the spec. Reading an attribute reads the block's field."""

    __slots__ = ("_known", "_model", "_path", "_reads")

    # A view passes for what it shows, so that `isinstance` tells which form of a block the spec has.
    __class__ = property(lambda view: type(view._model))  # noqa: SLF001 - its own half

    def __init__(self, reads: Reads, model: BaseModel, path: str) -> None:
        self._reads = reads
        self._model = model
        self._path = path
        #: Every template reads much the same fields, and each of them is to be noted each time.
        self._known: dict[str, _Read] = {}

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as many types as the spec has
        read = self._known.get(name)
        if read is None:
            read = self._known[name] = self._field(name)
        if read.path:
            self._reads.values[read.path] = read.value
        return read.result

    def _field(self, name: str) -> _Read:
        key, may_be_absent = _field(type(self._model), name)
        path = f"{self._path}.{key}" if self._path else key
        value = getattr(self._model, name)
        if isinstance(value, BaseModel):
            return _Read(_View(self._reads, value, path), path if may_be_absent else "", GIVEN)
        return _Read(_viewed(self._reads, value, path), path, _plain(value))


def _viewed(reads: Reads, value: object, path: str) -> object:
    """A value that is read as a whole: only models in it go on being traced."""
    if isinstance(value, BaseModel):
        return _View(reads, value, path)
    if isinstance(value, dict):
        return {key: _viewed(reads, one, f"{path}.{key}") for key, one in value.items()}
    if isinstance(value, tuple):
        return tuple(_viewed(reads, one, f"{path}[{index}]") for index, one in enumerate(value))
    return value


@cache
def _field(model: type[BaseModel], name: str) -> tuple[str, bool]:
    """What a field of a block is called in a spec, and whether it is None where the spec does not give it."""
    field = model.model_fields[name]
    return field.alias or name, field.default is None


def _plain(value: object) -> object:
    """A value as JSON knows it, for its digest."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", by_alias=True)
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value
