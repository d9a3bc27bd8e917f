"""What is built, and what it is called: with real git; docker is a fake that writes down what it is asked."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scripts.cloud import Cloud
from scripts.gates.source import Source
from scripts.gates.workshop import ECR, NAME, Workshop


@pytest.fixture
def source(tmp_path: Path, shop: Workshop) -> Source:
    return Source(tmp_path, shop)


@pytest.fixture
def ecr(account: Cloud) -> Iterator[Any]:
    """The image repository, empty."""
    client = account.client("ecr")
    client.create_repository(repositoryName=NAME)
    yield client
    client.delete_repository(repositoryName=NAME, force=True)


# -- building --------------------------------------------------------------------------------------------------


def test_tests_run_before_an_image_is_built_for_one_processor(source: Source) -> None:
    commit = source.git("rev-parse", "HEAD")
    done = source.run("build-image.sh", output="image.tar")
    assert done.returncode == 0, done
    tested, built = source.asked()
    for call in (tested, built):
        assert call.startswith("buildx build --platform linux/arm64 --provenance=false --sbom=false ")
        assert f"--build-arg VERSION={commit[:12]} --build-arg COMMIT={commit} " in call
        assert "--build-arg DATE=2026-01-02T01:04:05Z" in call
        assert call.endswith(" app")
    assert "--target test --output type=cacheonly" in tested
    assert "--output type=docker,dest=image.tar" in built


def test_a_service_without_a_test_stage_is_said_to_be_untested(source: Source) -> None:
    source.write("app/Dockerfile", "FROM scratch\n# FROM nothing AS test\n")
    source.commit("2026-01-03T00:00:00Z")
    done = source.run("build-image.sh", output="image.tar")
    assert done.returncode == 0, done
    assert "the image is built untested" in done.stderr
    assert len(source.asked()) == 1


def test_failing_tests_stop_the_build(source: Source) -> None:
    source.status = "3"
    assert source.run("build-image.sh", output="image.tar").returncode == 3
    assert len(source.asked()) == 1


def test_versions_come_from_the_last_commit_that_touched_the_source(source: Source) -> None:
    commit = source.git("rev-parse", "HEAD")
    source.write("README.md", "more\n")
    source.commit("2026-05-05T00:00:00Z")
    source.run("build-image.sh", output="image.tar")
    assert f"COMMIT={commit} " in source.asked()[-1]


@pytest.mark.parametrize("name", ["app/main.go", "app/new.go"])
def test_what_is_not_committed_is_not_built(name: str, source: Source) -> None:
    source.write(name, "package other\n")
    done = source.run("build-image.sh", output="image.tar")
    assert done.returncode == 1
    assert "app has changes that are not committed:" in done.stderr
    assert name in done.stderr
    assert source.asked() == []


def test_the_whole_repository_may_be_the_context(source: Source) -> None:
    shutil.move(source.folder / "app/Dockerfile", source.folder / "Dockerfile")
    source.commit("2026-01-03T00:00:00Z")
    assert source.run("build-image.sh", context=".", output="image.tar").returncode == 0
    assert source.asked()[0].endswith(" .")


# -- its name --------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("ecr")
def test_one_source_has_one_name_whatever_commit_it_stands_in(source: Source) -> None:
    before = source.name()
    source.write("README.md", "more\n")
    source.commit("2026-05-05T00:00:00Z")
    assert source.name() == before
    assert source.name(context="app/") == before


@pytest.mark.usefixtures("ecr")
def test_whatever_changes_the_image_changes_the_name(source: Source) -> None:
    names = [source.name(), source.name(architecture="amd64"), source.name(dockerfile="Other")]
    names.append(source.name(context="."))
    source.write("app/main.go", "package other\n")
    assert source.name() == names[0]
    source.commit("2026-01-03T00:00:00Z")
    names.append(source.name())
    (source.folder / "app/main.go").chmod(0o755)
    source.commit("2026-01-04T00:00:00Z")
    names.append(source.name())
    assert len(set(names)) == len(names)
    assert all(len(one) == len("build-") + 40 for one in names)


def test_an_image_with_that_name_is_found_among_many(source: Source, ecr: Any) -> None:  # noqa: ANN401  # boto3 has no types
    name = source.name()
    wanted = _put(ecr, "wanted", name)
    for number in range(101):
        _put(ecr, f"other {number}", f"build-{number:040}")
    done = source.run("find-image.sh", repository=f"{ECR}/{NAME}")
    assert done.stdout == f"tag={name}\ndigest={wanted}\n"


def _put(ecr: Any, content: str, name: str) -> str:  # noqa: ANN401  # boto3 has no types
    kind = "application/vnd.docker.distribution.manifest.v2+json"
    blob = {
        "mediaType": "application/vnd.docker.container.image.v1+json",
        "size": 1,
        "digest": "sha256:" + "0" * 64,
    }
    manifest = json.dumps(
        {"schemaVersion": 2, "mediaType": kind, "config": blob, "layers": [], "annotations": {"x": content}}
    )
    image = ecr.put_image(repositoryName=NAME, imageManifest=manifest, imageTag=name)["image"]
    return str(image["imageId"]["imageDigest"])


def test_a_registry_that_cannot_be_asked_is_no_empty_one(source: Source) -> None:
    done = source.run("find-image.sh", repository=f"{ECR}/nothing/here")
    assert done.returncode != 0
    assert done.stdout == ""
    assert "RepositoryNotFoundException" in done.stderr


def test_a_source_that_is_not_committed_has_no_name(source: Source) -> None:
    done = source.run("find-image.sh", context=os.sep + "elsewhere", repository=f"{ECR}/{NAME}")
    assert done.returncode == 1
    assert "is not committed" in done.stderr
