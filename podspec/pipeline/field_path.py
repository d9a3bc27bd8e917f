"""A path in a policy -> the field of the spec that it leads to, judged against the spec's own models."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from podspec.model.environment import OVERLAID, OWN, Environment
from podspec.model.nearest import nearest
from podspec.model.source import Plain
from podspec.model.spec import Spec
from podspec.pipeline.misfit import fields_of
from podspec.pipeline.shape import arms_of, type_of

#: Stands in a path for every environment, and for every entry of a list or of a mapping of the user's.
EACH = "*"
_ENVIRONMENTS = "environments"


class Field(NamedTuple):
    """A field of the spec.

    `parts` lead to it in a resolved environment, if `is_resolved`, else in the spec as a whole; `environment` is
    the only one that is meant, if there is one; `types` are the types that the value may have.
    """

    text: str
    parts: tuple[str, ...]
    is_resolved: bool
    environment: str | None
    types: tuple[Any, ...]

    @property
    def is_many(self) -> bool:
        """True if the path leads to every entry of something."""
        return EACH in self.parts

    @property
    def choices(self) -> tuple[Plain, ...]:
        """The values that the field takes, where it takes a few only."""
        return tuple(one for type_ in self.types if get_origin(type_) is Literal for one in get_args(type_))

    def takes(self, kind: type) -> bool:
        """True if the field takes values of a kind: str, int, float, bool, tuple or dict."""
        return kind in set(self._kinds())

    def _kinds(self) -> Iterator[type]:
        for type_ in self.types:
            origin = get_origin(type_)
            if origin is Literal:
                yield from (type(one) for one in get_args(type_))
            elif isinstance(type_, type) and issubclass(type_, BaseModel):
                yield dict
            else:
                yield origin or type_


class UnknownError(ValueError):
    """A path that leads to no field; `help` says what it may have been meant to be."""

    def __init__(self, message: str, help_: str) -> None:
        super().__init__(message)
        self.help = help_


@cache  # every environment of every spec asks for it again
def find_field(text: str) -> Field:
    """The field at a path as people write it in a spec, such as `environments.*.approval.reviewers`.

    Raises:
        UnknownError: if there is no such field.
    """
    parts = tuple(text.split("."))
    if parts[0] == _ENVIRONMENTS:
        return _of_environment(text, parts)
    if parts[0] not in Spec.model_fields:
        raise UnknownError(f"the spec has no `{parts[0]}`", _advice(parts, "", list(Spec.model_fields)))
    return Field(text, parts, parts[0] in OVERLAID, None, _walk(Spec, parts, ""))


def _of_environment(text: str, parts: tuple[str, ...]) -> Field:
    name, inside = (parts[1] if parts[1:] else EACH), parts[2:]
    if not inside:
        raise UnknownError(
            f"`{text}` is no field", f"name one of its fields, such as environments.{name}.approval"
        )
    known, above = [*OWN, *OVERLAID], f"environments.{name}."
    if inside[0] not in known:
        raise UnknownError(f"an environment has no `{inside[0]}`", _advice(inside, above, known))
    only = None if name == EACH else name
    return Field(text, inside, is_resolved=True, environment=only, types=_walk(Environment, inside, above))


def _walk(root: type[BaseModel], parts: tuple[str, ...], above: str) -> tuple[Any, ...]:
    """Follow the parts through the models, every alternative at once; `above` stands before them in messages."""
    here: list[Any] = [root]
    for depth, part in enumerate(parts):
        below = [type_of(one, part) for one in here if _enters(one, part)]
        found = [arm.type for one in below if one is not None for arm in arms_of(one)]
        if not found:
            where = f"`{above}{'.'.join(parts[:depth])}`".replace(".`", "`")
            known = list(dict.fromkeys(key for one in here if _is_block(one) for key in fields_of(one)))
            raise UnknownError(f"{where} has no `{part}`", _advice(parts, above, known, depth))
        here = found
    return tuple(here)


def _enters(type_: Any, part: str) -> bool:  # noqa: ANN401 - any annotation
    """Whether a part can stand below a type: blocks have names, lists have only `*`, mappings have both."""
    return part != EACH if _is_block(type_) else part == EACH or get_origin(type_) is dict


def _is_block(type_: Any) -> bool:  # noqa: ANN401 - any annotation
    return isinstance(type_, type) and issubclass(type_, BaseModel)


def _advice(parts: tuple[str, ...], above: str, known: list[str], depth: int = 0) -> str:
    """What the part at a depth was probably meant to be."""
    if not above and parts[0] in OWN:
        return f"it belongs to an environment: environments.*.{'.'.join(parts)}"
    meant = nearest(parts[depth], known)
    if meant:
        return f"did you mean {above}{'.'.join((*parts[:depth], meant))}?"
    return f"known here: {', '.join(known)}" if known else "nothing stands below it; a list's entries are `*`"
