"""Rebuild optional-computed.json: which optional arguments the AWS provider fills in when they are left out.

usage: computed.py SCHEMA.json PULUMI_AWS_WHEEL OLD_SCHEMA.json > optional-computed.json

The CDK bindings do not tell. Two sources do:

* pulumi-aws, for top-level arguments of resources: an output typed `Output[str]`, not
  `Output[Optional[str]]`, always has a value. Its classes carry no Terraform names, so each resource takes
  the class whose properties overlap with its arguments most.
* a real, older provider's schema (real_provider.py), for nested arguments and for data sources.
"""

from __future__ import annotations

import json
import re
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tables import dumps

if TYPE_CHECKING:
    from collections.abc import Iterator

ADDRESS = "registry.terraform.io/hashicorp/aws"
_CLASS = re.compile(r'@pulumi\.type_token\("([^"]+)"\)\nclass \w+\(pulumi\.CustomResource\)(.*)', re.DOTALL)
_PROPERTY = re.compile(
    r'@pulumi\.getter(?:\(name="\w+"\))?\s+(?:@_utilities\.deprecated\(.*?\)\s+)?'
    r"def (\w+)\(self\) -> pulumi\.Output\[(.*)\]:"
)
# Every resource of the provider fills these in.
_ALWAYS = ("id", "region", "tags_all")
# A class that shares less than this part of its properties is another resource's.
_LEAST_OVERLAP = 0.5

Properties = dict[str, bool]


def plain(name: str) -> str:
    """A property's name without what the two sources spell differently: plural and underscores."""
    return re.sub(r"(ies|es|s|y)$", "", name).replace("_", "")


def words(name: str) -> set[str]:
    """The words of `aws:ecr/repositoryPolicy:RepositoryPolicy` or `aws_ecr_repository_policy`."""
    return set(re.split(r"[^a-z0-9]+", re.sub(r"(?<=[a-z0-9])([A-Z])", r" \1", name).lower()))


def pulumi_classes(wheel: Path) -> dict[str, Properties]:
    """For each class its properties, and whether each always has a value."""
    out = {}
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            if name.endswith(".py") and not name.endswith(("outputs.py", "_inputs.py", "__init__.py")):
                found = _CLASS.search(archive.read(name).decode())
                if found:
                    pairs = _PROPERTY.findall(found[2])
                    out[found[1]] = {plain(p): not kind.startswith("Optional[") for p, kind in pairs}
    return out


def properties_of(kind: str, block: dict[str, Any], classes: dict[str, Properties]) -> Properties:
    """The properties of the class which describes the resource; none where no class fits."""
    own = {plain(n) for section in ("attributes", "block_types") for n in block.get(section, {})}
    own -= {"id", "timeout"}
    name_words = words(kind) - {"aws"}

    def fit(name: str) -> tuple[float, int]:
        theirs = classes[name].keys()
        overlap = len(own & theirs) / max(1, len(own | theirs))
        return round(overlap, 3), len(words(name) & name_words)

    best = max((name for name in classes if words(name) & name_words), key=fit)
    return classes[best] if fit(best)[0] > _LEAST_OVERLAP else {}


def nested_paths(block: dict[str, Any], above: str = "") -> Iterator[str]:
    """Dotted paths of the optional and computed arguments in the blocks of `block`."""
    for name, entry in block.get("block_types", {}).items():
        for argument, attribute in entry["block"].get("attributes", {}).items():
            if attribute.get("optional") and attribute.get("computed"):
                yield f"{above}{name}.{argument}"
        yield from nested_paths(entry["block"], f"{above}{name}.")


def optional_computed(block: dict[str, Any], old: dict[str, Any], properties: Properties) -> list[str]:
    """The paths for one type, from its schema, its old schema and its properties in pulumi-aws."""
    out = sorted(nested_paths(old))
    for name, attribute in sorted(block.get("attributes", {}).items()):
        before = old.get("attributes", {}).get(name, {}).get("computed")
        fills = name in _ALWAYS or properties.get(plain(name), before)
        if attribute.get("optional") and not attribute.get("write_only") and fills:
            out.append(name)
    return out


def main() -> None:
    """Print the table: `{section: {type: [path]}}`."""
    schema, wheel, old_schema = map(Path, sys.argv[1:])
    new, old = json.loads(schema.read_text())[ADDRESS], json.loads(old_schema.read_text())
    classes = pulumi_classes(wheel)
    out: dict[str, Any] = {}
    for section in ("data_source_schemas", "resource_schemas"):
        for kind, entry in new[section].items():
            is_resource = section == "resource_schemas"
            properties = properties_of(kind, entry["block"], classes) if is_resource else {}
            before = old[section].get(kind, {})
            out.setdefault(section, {})[kind] = optional_computed(entry["block"], before, properties)
    sys.stdout.write(dumps(out, depth=2))


if __name__ == "__main__":
    main()
