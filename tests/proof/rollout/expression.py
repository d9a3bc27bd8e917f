"""JSONata as Step Functions reads it: what a field says, evaluated, or an error where it comes out as nothing."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import Any

import jsonata

_DELIMITED = re.compile(r"\A\{%(.*)%\}\Z", re.DOTALL)
_STRING = re.compile(r"'[^']*'|\"[^\"]*\"|/\^[^/]*\$/")
_VARIABLE = re.compile(r"\$([A-Za-z_]\w*)(?!\w*\()")
_LOCAL = re.compile(r"\$([A-Za-z_]\w*)\s*:=|function\(([^)]*)\)")

Values = dict[str, Any]


class QueryError(Exception):
    """An expression failed, or came out as nothing: States.QueryEvaluationError."""


def evaluate(field: str, template: Any, values: Values) -> Any:  # noqa: ANN401 - JSON
    """A field's value: expressions in it are evaluated, at any depth; all else stands as it is.

    Raises:
        QueryError: an expression has no value, fails, or names a variable that nobody has assigned.
    """
    if isinstance(template, dict):
        return {key: evaluate(f"{field}/{key}", value, values) for key, value in template.items()}
    if isinstance(template, list):
        return [evaluate(f"{field}[{place}]", value, values) for place, value in enumerate(template)]
    if isinstance(template, str) and (found := _DELIMITED.match(template)):
        return _value(field, found.group(1).strip(), values)
    return template


def _value(field: str, text: str, values: Values) -> Any:  # noqa: ANN401 - JSON
    needed = _variables(text)
    if strangers := needed - values.keys():
        raise QueryError(f"{field}: nobody has assigned {sorted(strangers)}")
    expression = _compiled(text)
    frame = expression.create_frame()
    for name in needed:
        frame.bind(name, _copied(values[name]))
    try:
        result = expression.evaluate(None, frame)
    except jsonata.JException as error:
        raise QueryError(f"{field}: {error}") from error
    if result is None:
        raise QueryError(f"{field}: {text} returned nothing (undefined)")
    return _plain(result)


@cache
def _compiled(text: str) -> jsonata.Jsonata:
    return jsonata.Jsonata(text)


@cache
def _variables(text: str) -> frozenset[str]:
    """Variables that an expression takes from outside: neither functions nor its own."""
    bare = _STRING.sub("''", text)
    own = {name.strip().lstrip("$") for found in _LOCAL.findall(bare) for name in ",".join(found).split(",")}
    return frozenset(_VARIABLE.findall(bare)) - own


def _copied(value: Any) -> Any:  # noqa: ANN401 - JSON
    """A copy: an expression must not change what it was given."""
    return json.loads(json.dumps(value))


def _plain(value: Any) -> Any:  # noqa: ANN401 - JSON
    """JSON as JavaScript writes it: 90.0 is 90."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value
