"""Every field of the spec says what it is."""

import json
import re

import pytest
from pydantic import BaseModel

from podspec.model.fields import Field, children, fields, find
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
        ("targets.lambda.rollout.strategy", True, 'one of "canary", "linear", "all_at_once"', []),
        ("secrets.<name>.rotation", False, '"generated" or mapping', []),
        (
            "environments.<name>.network",
            False,
            "mapping of cidr, nat or mapping of vpc_id, public_subnets, private_subnets",
            [],
        ),
        (
            "environments",
            True,
            "mapping",
            ["at least 1 entry", "at most 8 entries", "each name: 2 to 10 lower-case"],
        ),
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


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("environments.prod.targets.lambda.rollout.percent", "targets.lambda.rollout.percent"),
        ("prod.targets.lambda.rollout.percent", "targets.lambda.rollout.percent"),
        ("environments.prod.observability.alarms.latency_p95_ms", "observability.alarms.latency_p95_ms"),
        ("environments.prod.secrets.api-token.rotate_days", "secrets.<name>.rotate_days"),
        ("environments.prod.targets", "environments.<name>.targets"),
        ("environments.prod.regions[0]", "environments.<name>.regions"),
        ("prod.regions[0]", "environments.<name>.regions"),
        ("environments.prod", "environments"),
        ("secrets.api-token", "secrets"),
        ("service.tags.cost_center", "service.tags"),
        ('prod.service.tags."team.name"', "service.tags"),
        ("supply_chain.scan.waivers[2].id", "supply_chain.scan.waivers[].id"),
    ],
)
def test_a_path_as_people_write_it_leads_to_its_field(written: str, path: str) -> None:
    found = find(written)
    assert found is not None
    assert found.path == path


@pytest.mark.parametrize(
    "written", ["", "prod", "environments.prod.repository.slug.x", "service.name.first", "a.b.c"]
)
def test_a_path_that_leads_nowhere_finds_nothing(written: str) -> None:
    assert find(written) is None


@pytest.mark.parametrize("path", FIELDS)
def test_every_field_is_found_at_its_own_path_and_below_an_environment_where_it_may_stand(path: str) -> None:
    assert find(path) is FIELDS[path]
    if FIELDS[path].is_overlaid and path.count(".") > 0:
        assert find(f"environments.prod.{path}") is FIELDS[path]
        assert find(f"prod.{path}") is FIELDS[path]


def test_what_an_environment_may_say_otherwise_is_marked_and_nothing_else() -> None:
    assert FIELDS["targets.ec2.rollout.percent"].is_overlaid
    assert FIELDS["container.environment"].is_overlaid
    assert not FIELDS["container.port"].is_overlaid
    assert not FIELDS["service.name"].is_overlaid
    assert "Overlay: environments.<name>.service.tags\n" in FIELDS["service.tags"].page()


def test_below_an_overlay_stand_the_fields_that_it_may_have() -> None:
    assert [one.path for one in children("environments.<name>.service")] == ["service.tags"]
    assert [one.path for one in children("environments.<name>.targets")] == ["targets.lambda", "targets.ec2"]
    assert "environments.<name>.domain.name" in {one.path for one in children("environments.<name>.domain")}


def test_a_field_of_several_kinds_says_what_it_is_in_each() -> None:
    said = FIELDS["targets.lambda.rollout.percent"].schema["description"]
    assert said.startswith("Percent of the traffic that the new version gets first. With linear: Percent")
    assert FIELDS["targets.lambda.rollout.bake_minutes"].schema["description"].count("Minutes") == 1


def test_a_summary_ends_behind_the_braces_of_an_example() -> None:
    assert FIELDS["secrets.<name>.rotation"].summary.endswith("or {lambda_arn: …} for a function of your own")
