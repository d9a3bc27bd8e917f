"""Who may sign images, and the tool that checks it."""

import re

import scopes

from podspec.components.signing import COSIGN, signer


def test_the_signer_is_the_workflow_that_was_called_on_the_default_branch() -> None:
    repository = scopes.service("repository: {slug: acme/shop, default_branch: trunk}").spec.repository
    assert (
        signer(repository) == "https://github.com/acme/shop/.github/workflows/podspec-build.yml@refs/heads/trunk"
    )


def test_cosign_is_known_for_every_processor_and_by_its_whole_hash() -> None:
    assert set(COSIGN) == {"amd64", "arm64"}
    assert all(re.fullmatch(r"[0-9a-f]{64}", one.sha256) for one in COSIGN.values())
    assert len({one.sha256 for one in COSIGN.values()}) == len(COSIGN)
