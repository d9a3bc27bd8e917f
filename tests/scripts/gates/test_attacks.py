"""What must not run does not run, and the reason is said: the attack table, with real cosign and real bundles."""

from __future__ import annotations

from pathlib import Path

import pytest
from scripts.gates.images import COMMIT, SIGNER, SLUG, finding, job, report
from scripts.gates.workshop import Workshop
from scripts.sigstore.server import Sigstore, serving

ALL = ("slsaprovenance1", "spdxjson", "vuln")


@pytest.fixture(scope="module")
def released(shop: Workshop) -> str:
    """An image to which nothing is wrong."""
    return shop.published("released")


def test_an_image_that_was_built_as_it_should_be_may_run(shop: Workshop, released: str) -> None:
    done = shop.verify(released)
    assert done.returncode == 0, done
    held = [one for one in done.stderr.splitlines() if one.startswith("holds: ")]
    assert held == [
        f"holds: signature by https://github.com/{SIGNER}",
        f"holds: provenance: built from commit {COMMIT}",
        "holds: SBOM: 1 part(s)",
        "holds: scan, by the rules of today",
    ]


# -- the signature ---------------------------------------------------------------------------------------------


def test_an_unsigned_image_is_blocked(shop: Workshop) -> None:
    done = shop.verify(shop.pushed("unsigned"))
    assert done.returncode == 1
    assert "fails: signature: Error: no signatures found" in done.stderr
    assert "may not run: 4 of 4 checks failed" in done.stderr


@pytest.mark.parametrize(
    ("claims", "reason"),
    [
        pytest.param(
            {"repository": "evil/fork", "job_workflow_ref": SIGNER.replace(SLUG, "evil/fork")},
            "evil/fork/.github/workflows/podspec-build.yml@refs/heads/main",
            id="another repository",
        ),
        pytest.param(
            {"repository": "evil/fork"}, 'got "evil/fork"', id="another repository that calls our workflow"
        ),
        pytest.param(
            {"job_workflow_ref": SIGNER.replace("podspec-build", "helpful")},
            "/helpful.yml@refs/heads/main",
            id="another workflow of ours",
        ),
        pytest.param(
            {"job_workflow_ref": SIGNER.replace("/main", "/idea"), "ref": "refs/heads/idea"},
            "podspec-build.yml@refs/heads/idea",
            id="the workflow as it is on a branch",
        ),
        pytest.param(
            {"ref": "refs/heads/idea"}, 'got "refs/heads/idea"', id="a branch that calls main's workflow"
        ),
        pytest.param({"iss": "https://gitlab.com"}, "https://gitlab.com", id="another issuer of tokens"),
    ],
)
def test_what_another_job_has_signed_is_blocked(
    claims: dict[str, str], reason: str, request: pytest.FixtureRequest, shop: Workshop
) -> None:
    done = shop.verify(shop.published(request.node.name, job(**claims)))
    assert done.returncode == 1
    (signature,) = (one for one in done.stderr.splitlines() if one.startswith("fails: signature: "))
    assert reason in signature
    assert "may not run: 4 of 4 checks failed" in done.stderr


def test_a_signature_of_another_authority_is_blocked(shop: Workshop, tmp_path: Path) -> None:
    with serving() as other:
        digest = _published_elsewhere(shop, other, tmp_path)
    done = shop.verify(digest)
    assert done.returncode == 1
    assert "fails: signature: Error:" in done.stderr
    assert "holds" not in done.stderr


def _published_elsewhere(shop: Workshop, other: Sigstore, folder: Path) -> str:
    """An image that says all the right things, signed with certificates of somebody's own."""
    other.job = job()
    done = shop.publish("another authority", None, "", **other.environment(folder))
    assert done.returncode == 0, done
    return done.stdout.strip().removeprefix("digest=")


def test_a_tag_that_was_moved_after_signing_leads_to_no_release(shop: Workshop) -> None:
    signed = shop.published("source")
    unsigned = shop.pushed("something else")
    shop.move("source", unsigned)
    # A second build of the same source finds the tag, and signs nothing that it did not build.
    again = shop.publish("source")
    assert again.stdout == f"digest={unsigned}\n"
    assert shop.verify(unsigned).returncode == 1
    assert shop.verify(signed).returncode == 0


