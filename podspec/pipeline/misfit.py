"""Where a value does not fit its model: pydantic's error, placed in the spec, on its way to people's words."""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from podspec.model.source import Mapping, Path, Place, Span, dotted, locate

#: The code of a key that is missing.
MISSING = "PS101"


class Words(NamedTuple):
    """A misfit, put into words and placed."""

    code: str
    message: str
    span: Span
    label: str
    help: str = ""
    #: the key that an unknown one most likely stands for
    meant: str | None = None
    file: str = ""


class Route(NamedTuple):
    """A place that pydantic names, as a path of the spec, and the model that the last part is a key of.

    Where that model is one of several kinds, such as the strategies of a rollout, `kinds` holds all of them.
    """

    path: Path
    parent: type[BaseModel] | None
    kinds: dict[str, type[BaseModel]]


class Misfit(NamedTuple):
    """One error of pydantic's, with all that is needed to put it into words."""

    kind: str
    context: dict[str, Any]
    route: Route
    tree: Mapping

    @property
    def path(self) -> Path:
        """Where it stands, in the spec."""
        return self.route.path

    @property
    def place(self) -> Place:
        """Where it stands."""
        return locate(self.tree, self.path)

    @property
    def what(self) -> str:
        """What people call the value."""
        return dotted(self.path) or "the spec"

    @property
    def field(self) -> FieldInfo | None:
        """The field that it is about; None where it is no field's own."""
        return fields_of(self.route.parent).get(str(self.path[-1])) if self.path else None


def fields_of(model: type[BaseModel] | None) -> dict[str, FieldInfo]:
    """A model's fields by the keys that people write."""
    return {field.alias or name: field for name, field in model.model_fields.items()} if model else {}
