"""Why an override cannot be, in people's words: what was found, what was expected, how to mend it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from podspec.model.nearest import nearest
from podspec.model.protected import protection
from podspec.model.spec.escape import Override
from podspec.pipeline.rewrite import Refused, ignored, paths
from podspec.quoting.hcl_blocks import Argument, Block


class Problem(NamedTuple):
    """What is wrong with an override: the key of it that is at fault, and what to say."""

    code: str
    key: str
    message: str
    label: str
    help: str


#: What is always left.
_TAKE_OVER = "to change it all the same, take the whole file over with `eject`"


def twice(one: Override) -> Problem:
    """The same attribute was overridden before."""
    message = f"{one.resource} has two overrides of {one.attribute}"
    return Problem("PS408", "attribute", message, "here again", "take one of them out")


def no_resource(one: Override, known: list[str]) -> Problem:
    """Nothing that is rendered has this address; `known` are those that there are."""
    meant = nearest(one.resource, [address for address in known if _is_alike(one.resource, address)])
    module = one.resource.partition(".")[0]
    modules = list(dict.fromkeys(address.partition(".")[0] for address in known))
    there = f"its resources stand in terraform/modules/{module}" if module in modules else ""
    cure = f"did you mean {meant}?" if meant else there or f"the modules are {', '.join(modules)}"
    return Problem("PS404", "resource", f"there is no resource {one.resource}", "addresses nothing", cure)


def _is_alike(address: str, other: str) -> bool:
    """Whether two addresses have about the same module and type: a name alone may be quite another one by now."""
    pairs = zip(address.split(".")[:2], other.split(".")[:2], strict=True)
    return all(nearest(part, [its]) for part, its in pairs)


def in_ejected_file(one: Override, path: str) -> Problem:
    """The resource stands in a file that is not podspec's any more."""
    message = f"{one.resource} stands in a file that is handed over"
    return Problem("PS404", "resource", message, f"in {path}", "change it in that file")


def kept(one: Override, block: Block) -> Problem | None:
    """Why podspec keeps this attribute to itself; None if it does not."""
    reason = protection(one.resource, one.attribute)
    if not reason and one.attribute.partition(".")[0] in ignored(block):
        reason = "it belongs to the rollout, and Terraform ignores it"
    if not reason:
        return None
    message = f"{one.attribute} of {one.resource} cannot be overridden: {reason}"
    return Problem("PS405", "attribute", message, "kept by podspec", _TAKE_OVER)


def refused(found: Refused) -> Problem:
    """The path leads to no one attribute."""
    return Problem("PS405", "attribute", found.message, found.label, _TAKE_OVER)


def not_there(one: Override, block: Block) -> Problem:
    """The attribute is not set, and nobody said that it is to be added."""
    meant = nearest(one.attribute, paths(block))
    guess = f"did you mean {meant}? " if meant else ""
    message = f"podspec sets no {one.attribute} of {one.resource}"
    cure = f"{guess}`add: true` adds what podspec does not set"
    return Problem("PS405", "attribute", message, "not there", cure)


def there_already(one: Override, argument: Argument) -> Problem:
    """The attribute was to be added, and podspec sets it."""
    message = f"podspec sets {one.attribute} of {one.resource} itself"
    label = f"it is {short(argument)} there"
    return Problem("PS407", "add", message, label, "take `add` out to override it, or the whole entry")


def wired(one: Override, argument: Argument, where: str) -> Problem:
    """What stands there refers to something; `where` is the line that gives it its value, if that is known."""
    message = f"{one.attribute} of {one.resource} is no constant: it is {short(argument)}"
    cure = f"the spec decides it: `podspec why {where}` says where" if where else _TAKE_OVER
    return Problem("PS405", "attribute", message, "wired to something else", cure)


def of_another_kind(one: Override, argument: Argument) -> Problem | None:
    """The value is not of the kind that stands there; None if it is."""
    was, is_now = _kind_of_text(argument), _kind_of_value(one.value)
    if was in {is_now, "null"}:
        return None
    message = f"{one.attribute} of {one.resource} is {was}, and this is {is_now}"
    return Problem("PS406", "value", message, f"expected {was}", f"podspec itself says {short(argument)}")


def no_literal(error: ValueError) -> Problem:
    """HCL cannot say the value."""
    return Problem("PS406", "value", f"Terraform cannot say this: {error}", "no literal", "write it otherwise")


def _kind_of_text(argument: Argument) -> str:
    first = argument.value[0].text
    named = {"[": "a list", "{": "a mapping", "true": "a boolean", "false": "a boolean", "null": "null"}
    return named.get(first, "text" if first.startswith('"') else "a number")


def _kind_of_value(value: object) -> str:
    if isinstance(value, bool):
        return "a boolean"
    if isinstance(value, str):
        return "text"
    if isinstance(value, dict):
        return "a mapping"
    return "a number" if isinstance(value, int | float) else "a list"


#: Letters of a value that a message shows.
_SHOWN = 60


def short(argument: Argument) -> str:
    """An argument's value on one line."""
    text = " ".join("".join(_spaced(argument)).split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _spaced(argument: Argument) -> Iterator[str]:
    """The pieces of a value, with a blank where there was one."""
    position = argument.value[0].start
    for piece in argument.value:
        yield " " * (piece.start > position) + piece.text
        position = piece.end
