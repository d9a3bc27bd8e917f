"""How the image is built, how it is asked for health, its variables."""

from typing import Any

import pytest
from manifests_of_copilot import carried, left, lines

BUILDS: list[tuple[Any, str, str]] = [
    ("Dockerfile", ".", "Dockerfile"),
    ("./web/Dockerfile.prod", "web", "Dockerfile.prod"),
    ({"dockerfile": "web/docker/Dockerfile", "context": "web"}, "web", "docker/Dockerfile"),
    ({"dockerfile": "web/Dockerfile"}, "web", "Dockerfile"),
    ({"context": "web/"}, "web", "Dockerfile"),
    ({"context": "/web"}, "web", "Dockerfile"),
]


@pytest.mark.parametrize(("build", "context", "dockerfile"), BUILDS)
def test_a_build_becomes_context_and_dockerfile_as_copilot_reads_it(
    build: Any,  # noqa: ANN401 - as YAML has it
    context: str,
    dockerfile: str,
) -> None:
    said = lines(carried({"image": {"build": build}}))
    assert (said["container.context"], said["container.dockerfile"]) == (context, dockerfile)


@pytest.mark.parametrize("build", [{"dockerfile": "docker/Dockerfile", "context": "web"}, "../other/Dockerfile"])
def test_a_dockerfile_outside_of_its_context_or_of_the_repository_is_left(build: Any) -> None:  # noqa: ANN401 - as YAML has it
    of = carried({"image": {"build": build}})
    assert "container.dockerfile" not in lines(of)
    assert any(path.startswith("image.build") for path in left(of))


def test_arguments_of_a_build_are_left_and_the_rest_is_not() -> None:
    of = carried({"image": {"build": {"dockerfile": "Dockerfile", "args": {"A": "1"}, "target": "x"}}})
    assert left(of) == {"image.build.args.A", "image.build.target"}
    assert lines(of)["container.dockerfile"] == "Dockerfile"


def test_variables_are_texts() -> None:
    of = carried({"variables": {"A": 1, "B": True, "C": "${X}", "D": None, "E": {"from_cfn": "x"}, "F": "a: b"}})
    said = {key.rpartition(".")[2]: value for key, value in lines(of).items() if ".environment." in key}
    assert said == {"A": "1", "B": "true", "F": "a: b"}
    assert left(of) == {"variables.C", "variables.D", "variables.E.from_cfn"}


def test_a_health_path_is_asked_for_all_that_podspec_asks() -> None:
    of = carried({"http": {"healthcheck": {"path": "/up", "interval": "5s"}}})
    said = lines(of)
    assert {said[f"container.health.{one}"] for one in ("liveness", "readiness", "version")} == {"/up"}
    assert left(of) == {"http.healthcheck.interval"}


@pytest.mark.parametrize(
    ("platform", "architecture"),
    [
        ("linux/x86_64", "amd64"),
        ("linux/arm64", "arm64"),
        ({"osfamily": "linux", "architecture": "arm64"}, "arm64"),
    ],
)
def test_a_platform_is_an_architecture(platform: Any, architecture: str) -> None:  # noqa: ANN401 - as YAML has it
    of = carried({"platform": platform})
    assert (lines(of)["container.architecture"], left(of)) == (architecture, set())


def test_windows_is_left() -> None:
    assert left(carried({"platform": "windows/x86_64"})) == {"platform"}


def test_an_environment_cannot_have_an_image_of_its_own() -> None:
    of = carried({"environments": {"prod": {"image": {"port": 1, "build": "x"}, "platform": "linux/arm64"}}})
    assert left(of) == {f"environments.prod.{one}" for one in ("image.port", "image.build", "platform")}
