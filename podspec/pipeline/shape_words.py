"""One misfit in people's words: what was found, what was expected, how to mend it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from pydantic.fields import FieldInfo

from podspec.model.nearest import nearest
from podspec.model.source import Mapping, Node, Path, Place, Scalar, Sequence, dotted, locate
from podspec.model.spec.base import PATTERN_WORDS
from podspec.pipeline.misfit import MISSING, Misfit, Route, Words, fields_of
from podspec.pipeline.wording import anchor, describe, flow


def word_error(error: dict[str, Any], route: Route, tree: Mapping) -> Words:
    """Choose the words for one error of pydantic's; `route` is its place in `tree`."""
    misfit = Misfit(error["type"], error.get("ctx", {}), route, tree)
    is_key = error["loc"] and error["loc"][-1] == "[key]"
    words = _wrong_key(misfit) if is_key else _BY_KIND.get(misfit.kind, _wrong_text)(misfit)
    return words if words.file else words._replace(file=misfit.place.file)


# -- keys ------------------------------------------------------------------------------------------------


def _missing(misfit: Misfit) -> Words:
    from podspec.quoting.yaml import yaml

    path, field = misfit.path, misfit.field
    above = locate(misfit.tree, path[:-1])
    where = f"in {dotted(path[:-1])}" if len(path) > 1 else "at the top of the spec"
    example = f", for example `{path[-1]}: {yaml(field.examples[0])}`" if field and field.examples else ""
    about = f": {field.description}" if field and field.description else ""
    return Words(
        MISSING,
        f"missing key `{path[-1]}` {where}",
        anchor(above),
        f"needs `{path[-1]}`",
        f"add `{path[-1]}`{example}{about}".rstrip("."),
    )


def _unknown_key(misfit: Misfit) -> Words:
    path, place, known = misfit.path, misfit.place, list(fields_of(misfit.route.parent))
    where = f"in {dotted(path[:-1])}" if len(path) > 1 else "at the top of the spec"
    of_another_kind = _of_another_kind(misfit, known)
    meant = None if of_another_kind else nearest(str(path[-1]), known)
    return Words(
        "PS102",
        f"unknown key `{path[-1]}` {where}",
        place.key or place.value,
        "not a key of this block",
        of_another_kind or _did_you_mean(meant) or _not_overlaid(path) or f"known here: {', '.join(known)}",
        meant,
    )


def _of_another_kind(misfit: Misfit, known: list[str]) -> str:
    """Which other strategies of a rollout, or other kinds of network, take this key."""
    key = misfit.path[-1]
    takers = [kind for kind, model in misfit.route.kinds.items() if key in fields_of(model)]
    return f"`{key}` belongs to {' or '.join(takers)}; known here: {', '.join(known)}" if takers else ""


def _not_overlaid(path: Path) -> str:
    """Why an environment may not say this, where the base may."""
    if path[:1] == ("environments",) and path[2:3] and path[2] in _SHARED_BY_ALL:
        return "an environment cannot change this: one image, and one name, serve all environments"
    if path[-1] in {"environment", "environments", "env"} and path[:1] == ("override",):
        return f"{_ONE_MODULE}; what differs between them, an overlay of the environment says"
    if path[:1] == ("environments",) and path[2:] in {("override",), ("eject",)}:
        return f"{_ONE_MODULE}: write it at the top of the spec"
    return ""


_ONE_MODULE = "all environments share one generated module"


_SHARED_BY_ALL = frozenset(
    {"container", "service", "repository", "registry", "supply_chain", "output", "foundation"}
)


def _wrong_key(misfit: Misfit) -> Words:
    place = misfit.place
    return Words(
        "PS106",
        f"`{misfit.path[-1]}` is no name for an entry of {dotted(misfit.path[:-1])}",
        place.key or place.value,
        f"expected {_text_limits(misfit)}",
        "rename the entry",
    )


# -- values ----------------------------------------------------------------------------------------------

_MAPPING = "a mapping of keys to values"
_EXPECTED = {
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "dict_type": _MAPPING,
    "float_type": "a number",
    "int_from_float": "a whole number",
    "int_type": "a whole number",
    "model_type": _MAPPING,
    "model_attributes_type": _MAPPING,
    "string_type": "text",
    "tuple_type": "a list",
}

_BOUNDS = {
    "greater_than": ("gt", "more than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "less than"),
    "less_than_equal": ("le", "at most"),
    "finite_number": ("", "a finite number"),
}


def _wrong_type(misfit: Misfit) -> Words:
    expected = _EXPECTED[misfit.kind]
    words = _not_the_type(misfit.what, expected, misfit.place)
    return words._replace(help=words.help or _form(misfit.field)) if expected == _MAPPING else words


def _form(field: FieldInfo | None) -> str:
    """How a value of the field is written, by its example."""
    from podspec.quoting.yaml import yaml

    return f"for example {yaml(field.examples[0])}" if field and field.examples else ""


def _not_the_type(what: str, expected: str, place: Place) -> Words:
    found = describe(place.node)
    return Words(
        "PS103",
        f"{what} must be {expected}, found {found}",
        anchor(place),
        f"expected {expected}",
        _mend_type(expected, place.node),
    )


def _mend_type(expected: str, node: Node) -> str:
    if not isinstance(node, Scalar):
        return ""
    if node.value is None:
        return "give it a value, or delete the key"
    if expected == "text":
        return f'quote it: "{node.raw}"'
    if expected == "a list":
        return f"write a list: [{flow(node.value)}]"
    if node.quoted and expected in _UNQUOTED and _UNQUOTED[expected].fullmatch(node.raw):
        return f"take the quotes away: {node.raw}"
    meant = _SPOKEN.get(node.raw.lower()) if expected == "true or false" else None
    return f"write {meant}: `{node.raw}` is a word in YAML 1.2" if meant else ""


#: Texts that are right once their quotes are gone.
_UNQUOTED = {
    "a whole number": re.compile("-?[0-9]{1,18}"),
    "a number": re.compile(r"-?[0-9]{1,18}(\.[0-9]+)?"),
    "true or false": re.compile("true|false"),
}
#: What YAML 1.1 took for booleans.
_SPOKEN = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}


