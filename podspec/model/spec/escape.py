"""Where a service leaves podspec's own ways: `eject` hands files over, `override` changes single attributes."""

from math import isfinite
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticKnownError

from podspec.model.spec.base import Part, Text, matching


def _something(value: object) -> object:
    """Refuse what no literal stands for: nothing at all, and numbers that are not finite, however deep."""
    if value is None:
        raise PydanticKnownError("missing")
    if isinstance(value, float) and not isfinite(value):
        raise PydanticKnownError("finite_number")
    for inside in _inside(value):
        _something(inside)
    return value


def _inside(value: object) -> tuple[object, ...]:
    if isinstance(value, dict):
        return tuple(value.values())
    return tuple(value) if isinstance(value, tuple | list) else ()


#: Plain data of any kind. It becomes a literal, never an expression.
Literal = Annotated[
    Any,
    BeforeValidator(_something),
    WithJsonSchema({"anyOf": [{"type": one} for one in ("string", "number", "boolean", "array", "object")]}),
]


class Override(Part):
    """One attribute of one resource of a generated module, with a value of one's own."""

    resource: Annotated[
        str,
        matching(
            r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\.[A-Za-z_][A-Za-z0-9_-]*$",
            "module, type and name of a resource, such as lambda.aws_apigatewayv2_integration.live",
            at_most=200,
        ),
    ] = Field(
        description="The resource: folder below terraform/modules, type and name, as its file says them. "
        "`terraform plan` prints the same address with `module.` in front.",
        examples=["lambda.aws_apigatewayv2_integration.live"],
    )
    attribute: Annotated[
        str,
        matching(
            r"^[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*){0,5}$",
            "an attribute such as idle_timeout, or one of a nested block such as ephemeral_storage.size",
            at_most=200,
        ),
    ] = Field(
        description="The attribute; a dot leads into a nested block.",
        examples=["timeout_milliseconds"],
    )
    value: Literal = Field(
        description="The new value: plain data, which becomes a literal. Nothing in it is code.", examples=[10000]
    )
    add: bool = Field(
        default=False,
        description="Whether the attribute is one that podspec does not set, and that is added.",
        examples=[False],
    )
    reason: Text = Field(
        description="Why it is right here; it stands as a comment in the generated file.",
        examples=["the upstream API answers within ten seconds or never"],
    )

    @property
    def used(self) -> str:
        """What the manifest calls this value among those that an artifact depends on."""
        return f"{_USED}{self.resource}].{self.attribute}"


_USED = "override["


def is_override(used: str) -> bool:
    """Whether a value that an artifact depends on is an override's."""
    return used.startswith(_USED)
