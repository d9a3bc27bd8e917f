"""First specs, one for each target: as on record, valid, and without a warning."""

import os
from datetime import date
from pathlib import Path

import pytest

from podspec.authoring.dockerfile import Fact, Facts
from podspec.authoring.start import TARGETS, Answers, Foundation, first_spec
from podspec.compiler import analyse_bytes

RECORDS = Path(__file__).parents[2] / "golden" / "init"
ANSWERS = Answers("shop", "lambda", "123456789012", "eu-west-1", "acme/shop", (1001, 2002))


def _text(answers: Answers) -> str:
    return first_spec(answers, "../service.schema.json").text


@pytest.mark.parametrize("target", TARGETS)
def test_a_first_spec_is_the_one_on_record(target: str) -> None:
    text, record = _text(ANSWERS._replace(target=target)), RECORDS / f"{target}.yaml"
    if os.environ.get("PODSPEC_UPDATE_GOLDEN"):
        record.write_text(text, "utf-8")
    assert text == record.read_text("utf-8")


@pytest.mark.parametrize("target", TARGETS)
@pytest.mark.parametrize(
    "answers",
    [
        ANSWERS,
        ANSWERS._replace(ids=None, branch="trunk", context="services/shop", dockerfile="Containerfile"),
        ANSWERS._replace(
            facts=Facts(Fact("3000", 9), Fact("/up", 10)), foundation=Foundation("us-east-1", "a.yaml")
        ),
        ANSWERS._replace(region="cn-north-1", cidr="10.240.0.0/16"),
    ],
)
def test_a_first_spec_has_neither_errors_nor_warnings(answers: Answers, target: str) -> None:
    text = _text(answers._replace(target=target))
    assert analyse_bytes(text.encode(), "service.yaml", date(2026, 11, 23)).diagnostics == ()


def test_what_the_dockerfile_tells_names_its_line() -> None:
    text = _text(ANSWERS._replace(facts=Facts(Fact("3000", 9), Fact("/up", 10))))
    assert "port: 3000 # EXPOSE, line 9 of the Dockerfile" in text
    assert "liveness: /up # HEALTHCHECK, line 10 of the Dockerfile" in text


def test_the_processor_of_the_dockerfile_chooses_the_instance_type() -> None:
    text = _text(ANSWERS._replace(target="both", facts=Facts(architecture=Fact("amd64", 7))))
    assert "architecture: amd64 # --platform, line 7 of the Dockerfile" in text
    assert "instance_type: t3.small # for arm64: t4g.small" in text
    assert analyse_bytes(text.encode(), "service.yaml", date(2026, 11, 23)).diagnostics == ()


def test_the_environment_to_come_is_right_once_it_is_uncommented() -> None:
    lines = _text(ANSWERS._replace(target="both")).splitlines()
    text = "\n".join(line.replace("  # ", "  ", 1).replace("  #   ", "    ", 1) for line in lines)
    text = text.replace("the 12 digits of another account", "222222222222")
    found = analyse_bytes(f"{text}\n".encode(), "service.yaml", date(2026, 11, 23)).diagnostics
    assert found == ()