def _not_a_literal(misfit: Misfit) -> Words:
    return _not_a_choice(misfit.what, _choices(misfit.context["expected"]), misfit.place, misfit.field)


def _not_a_choice(what: str, choices: list[str], place: Place, field: FieldInfo | None = None) -> Words:
    listed, about = ", ".join(choices), ""
    if len(choices) == 1 and field and field.description:
        about = f"use {listed}: {field.description}".rstrip(".")
    if not isinstance(place.node, Scalar):
        wrong = _not_the_type(what, f"one of {listed}" if choices[1:] else listed, place)
        return wrong._replace(help=about)
    help_ = _quote_choice(place.node, choices) or _near_choice(place.node, choices) or about
    return Words("PS104", f"{what} cannot be {describe(place.node)}", anchor(place), f"expected {listed}", help_)


def _near_choice(node: Scalar, choices: list[str]) -> str:
    """A slip of the pen; a number that is none of the choices is no slip."""
    return _did_you_mean(nearest(node.raw, choices)) if isinstance(node.value, str) else ""


def _quote_choice(node: Scalar, choices: list[str]) -> str:
    if node.raw not in choices:
        return ""
    return f"take the quotes away: {node.raw}" if node.quoted else f'quote it: "{node.raw}"'


def _wrong_tag(misfit: Misfit) -> Words:
    what, place, node = misfit.what, misfit.place, misfit.place.node
    name = str(misfit.context.get("discriminator", "")).strip("'")
    choices = _choices(misfit.context.get("expected_tags", "'canary', 'linear', 'all_at_once'"))
    if not isinstance(node, Mapping):
        return _not_the_type(what, "a mapping of keys to values", place)
    misspelt = next((key for key in node.entries if nearest(key, [name])), None)
    if misspelt and name not in node.entries:
        key, help_ = node.entries[misspelt].key, _did_you_mean(name)
        message = f"unknown key `{misspelt}` in {what}"
        return Words("PS102", message, key.span, "not a key of this block", help_, name, key.file)
    if name not in node.entries:
        help_ = f"add `{name}`: one of {', '.join(choices)}"
        return Words(MISSING, f"missing key `{name}` in {what}", anchor(place), f"needs `{name}`", help_)
    entry = node.entries[name]
    inner = Place(entry.key.span, entry.value.span, entry.value, place.depth + 1)
    return _not_a_choice(f"{what}.{name}", choices, inner)._replace(file=inner.file)


def _out_of_range(misfit: Misfit) -> Words:
    what, place = misfit.what, misfit.place
    key, words = _BOUNDS[misfit.kind]
    bound = f"{words} {misfit.context[key]:,}" if key else words
    return Words(
        "PS105", f"{what} must be {bound}, found {describe(place.node)}", anchor(place), f"expected {bound}"
    )


def _wrong_count(misfit: Misfit) -> Words:
    what, place, context = misfit.what, misfit.place, misfit.context
    bound = (
        f"at least {context['min_length']}" if misfit.kind == "too_short" else f"at most {context['max_length']}"
    )
    entries = "entry" if bound.endswith(" 1") else "entries"
    return Words(
        "PS107",
        f"{what} must have {bound} {entries}, found {_length(place.node)}",
        anchor(place),
        f"expected {bound}",
    )


def _length(node: Node) -> int:
    """How many entries a collection has; pydantic does not count those of a mapping."""
    return len(node.items) if isinstance(node, Sequence) else len(node.entries) if isinstance(node, Mapping) else 0


def _wrong_text(misfit: Misfit) -> Words:
    message = f"{misfit.what} cannot be {describe(misfit.place.node)}"
    return Words("PS106", message, anchor(misfit.place), f"expected {_text_limits(misfit)}")


def _text_limits(misfit: Misfit) -> str:
    """What the field asks of a text, in words."""
    context = misfit.context
    if misfit.kind == "string_pattern_mismatch":
        return PATTERN_WORDS.get(context["pattern"], f"text like {context['pattern']}")
    if misfit.kind == "value_error":
        return "a day that the calendar has"
    bound = f"at most {context['max_length']}" if "max_length" in context else f"at least {context['min_length']}"
    return f"{bound} characters"


_BY_KIND: dict[str, Callable[[Misfit], Words]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "union_tag_invalid": _wrong_tag,
    "union_tag_not_found": _wrong_tag,
    "literal_error": _not_a_literal,
    "too_short": _wrong_count,
    "too_long": _wrong_count,
    **dict.fromkeys(_EXPECTED, _wrong_type),
    **dict.fromkeys(_BOUNDS, _out_of_range),
}


def _did_you_mean(meant: str | None) -> str:
    return f"did you mean `{meant}`?" if meant else ""


def _choices(expected: str) -> list[str]:
    """The values in pydantic's list of them: `'a', 'b' or 'c'`."""
    return re.findall(r"'([^']*)'", expected) or re.findall(r"[^\s,]+", expected.replace(" or ", ", "))
