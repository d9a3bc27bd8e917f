"""The floor's templates: as many as asked for, each printing some blocks of the spec in Terraform's manner."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, cycle, islice

from floor.shape import Block, Field

#: Lines of a template, as in podspec's own: most are 10 to 100.
_LINES = 56
#: What stands in every block whatever the spec says: real templates are a third fixed text.
_FIXED = ("lifecycle {", "  create_before_destroy = true", "  ignore_changes = [tags_all]", "}")


def templates_of(spec: Block, count: int) -> dict[str, str]:
    """`count` Jinja templates by output path. The n-th one begins with the n-th section of the spec."""
    sections = [field for field in spec.fields if field.block]
    texts = {}
    for number in range(count):
        first = number % len(sections)
        path = f"terraform/modules/{sections[first].name}/part_{number // len(sections)}.tf"
        texts[path] = _template(islice(cycle(sections), first, None))
    return texts


def _template(sections: Iterator[Field]) -> str:
    lines = ["# Generated for {{ s.service.name }} by the floor. Do not edit.", ""]
    while len(lines) < _LINES:
        lines += _field(next(sections), "s", 0)
    return "\n".join(lines) + "\n"


def _field(field: Field, owner: str, depth: int) -> Iterator[str]:
    """The lines that print a field of the value which the template calls `owner`."""
    value = f"{owner}.{field.name}"
    lines = _value(field, value, depth)
    if field.optional or field.kind == "flag":
        return _inside(f"if {value}", lines, "endif")
    return lines


def _value(field: Field, value: str, depth: int) -> Iterator[str]:
    indent = "  " * depth
    if field.kind == "blocks":
        one = f"one_{depth}"
        return _inside(f"for {one} in {value}", _block(field, one, depth), "endfor")
    if field.kind == "block":
        return _block(field, value, depth)
    if field.kind == "mapping":
        entry = f'{indent}{field.name}_{{{{ key }}}} = "{{{{ text }}}}"'
        return _inside(f"for key, text in {value} | dictsort", iter([entry]), "endfor")
    printed = f'"{{{{ {value} }}}}"' if field.kind == "text" else f"{{{{ {value} | flow }}}}"
    return iter([f"{indent}{field.name} = {printed}"])


def _block(field: Field, value: str, depth: int) -> Iterator[str]:
    indent = "  " * depth
    fields = field.block.fields if field.block else ()
    inner = chain.from_iterable(_field(one, value, depth + 1) for one in fields)
    fixed = [f"{indent}  {line}" for line in _FIXED]
    return chain([f"{indent}{field.name} {{"], inner, fixed, [f"{indent}}}"])


def _inside(opening: str, lines: Iterator[str], closing: str) -> Iterator[str]:
    return chain([f"{{% {opening} %}}"], lines, [f"{{% {closing} %}}"])
