"""An image that went live is marked in the registry, and stays the image that it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from scripts.cloud import Cloud, Done

pytestmark = pytest.mark.proof

NAME = "podspec/podinfo/image"
REPOSITORY = f"123456789012.dkr.ecr.us-east-1.amazonaws.com/{NAME}"
_KIND = "application/vnd.docker.distribution.manifest.v2+json"


class Registry:
    """A registry in the emulated account, and the script that marks what is in it."""

    def __init__(self, account: Cloud, script: Path) -> None:
        self.account, self.script = account, script
        self.ecr = account.client("ecr")
        self.ecr.create_repository(repositoryName=NAME, imageTagMutability="IMMUTABLE")

    def push(self, content: str) -> str:
        """Put an image as a build does; gives its digest."""
        config = {
            "mediaType": "application/vnd.docker.container.image.v1+json",
            "size": 1,
            "digest": "sha256:" + "0" * 64,
        }
        document = {
            "schemaVersion": 2,
            "mediaType": _KIND,
            "config": config,
            "layers": [],
            "annotations": {"x": content},
        }
        put = self.ecr.put_image(
            repositoryName=NAME, imageManifest=json.dumps(document), imageTag=f"build-{content}"
        )
        return str(put["image"]["imageId"]["imageDigest"])

    def record(self, digest: str) -> Done:
        """Run the script."""
        arguments = ("--repository", REPOSITORY, "--digest", digest)
        return self.account.run(self.script, *arguments, AWS_DEFAULT_REGION="us-east-1")

    def tags(self) -> dict[str, str]:
        """The digest behind each tag."""
        found: list[dict[str, Any]] = self.ecr.list_images(repositoryName=NAME)["imageIds"]
        return {one["imageTag"]: one["imageDigest"] for one in found}


@pytest.fixture
def registry(account: Cloud, lambda_service: Path) -> Iterator[Registry]:
    """An empty registry."""
    account.forget()
    yield Registry(account, lambda_service / "scripts/record-release.sh")
    account.forget()


def test_an_image_that_went_live_gets_a_tag_that_is_kept(registry: Registry) -> None:
    digest, other = registry.push("one"), registry.push("other")
    done = registry.record(digest)
    assert done.code == 0, done
    assert registry.tags() == {
        "build-one": digest,
        "build-other": other,
        f"release-{digest.removeprefix('sha256:')[:40]}": digest,
    }


def test_recording_it_again_changes_nothing(registry: Registry) -> None:
    digest = registry.push("one")
    assert registry.record(digest).code == 0
    before = registry.tags()
    done = registry.record(digest)
    assert done.code == 0, done
    assert "is recorded" in done.said
    assert registry.tags() == before


@pytest.mark.parametrize(
    ("digest", "code", "reason"),
    [("sha256:" + "e" * 64, 1, "has no image"), ("build-one", 1, "is no digest"), ("", 2, "--digest is missing")],
)
def test_what_is_not_there_is_not_recorded(registry: Registry, digest: str, code: int, reason: str) -> None:
    registry.push("one")
    done = registry.record(digest)
    assert (done.code, reason in done.said) == (code, True), done
    assert list(registry.tags()) == ["build-one"]
