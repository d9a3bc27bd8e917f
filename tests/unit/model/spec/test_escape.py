"""The shape of `eject` and `override`."""

import pytest
from specimens import FILE, with_blocks

from podspec.model.source import Source
from podspec.model.spec import Spec
from podspec.model.spec.escape import Override, is_override
from podspec.pipeline.parse import parse
from podspec.pipeline.validate import validate


def read(blocks: str) -> tuple[Spec | None, list[str]]:
    parsed = parse(Source(FILE, with_blocks(blocks)))
    assert parsed.value is not None
    spec, found = validate(parsed.value)
    return spec, [one.code for one in found]


def overriding(**keys: str) -> str:
    entry = {"resource": "lambda.aws_lb.this", "attribute": "a", "value": "1", "reason": "x"} | keys
    return "override:\n  - {" + ", ".join(f"{key}: {value}" for key, value in entry.items()) + "}\n"


@pytest.mark.parametrize(
    ("text", "value"),
    [("1", 1), ("1.5", 1.5), ("true", True), ('"1"', "1"), ("[a, 1]", ("a", 1)), ("{a: [1]}", {"a": (1,)})],
)
def test_a_value_is_plain_data_of_any_kind(text: str, value: object) -> None:
    spec, _ = read(overriding(value=text))
    assert spec is not None
    assert spec.override[0].value == value
    assert type(spec.override[0].value) is type(value)


@pytest.mark.parametrize(
    ("text", "code"), [("null", "PS101"), ("[null]", "PS101"), (".inf", "PS105"), ("{a: .nan}", "PS105")]
)
def test_what_no_literal_says_is_no_value(text: str, code: str) -> None:
    assert read(overriding(value=text)) == (None, [code])


@pytest.mark.parametrize(
    "address",
    ["aws_lb.this", "module.lambda.aws_lb.this", "lambda.aws_lb.this[0]", "lambda.aws_lb.*", '"a.b.${c}"'],
)
def test_an_address_is_module_type_and_name(address: str) -> None:
    assert read(overriding(resource=f"'{address}'"))[1] == ["PS106"]


@pytest.mark.parametrize("attribute", ["a[0]", "a.", ".a", "A", "a b", "'*'"])
def test_an_attribute_is_a_path_of_names(attribute: str) -> None:
    assert read(overriding(attribute=f'"{attribute}"'))[1] == ["PS106"]


def test_one_environment_alone_cannot_have_an_override() -> None:
    assert read(overriding(environments="[prod]"))[1] == ["PS102"]


@pytest.mark.parametrize("path", ["/etc/passwd", "../a", "a/../b", "generated/**", "a b", ".git/config"])
def test_a_path_that_is_handed_over_lies_in_the_repository(path: str) -> None:
    assert read(f"eject: ['{path}']\n")[1] == ["PS106"]


def test_the_manifest_knows_an_override_by_its_address() -> None:
    one = Override(resource="lambda.aws_lb.this", attribute="a.b", value=1, reason="x")
    assert one.used == "override[lambda.aws_lb.this].a.b"
    assert is_override(one.used)
    assert not is_override("dev.targets.lambda.memory_mb")
