"""What images are made of, who builds them, and what a scanner says of them."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from pathlib import Path

from scripts.sigstore.authority import Claims

SLUG = "acme/podinfo-deployment-system"
SIGNER = f"{SLUG}/.github/workflows/podspec-build.yml@refs/heads/main"
COMMIT = "0123456789abcdef" * 2 + "01234567"


def job(**claims: str) -> Claims:
    """The job that builds this service's images, but for these claims."""
    usual = {"job_workflow_ref": SIGNER, "repository": SLUG, "ref": "refs/heads/main", "sha": COMMIT}
    return {**usual, "event_name": "push", "workflow": "podinfo release", **claims}


def finding(
    name: str = "CVE-2026-1111", severity: str = "Critical", fix: str = "fixed", **more: object
) -> dict[str, object]:
    """One match in a report of grype."""
    vulnerability = {"id": name, "severity": severity, "fix": {"state": fix, "versions": ["1.2.4"]}}
    artifact = {"name": "libfoo", "version": "1.2.3"}
    return {"vulnerability": vulnerability, "relatedVulnerabilities": [], "artifact": artifact, **more}


def report(*findings: dict[str, object]) -> str:
    """A report of grype."""
    return json.dumps({"matches": findings, "descriptor": {"name": "grype", "version": "0.100.0"}})


def archive(folder: Path, content: str) -> Path:
    """A docker archive of an image with one layer, as buildx writes it."""
    layer = _tar({"hello": content.encode()})
    rootfs = {"type": "layers", "diff_ids": [f"sha256:{hashlib.sha256(layer).hexdigest()}"]}
    settings = json.dumps({"architecture": "arm64", "os": "linux", "config": {}, "rootfs": rootfs}).encode()
    name = f"{hashlib.sha256(settings).hexdigest()}.json"
    manifest = json.dumps([{"Config": name, "RepoTags": None, "Layers": ["layer.tar"]}]).encode()
    file = folder / "image.tar"
    file.write_bytes(_tar({name: settings, "layer.tar": layer, "manifest.json": manifest}))
    return file


def _tar(files: dict[str, bytes]) -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as tar:
        for name, data in files.items():
            one = tarfile.TarInfo(name)
            one.size = len(data)
            tar.addfile(one, io.BytesIO(data))
    return content.getvalue()


def tag(content: str) -> str:
    """The tag of a source."""
    return f"build-{hashlib.sha1(content.encode()).hexdigest()}"  # noqa: S324  # as long as one, and no secret


def variables(claims: Claims) -> dict[str, str]:
    """What GitHub tells a job of itself."""
    return {
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": claims["repository"],
        "GITHUB_REF": claims["ref"],
        "GITHUB_SHA": claims["sha"],
        "GITHUB_RUN_ID": "77",
        "GITHUB_RUN_ATTEMPT": "1",
        "GITHUB_WORKFLOW_REF": f"{claims['repository']}/.github/workflows/podinfo-release.yml@{claims['ref']}",
    }