# -- what is attested ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("lacking", "name"), [*zip(ALL, ("provenance", "SBOM", "scan"), strict=True)])
def test_an_image_that_lacks_an_attestation_is_blocked(lacking: str, name: str, shop: Workshop) -> None:
    digest = shop.pushed(f"without {lacking}")
    _attest(shop, digest, *(one for one in ALL if one != lacking))
    done = shop.verify(digest)
    assert done.returncode == 1
    assert f"fails: {name}: Error: none of the attestations matched the predicate type: {lacking}" in done.stderr
    assert "may not run: 1 of 4 checks failed" in done.stderr


def _attest(
    shop: Workshop, digest: str, *kinds: str, repository: str = SLUG, parts: str = '[{"name": "a"}]'
) -> None:
    workflow = f'{{"repository": "https://github.com/{repository}", "ref": "refs/heads/main"}}'
    sources = '[{"digest": {"gitCommit": "0123"}}]'
    built = f'{{"externalParameters": {{"workflow": {workflow}}}, "resolvedDependencies": {sources}}}'
    (shop.folder / "slsaprovenance1.json").write_text(f'{{"buildDefinition": {built}, "runDetails": {{}}}}')
    (shop.folder / "spdxjson.json").write_text(f'{{"spdxVersion": "SPDX-2.3", "packages": {parts}}}')
    scanned = '{"scanFinishedOn": "2026-11-20T00:00:00Z"}'
    (shop.folder / "vuln.json").write_text(f'{{"scanner": {{"result": {report()}}}, "metadata": {scanned}}}')
    shop.sign(digest, job(), *kinds)


def test_provenance_of_another_repository_is_blocked(shop: Workshop) -> None:
    digest = shop.pushed("of another repository")
    _attest(shop, digest, *ALL, repository="evil/fork")
    done = shop.verify(digest)
    assert done.returncode == 1
    assert "fails: provenance: it names another repository or branch" in done.stderr


def test_an_empty_bill_of_materials_is_blocked(shop: Workshop) -> None:
    digest = shop.pushed("of nothing")
    _attest(shop, digest, *ALL, parts="[]")
    done = shop.verify(digest)
    assert done.returncode == 1
    assert "fails: SBOM: it lists nothing" in done.stderr


def test_what_others_attest_of_a_good_image_changes_nothing(shop: Workshop) -> None:
    digest = shop.published("good", scan=report(finding()))
    assert shop.verify(digest).returncode == 1
    # A later scan without findings, by somebody who may attest but is not the build.
    scanned = '{"scanFinishedOn": "2030-01-01T00:00:00Z"}'
    (shop.folder / "vuln.json").write_text(f'{{"scanner": {{"result": {report()}}}, "metadata": {scanned}}}')
    shop.sign(digest, job(repository="evil/fork"), "vuln")
    done = shop.verify(digest)
    assert done.returncode == 1
    assert "stops: CVE-2026-1111 critical in libfoo 1.2.3 (fixed in 1.2.4)" in done.stderr


def test_a_critical_finding_blocks_a_release_but_no_way_back(shop: Workshop) -> None:
    digest = shop.published("critical", scan=report(finding()))
    done = shop.verify(digest)
    assert done.returncode == 1
    assert "stops: CVE-2026-1111 critical in libfoo 1.2.3 (fixed in 1.2.4)" in done.stderr
    assert "fails: scan: see above" in done.stderr
    back = shop.verify(digest, "--tolerate-findings")
    assert back.returncode == 0, back
    assert "stops: CVE-2026-1111" in back.stderr


# -- what is said instead of a digest --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "digest", ["latest", "sha256:1234", "sha256:" + "A" * 64, "sha256:" + "a" * 65, "$(id)", "-"]
)
@pytest.mark.parametrize("script", ["verify-image.sh", "deploy-lambda.sh", "release.sh"])
def test_a_digest_that_is_none_is_refused_before_anything_is_asked(
    digest: str, script: str, shop: Workshop
) -> None:
    where = (
        ("--environment", "dev") if script == "release.sh" else ("--environment", "dev", "--region", "us-east-1")
    )
    done = shop.script(script, *where, "--digest", digest, AWS_ENDPOINT_URL="http://127.0.0.1:1")
    assert done.returncode == 1
    assert f"{digest} is no digest: expected sha256: and 64 hexadecimal digits" in done.stderr
