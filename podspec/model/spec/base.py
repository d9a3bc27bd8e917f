"""What all parts of the spec share: how strict they are, and the kinds of text that stand in many places."""

import re
from datetime import date
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticKnownError


class Part(BaseModel):
    """A block of the spec: frozen, no unknown key, no silent conversion (`"8080"` is not a port)."""

    model_config = ConfigDict(
        extra="forbid",
        frozen=True,
        strict=True,
        hide_input_in_errors=True,
        # Python's engine knows look-ahead, which the patterns of paths need.
        regex_engine="python-re",
        # Build all validators in one pass when the first spec is read: half the start-up time.
        defer_build=True,
        serialize_by_alias=True,
    )


def _real_date(text: str) -> str:
    date.fromisoformat(text)
    return text


#: What a pattern asks for, in words, for messages: people do not read patterns.
PATTERN_WORDS: dict[str, str] = {}

_END = re.compile(r"(?<!\\)\$")


def matching(pattern: str, words: str, *, at_most: int | None = None, examples: list[str] | None = None) -> Any:  # noqa: ANN401 - pydantic's own type for a field's limits
    r"""Limit a text to `pattern`, which `words` describe, and to `at_most` characters.

    `$` in the pattern is the very end of the text. Python's own `$` also stands before a last line feed, so the
    model is given `\Z` instead; the JSON Schema keeps `$`, which means the end in its dialect.
    """
    strict = _END.sub(r"\\Z", pattern)
    PATTERN_WORDS[strict] = PATTERN_WORDS[pattern] = words
    return Field(pattern=strict, max_length=at_most, examples=examples, json_schema_extra={"pattern": pattern})


def _no_look_alike(value: object) -> object:
    if isinstance(value, bool | float):
        raise PydanticKnownError("int_type")
    return value


#: Beside a choice of whole numbers: to Python `true` and `1.0` are equal to 1, and would pass for it.
WHOLE = BeforeValidator(_no_look_alike)

#: One line that says something.
Text = Annotated[str, matching(r"^[^\r\n\t]*[^\s][^\r\n\t]*$", "one line of text that is not blank", at_most=256)]
#: One line that may be empty.
Line = Annotated[str, matching(r"^[^\r\n\t]*$", "one line of text", at_most=256)]
AccountId = Annotated[
    str, matching(r"^[0-9]{12}$", "the 12 digits of an AWS account, quoted", examples=["111111111111"])
]
#: The shape only; whether AWS has such a region is rule PS205, so that the message can name near misses.
Region = Annotated[
    str, matching(r"^[a-z]{2}(-[a-z]+)+-[0-9]$", "an AWS region such as us-east-1", examples=["us-east-1"])
]
Day = Annotated[
    str,
    matching(r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$", "a day such as 2027-01-31"),
    AfterValidator(_real_date),
]
_PATH_WORDS = (
    "a path inside the repository: letters, digits and . _ - /, with no leading slash, no `..` and no .git"
)
_PATH = r"(?![/-])(?!(?:.*/)?\.{1,2}(?:/|$))(?!(?:.*/)?\.[gG][iI][tT](?:/|$))(?!.*//)[A-Za-z0-9._/-]+(?<!/)"
RelativePath = Annotated[str, matching(rf"^{_PATH}$", _PATH_WORDS, at_most=200)]
#: The same, or the repository's root.
Directory = Annotated[str, matching(rf"^(?:\.|{_PATH})$", _PATH_WORDS, at_most=200)]
UrlPath = Annotated[
    str,
    matching(r"^/[A-Za-z0-9._~/-]*$", "a URL path that begins with a slash", at_most=255, examples=["/healthz"]),
]
#: Lambda takes two characters or more, a letter first; the same holds for both targets.
#: Source: botocore 1.43.11, lambda EnvironmentVariableName (read 2026-11).
VariableName = Annotated[
    str,
    matching(r"^[A-Za-z][A-Za-z0-9_]+$", "two or more letters, digits and _, a letter first", at_most=128),
]
SecretName = Annotated[
    str,
    matching(
        r"^[a-z][a-z0-9-]{0,46}[a-z0-9]$",
        "2 to 48 lower-case letters, digits and hyphens, a letter first and no hyphen last",
        examples=["api-token"],
    ),
]
_TAG_WORDS = "letters, digits, spaces and _ . : / = + - @"
#: Source: botocore 1.43.11, resourcegroupstaggingapi TagKey and TagValue (read 2026-11).
TagKey = Annotated[
    str, matching(r"^(?!aws:)[A-Za-z0-9 _.:/=+@-]+$", f"{_TAG_WORDS}, not beginning with aws:", at_most=128)
]
TagValue = Annotated[str, matching(r"^[A-Za-z0-9 _.:/=+@-]*$", _TAG_WORDS, at_most=256)]
EnvironmentName = Annotated[
    str,
    matching(
        r"^[a-z][a-z0-9]{1,9}$",
        "2 to 10 lower-case letters and digits, a letter first",
        examples=["dev", "prod"],
    ),
]
