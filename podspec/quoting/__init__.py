"""Quoting filters: the only way a value of the spec gets into an artifact.

Every filter turns plain data into text that its output language reads as that data and as nothing else.
They are pure and need no more than the standard library, since they run for each value of each render.
"""

from collections.abc import Callable
from typing import Final

from podspec.quoting.comment import comment
from podspec.quoting.hcl import hcl, hcl_identifier, hcl_inside
from podspec.quoting.json_text import json
from podspec.quoting.markdown import markdown, markdown_code
from podspec.quoting.markdown_link import markdown_link
from podspec.quoting.mermaid import mermaid
from podspec.quoting.shell import shell
from podspec.quoting.word import word
from podspec.quoting.xml_text import xml
from podspec.quoting.yaml import yaml

# The names that templates use: `<%= value | hcl %>`.
FILTERS: Final[dict[str, Callable[..., str]]] = {
    "hcl": hcl,
    "hcl_identifier": hcl_identifier,
    "hcl_inside": hcl_inside,
    "yaml": yaml,
    "json": json,
    "shell": shell,
    "markdown": markdown,
    "markdown_code": markdown_code,
    "markdown_link": markdown_link,
    "mermaid": mermaid,
    "word": word,
    "xml": xml,
    "comment": comment,
}
