"""Who may sign images, and the tool that hosts check signatures with."""

from typing import NamedTuple

from podspec.model.spec.service import Repository

#: Issuer of the tokens that GitHub's jobs sign with.
ISSUER = "https://token.actions.githubusercontent.com"

#: The reusable workflow that builds and signs. A certificate names the workflow that was called, not its caller.
#: Source: Sigstore, OIDC usage in Fulcio, GitHub workflow tokens (2026-11).
WORKFLOW = ".github/workflows/podspec-build.yml"


class Cosign(NamedTuple):
    """A release of cosign for Linux on one processor."""

    version: str
    sha256: str


#: By the processor, in the spec's words.
#: Source: cosign_checksums.txt of the release v3.0.6, cosign-linux-amd64 and cosign-linux-arm64 (2026-11).
COSIGN = {
    "amd64": Cosign("3.0.6", "c956e5dfcac53d52bcf058360d579472f0c1d2d9b69f55209e256fe7783f4c74"),
    "arm64": Cosign("3.0.6", "bedac92e8c3729864e13d4a17048007cfafa79d5deca993a43a90ffe018ef2b8"),
}


def source_ref(repository: Repository) -> str:
    """The branch that images are built on, as it stands in their certificates."""
    return f"refs/heads/{repository.default_branch}"


def signer(repository: Repository) -> str:
    """Identity in the certificate of every image that was built on the repository's default branch."""
    return f"https://github.com/{repository.slug}/{WORKFLOW}@{source_ref(repository)}"
