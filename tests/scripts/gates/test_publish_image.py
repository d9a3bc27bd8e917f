"""What is pushed is what was scanned, it is whole before it has a tag, and a run that died is run again."""

from __future__ import annotations

import json
from base64 import b64decode
from typing import Any

import pytest
from scripts.gates.images import archive, job, tag
from scripts.gates.workshop import Workshop
from scripts.sigstore.server import Sigstore


def test_an_image_is_pushed_in_dockers_own_media_types_and_tagged(shop: Workshop) -> None:
    digest = shop.published("pushed")
    assert shop.digest(tag("pushed")) == digest
    manifest = json.loads(shop.tool("crane", "manifest", f"{shop.repository}@{digest}").stdout)
    assert manifest["mediaType"] == "application/vnd.docker.distribution.manifest.v2+json"
    kinds = {one["mediaType"] for one in manifest["layers"]}
    assert kinds == {"application/vnd.docker.image.rootfs.diff.tar.gzip"}


def test_its_content_is_the_archives(shop: Workshop) -> None:
    digest = shop.published("content")
    pushed = json.loads(shop.tool("crane", "config", f"{shop.repository}@{digest}").stdout)
    source = f"docker-archive:{archive(shop.folder, 'content')}"
    scanned = json.loads(shop.tool("skopeo", "inspect", "--config", "--raw", source).stdout)
    assert pushed == scanned


def test_publishing_again_signs_nothing_and_gives_the_same_digest(shop: Workshop, sigstore: Sigstore) -> None:
    digest = shop.published("again")
    entries = sigstore.log.size
    again = shop.publish("again")
    assert (again.returncode, again.stdout) == (0, f"digest={digest}\n")
    assert sigstore.log.size == entries


@pytest.mark.parametrize("call", [1, *(pytest.param(one, marks=pytest.mark.long) for one in (2, 3)), 4])
def test_a_run_that_dies_while_it_signs_leaves_no_tag_and_is_repeated(call: int, shop: Workshop) -> None:
    content = f"dies at {call}"
    died = shop.publish(content, PATH=_deadly_cosign(shop, call))
    assert died.returncode != 0
    assert died.stdout == ""
    assert shop.digest(tag(content)) == ""
    digest = shop.published(content)
    assert shop.verify(digest).returncode == 0


def _deadly_cosign(shop: Workshop, call: int) -> str:
    """A search path with a cosign that dies at a call; all others reach the real one."""
    folder = shop.folder / f"deadly{call}"
    folder.mkdir()
    cosign = folder / "cosign"
    path = shop.environment["PATH"]
    count = folder / "count"
    dies = f'[ "$(wc -l <"{count}")" -lt {call} ] || exit 9'
    cosign.write_text(f'#!/bin/sh\necho >>"{count}"\n{dies}\nPATH="{path}" exec cosign "$@"\n')
    cosign.chmod(0o755)
    return f"{folder}:{path}"


def test_the_provenance_names_commit_and_run(shop: Workshop) -> None:
    digest = shop.published("provenance")
    (statement,) = _statements(shop, digest, "slsaprovenance1")
    assert statement["subject"][0]["digest"]["sha256"] == digest.removeprefix("sha256:")
    built = statement["predicate"]
    source = f"https://github.com/{job()['repository']}"
    workflow = {"ref": "refs/heads/main", "repository": source, "path": ".github/workflows/podinfo-release.yml"}
    assert built["buildDefinition"]["externalParameters"] == {"workflow": workflow}
    assert built["buildDefinition"]["resolvedDependencies"] == [
        {"uri": f"git+{source}@refs/heads/main", "digest": {"gitCommit": job()["sha"]}}
    ]
    assert built["runDetails"]["builder"]["id"] == f"https://github.com/{job()['job_workflow_ref']}"
    assert built["runDetails"]["metadata"]["invocationId"] == f"{source}/actions/runs/77/attempts/1"


def _statements(shop: Workshop, digest: str, kind: str) -> list[dict[str, Any]]:
    anybody = ("--certificate-identity-regexp", ".*", "--certificate-oidc-issuer-regexp", ".*")
    done = shop.tool("cosign", "verify-attestation", *anybody, "--type", kind, f"{shop.repository}@{digest}")
    return [json.loads(b64decode(json.loads(line)["payload"])) for line in done.stdout.splitlines()]
