"""What readers of YAML find in a file, with each text that has a marker reduced to a sign."""

from __future__ import annotations

import re
from typing import Any

import ruamel.yaml
import yaml

#: Where GitHub, or a runner, takes a text for more than text.
_CODE = frozenset({"run", "if", "uses", "shell", "working-directory", "entrypoint", "args", "cron"})
_CLOCK = re.compile(r"\d+ \d+ \* \* \*")


def structure(text: str, marker: str) -> object:
    """Keys, kinds and other texts; both readers must agree."""
    read = yaml.load(text, yaml.CSafeLoader)
    again = ruamel.yaml.YAML(typ="safe").load(text)
    assert _keyed(read) == _keyed(again)
    return _structure(_keyed(read), marker)


def _keyed(node: Any) -> Any:  # noqa: ANN401 - any YAML
    """To a reader of YAML 1.1 the key `on` is true."""
    if isinstance(node, dict):
        return {"on" if key is True else key: _keyed(one) for key, one in node.items()}
    return [_keyed(one) for one in node] if isinstance(node, list) else node


def _structure(node: Any, marker: str) -> Any:  # noqa: ANN401 - any YAML
    if isinstance(node, dict):
        # When on a day it is depends on the service's name.
        timed = {key: "•" for key, one in node.items() if key == "cron" and _CLOCK.fullmatch(str(one))}
        inside = {str(key).replace(marker, "•"): _structure(one, marker) for key, one in node.items()}
        return inside | timed
    if isinstance(node, list):
        return [_structure(one, marker) for one in node]
    return "•" if isinstance(node, str) and marker in node else node


def strays(text: str, marker: str) -> list[str]:
    """The places at which a marker stands in code, in a key, or beside an expression of GitHub's."""
    return _strays(_keyed(yaml.load(text, yaml.CSafeLoader)), marker, "")


def _strays(node: Any, marker: str, place: str) -> list[str]:  # noqa: ANN401 - any YAML
    if isinstance(node, dict):
        keys = [f"{place}: {key}" for key in node if marker in str(key)]
        return [*keys, *(found for key, one in node.items() for found in _strays(one, marker, str(key)))]
    if isinstance(node, list):
        return [found for one in node for found in _strays(one, marker, place)]
    is_code = isinstance(node, str) and marker in node and (place in _CODE or "${{" in node)
    return [f"{place}: {node}"] if is_code else []
