"""Every field of the spec says what it is."""

import json
import re

import pytest
from pydantic import BaseModel

from podspec.model.fields import Field, fields
from podspec.model.spec import Spec
from podspec.model.spec.base import Part

FIELDS = fields()


def _parts(base: type[BaseModel]) -> list[type[BaseModel]]:
    return [one for part in base.__subclasses__() for one in (part, *_parts(part))]


MODELS = [part for part in _parts(Part) if part.__module__.startswith("podspec.model.spec")]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_of_every_block_has_a_description_and_an_example(model: type[BaseModel]) -> None:
    for name, field in model.model_fields.items():
        assert field.description, f"{name} has no description"
        assert field.description.endswith("."), f"{name}: a description is a sentence"
        if not _is_block(field.annotation):
            examples = field.examples or field.default is not None
            assert examples, f"{name} has no example"


def _is_block(annotation: object) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)


@pytest.mark.parametrize("path", FIELDS)
def test_every_field_has_a_page(path: str) -> None:
    page = FIELDS[path].page()
    assert page.startswith(f"# {path}\n")
    assert "\nType: " in page
    assert "None" not in page
    assert page.endswith("\n")


@pytest.mark.parametrize("path", FIELDS)
def test_every_example_fits_its_own_field(path: str) -> None:
    import jsonschema

    from podspec.model.schema import json_schema

    schema = FIELDS[path].schema
    whole = {**schema, "definitions": json_schema()["definitions"]}
    for example in schema.get("examples", []):
        jsonschema.Draft7Validator(whole).validate(example)


@pytest.mark.parametrize(
    ("path", "required", "type_", "limits"),
    [
        ("version", True, "1", []),
        ("service.name", True, "text", ["3 to 24 lower-case letters, digits and hyphens"]),
        ("container.port", False, "whole number", ["at least 1", "at most 65,535"]),
        ("container.architecture", False, 'one of "amd64", "arm64"', []),
        ("targets.lambda.rollout.strategy", False, '"canary"', []),
        ("targets.lambda.rollout.percent", False, "whole number", ["at least 1", "at most 99"]),
        ("environments.<name>.regions", True, "list of text", ["at least 1 entry", "at most 8 entries"]),
        ("environments.<name>.network.vpc_id", True, "text", ["the id of a VPC"]),
        ("supply_chain.scan.waivers[].id", True, "text", ["an id such as CVE-2026-12345"]),
        ("secrets.<name>.rotation.lambda_arn", True, "text", ["the ARN of a Lambda function"]),
        ("observability.slo.availability_percent", False, "number", ["at least 90", "less than 100"]),
    ],
)
def test_a_field_is_described_in_words(path: str, required: bool, type_: str, limits: list[str]) -> None:  # noqa: FBT001 - a column of the table
    field = FIELDS[path]
    assert (field.required, field.type) == (required, type_)
    assert all(any(said.startswith(limit) for said in field.limits) for limit in limits), field.limits


def test_every_key_of_the_spec_has_a_path() -> None:
    assert {re.split(r"[.\[]", path)[0] for path in FIELDS} == set(Spec.model_fields)
    assert len(FIELDS) > 90


def test_a_default_is_shown_as_it_would_be_written() -> None:
    page = Field("a.b", required=False, schema={"type": "string", "default": "x", "examples": ["y"]}).page()
    assert 'Default: "x"' in page
    assert f"Example: b: {json.dumps('y')}" in page
