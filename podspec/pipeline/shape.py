"""Fits a tree into a model, and says in people's words where it does not fit."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from typing import Annotated, Any, NamedTuple, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Tag, ValidationError

from podspec.model.diagnostic import Diagnostic, Label, Severity, Staged
from podspec.model.source import Mapping, Path
from podspec.pipeline.misfit import MISSING, Route
from podspec.pipeline.shape_words import word_error

Model = TypeVar("Model", bound=BaseModel)
#: The patterns of names are Python's own, as in the models.
_PATTERNS = ConfigDict(regex_engine="python-re")


def fit(
    model: type[Model], tree: Mapping, judged_elsewhere: Callable[[Path], bool] = lambda _: False
) -> Staged[Model]:
    """Make a `model` of a tree. Every misfit becomes one diagnostic at its own place.

    Missing keys whose paths are `judged_elsewhere` are passed over: another model has a say about them.
    """
    try:
        return Staged(model.model_validate(tree.plain()))
    except ValidationError as error:
        # Values stay out of the errors: a spec may hold, by mistake, what must not be printed.
        misfits = [dict(one) for one in error.errors(include_url=False, include_input=False, include_context=True)]
        counted = [one for one in misfits if not _is_miscounted(one, misfits)]
        return Staged(None, tuple(_diagnose(counted, model, tree, judged_elsewhere)))


def _is_miscounted(misfit: dict[str, Any], misfits: list[dict[str, Any]]) -> bool:
    """True if a list is called too short because of wrong items: pydantic counts the right ones alone."""
    loc = misfit["loc"]
    return misfit["type"] == "too_short" and any(
        len(one["loc"]) > len(loc) and one["loc"][: len(loc)] == loc for one in misfits
    )


def _diagnose(
    misfits: list[dict[str, Any]],
    model: type[BaseModel],
    tree: Mapping,
    judged_elsewhere: Callable[[Path], bool],
) -> Iterator[Diagnostic]:
    """Put each misfit into words. A key that is missing because it is misspelt is left out: one cause."""
    routes = [follow(model, misfit["loc"]) for misfit in misfits]
    worded = [word_error(misfit, route, tree) for misfit, route in zip(misfits, routes, strict=True)]
    meant = {(*route.path[:-1], words.meant) for words, route in zip(worded, routes, strict=True) if words.meant}
    for words, route in zip(worded, routes, strict=True):
        if words.code != MISSING or not (route.path in meant or judged_elsewhere(route.path)):
            label = Label(words.file, words.span, words.label)
            yield Diagnostic(words.code, Severity.ERROR, words.message, label, help=words.help)


# -- where an error stands ---------------------------------------------------------------------------


class _Arm(NamedTuple):
    tag: str
    type: Any


def follow(model: type[BaseModel], loc: tuple[str | int, ...]) -> Route:
    """Turn pydantic's `loc` into a path: names of union arms and of dict keys are no part of a spec."""
    path: list[str | int] = []
    here: Any = model
    parent: type[BaseModel] | None = None
    kinds: list[_Arm] = []
    others: list[_Arm] = []
    for part in loc:
        arms = arms_of(here)
        if len(arms) > 1:
            here = next((arm.type for arm in arms if arm.tag == part), None)
            kinds = arms
            continue
        if part == "[key]":
            break
        inside = arms[0].type if arms else None
        parent = inside if _is_model(inside) else None
        kinds, others = [], kinds
        path.append(part)
        here = type_of(inside, part)
    return Route(tuple(path), parent, {arm.tag: arm.type for arm in others if _is_model(arm.type)})


def _is_model(type_: Any) -> bool:  # noqa: ANN401 - any annotation
    return isinstance(type_, type) and issubclass(type_, BaseModel)


def type_of(type_: Any, part: str | int) -> Any:  # noqa: ANN401 - any annotation
    """The annotation of what stands at `part` below `type_`."""
    if _is_model(type_):
        fields = {field.alias or name: field for name, field in type_.model_fields.items()}
        return fields[part].annotation if part in fields else None
    arguments = get_args(type_)
    if get_origin(type_) is dict:
        return arguments[1]
    return arguments[0] if get_origin(type_) is tuple else None


def knows(model: type[BaseModel], path: Path) -> bool:
    """True if a path leads to a field of a model, or to a name that people may choose themselves."""
    here: list[Any] = [model]
    for part in path:
        below = [type_of(one, part) for one in here if _may_be_called(one, part)]
        here = [arm.type for one in below if one is not None for arm in arms_of(one)]
    return bool(here)


def _may_be_called(type_: Any, name: str | int) -> bool:  # noqa: ANN401 - any annotation
    """False for a name that the keys of a mapping must not have."""
    if get_origin(type_) is not dict:
        return True
    from pydantic import TypeAdapter

    try:
        TypeAdapter(get_args(type_)[0], config=_PATTERNS).validate_python(name)
    except ValidationError:
        return False
    return True


def arms_of(type_: Any, tag: str = "") -> list[_Arm]:  # noqa: ANN401 - any annotation
    """The alternatives of an annotation, without None; one alone is no union to pydantic either."""
    origin = get_origin(type_)
    if origin is Annotated:
        inner, *metadata = get_args(type_)
        tags = [one.tag for one in metadata if isinstance(one, Tag)]
        return arms_of(inner, tags[0] if tags else tag)
    if origin in {Union, types.UnionType}:
        return [arm for one in get_args(type_) if one is not type(None) for arm in arms_of(one, tag)]
    return [_Arm(tag or _discriminator(type_), type_)]


def _discriminator(type_: Any) -> str:  # noqa: ANN401 - any annotation
    """The tag of an arm that is told by one of its fields: the field's only value, which is its default."""
    field = type_.model_fields.get("strategy") if _is_model(type_) else None
    return str(field.default) if field else ""
