"""The kinds of text that stand in many places of a spec: what they take, to the last character."""

from typing import Annotated, Any, Literal

import pytest
from pydantic import ConfigDict, TypeAdapter, ValidationError

from podspec.model.spec import base

AS_IN_A_BLOCK = ConfigDict(strict=True, regex_engine="python-re")


def takes(kind: Any, value: object) -> bool:  # noqa: ANN401 - an annotated type
    try:
        TypeAdapter(kind, config=AS_IN_A_BLOCK).validate_python(value)
    except ValidationError:
        return False
    return True


GOOD = {
    "AccountId": ["111111111111", "000000000000"],
    "Region": ["us-east-1", "us-gov-west-1", "cn-north-1", "ap-southeast-7"],
    "Day": ["2027-01-31", "2028-02-29"],
    "RelativePath": ["a", "a/b.c", ".github/workflows", "a..b", "...", "a/..b", "x" * 200],
    "Directory": [".", "a/b"],
    "UrlPath": ["/", "/healthz", "/a/b~c-d_e.f"],
    "VariableName": ["AB", "a1", "LOG_LEVEL", "A" * 128],
    "SecretName": ["ab", "api-token", "a" * 48],
    "TagKey": ["team", "a b:c/d=e+f-g@h", "awsome"],
    "TagValue": ["", "1234", "a b"],
    "EnvironmentName": ["dev", "prod2", "p" * 10],
    "Text": ["a", " a ", "x" * 256],
    "Line": ["", " ", "x"],
}
BAD = {
    "AccountId": ["11111111111", "1111111111111", "11111111111a", "\u0661" * 12, "111111111111\n", 111111111111],
    "Region": ["us-east", "US-EAST-1", "us_east_1", "us-east-1a", "", "us-east-1\n"],
    "Day": ["2027-02-30", "2027-1-31", "2027-01-31T00:00", "31.01.2027", "2027-01-31\n", ""],
    "RelativePath": [
        "",
        "/a",
        "a/",
        ".",
        "..",
        "a/../b",
        "../a",
        "a//b",
        "a b",
        "a\\b",
        "a\n",
        "./a",
        "a/.",
        "x" * 201,
    ],
    "Directory": ["", "/", "..", "./", "a/.."],
    "UrlPath": ["", "healthz", "/a b", "/a?b", "/a#b", "/%2e", "/a\n", "//" + "a" * 254],
    "VariableName": ["A", "1A", "_A", "A-B", "A B", "", "A" * 129, "LOG_LEVEL\n"],
    "SecretName": ["a", "A-b", "a_b", "a-", "-a", "a" * 49],
    "TagKey": ["", "aws:team", "a*b", "a" * 129, "team\n"],
    "TagValue": ["a*b", "é", "a" * 257],
    "EnvironmentName": ["d", "Dev", "dev-1", "1dev", "d" * 11, "dev\n"],
    "Text": ["", " ", "\t", "a\nb", "a\n", "x" * 257, 7],
    "Line": ["a\nb", "a\r", "a\tb"],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in GOOD.items() for text in texts])
def test_a_kind_of_text_takes_what_it_is_for(kind: str, text: str) -> None:
    assert takes(getattr(base, kind), text)


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in BAD.items() for text in texts])
def test_a_kind_of_text_refuses_everything_else(kind: str, text: object) -> None:
    assert not takes(getattr(base, kind), text)


def test_every_pattern_has_words() -> None:
    assert all((words and words[0].islower()) or words[0].isdigit() for words in base.PATTERN_WORDS.values())
    assert len(base.PATTERN_WORDS) > 15


class Block(base.Part):
    """A block of the tests."""

    port: int = 1


@pytest.mark.parametrize("given", [{"port": "1"}, {"port": 1.0}, {"port": True}, {"prot": 1}, [], None])
def test_a_block_converts_nothing_and_knows_its_keys(given: object) -> None:
    with pytest.raises(ValidationError):
        Block.model_validate(given)


def test_a_block_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        Block().port = 2  # type: ignore[misc] # that is the point


def test_an_error_does_not_give_a_value_away() -> None:
    with pytest.raises(ValidationError) as raised:
        Block.model_validate({"port": "hunter2"})
    assert "hunter2" not in str(raised.value)


@pytest.mark.parametrize("given", [True, 1.0, "1", 2, None])
def test_a_choice_of_whole_numbers_takes_nothing_that_only_looks_like_one(given: object) -> None:
    choice = TypeAdapter(Annotated[Literal[1, 3], base.WHOLE], config=base.Part.model_config)
    assert choice.validate_python(1) == 1
    with pytest.raises(ValidationError):
        choice.validate_python(given)
