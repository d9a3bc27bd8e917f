"""A view of the spec that notes which values are read, so that each artifact knows what it depends on."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar, cast

from pydantic import BaseModel

Viewed = TypeVar("Viewed")

#: Noted for a block that need not be there, such as a target: whether it is there decides something by itself.
GIVEN = "given"
_SCALARS = {str, int, float, bool, type(None)}


class Reads:
    """The values that were read, by path."""

    def __init__(self) -> None:
        self.values: dict[str, object] = {}

    def view(self, value: Viewed, path: str) -> Viewed:
        """The same value to whoever reads it, but every leaf that is read is noted under its path."""
        return cast("Viewed", self._wrap(value, path))

    def note(self, path: str, value: object) -> None:
        """Note a value that was read in another way."""
        self.values[path] = value

    def _wrap(self, value: object, path: str) -> object:
        # First what most values are: to ask pydantic whether something is a model takes far longer.
        if type(value) in _SCALARS:
            self.values[path] = value
            return value
        if isinstance(value, BaseModel):
            return _View(self, value, path)
        self.values[path] = _plain(value)
        if isinstance(value, dict):
            return {key: self._inside(one, f"{path}.{key}") for key, one in value.items()}
        if isinstance(value, tuple):
            return tuple(self._inside(one, f"{path}[{index}]") for index, one in enumerate(value))
        return value

    def _inside(self, value: object, path: str) -> object:
        """What stands in a collection that was read as a whole: only models go on being traced."""
        return _View(self, value, path) if isinstance(value, BaseModel) else value


class _View:
    """Stands for a block of the spec. Reading an attribute reads the block's field."""

    __slots__ = ("_model", "_path", "_reads")

    # A view passes for what it shows, so that `isinstance` tells which form of a block the spec has.
    __class__ = property(lambda view: type(view._model))  # noqa: SLF001 - its own half

    def __init__(self, reads: Reads, model: BaseModel, path: str) -> None:
        self._reads = reads
        self._model = model
        self._path = path

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - as many types as the spec has
        key, may_be_absent = _field(type(self._model), name)
        path = f"{self._path}.{key}" if self._path else key
        value = getattr(self._model, name)
        if may_be_absent and value is not None and isinstance(value, BaseModel):
            self._reads.note(path, GIVEN)
        return self._reads._wrap(value, path)  # noqa: SLF001 - two halves of one thing


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
