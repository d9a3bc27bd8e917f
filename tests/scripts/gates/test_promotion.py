"""Into an environment comes only what serves in the one before it, and what is committed is what the spec says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from drift.repository import PROD, SPEC, new_repository
from scripts.cloud import Cloud
from scripts.gates.images import finding, report
from scripts.gates.workshop import Workshop
from scripts.sigstore.server import Sigstore

A, B = "sha256:" + "a" * 64, "sha256:" + "b" * 64
#: A service that needs hosts alone: what is live stands in parameters.
ON_HOSTS = {
    "targets.lambda": None,
    "environments.dev.targets": None,
    "environments.prod.targets.lambda": None,
    "environments.prod.domain": None,
    "environments.dev.regions": ["us-east-1", "eu-west-1"],
}
REGIONS = ("us-east-1", "eu-west-1")
MACHINE, ROLE = "podinfo-dev-ec2-rollout", "arn:aws:iam::123456789012:role/rollout"


@pytest.fixture(scope="module")
def hosts(address: str, account: Cloud, sigstore: Sigstore, tmp_path_factory: pytest.TempPathFactory) -> Workshop:
    return Workshop(tmp_path_factory.mktemp("hosts"), address, account, sigstore, **ON_HOSTS)


def _serve(account: Cloud, digests: dict[str, str]) -> None:
    """Let digests be live on the hosts of dev, by region, and nothing roll out there."""
    for region, digest in digests.items():
        account.client("stepfunctions", region).create_state_machine(
            name=MACHINE,
            definition='{"StartAt": "End", "States": {"End": {"Type": "Wait", "Seconds": 9, "End": true}}}',
            roleArn=ROLE,
        )
        for name, value in {"active": "blue", "blue/digest": digest}.items():
            place = f"/podspec/podinfo/dev/ec2/{name}"
            account.client("ssm", region).put_parameter(Name=place, Value=value, Type="String", Overwrite=True)


def test_what_is_live_in_the_environment_before_is_let_in(hosts: Workshop, account: Cloud) -> None:
    _serve(account, dict.fromkeys(REGIONS, A))
    for digest in ((), ("--digest", A)):
        done = hosts.script("check-promotion.sh", "--environment", "prod", *digest)
        assert (done.returncode, done.stdout) == (0, f"digest={A}\n"), done


@pytest.mark.parametrize("script", ["check-promotion.sh", "release.sh"])
def test_a_digest_that_is_not_live_in_the_environment_before_is_blocked(
    script: str, hosts: Workshop, account: Cloud
) -> None:
    _serve(account, dict.fromkeys(REGIONS, B))
    done = hosts.script(script, "--environment", "prod", "--digest", A)
    assert done.returncode == 1
    assert f"{A} is not live in dev, {B} is: release it there first" in done.stderr
    assert done.stdout == ""


def test_a_digest_that_is_live_in_one_region_of_two_is_blocked(hosts: Workshop, account: Cloud) -> None:
    _serve(account, {"us-east-1": A, "eu-west-1": B})
    done = hosts.script("check-promotion.sh", "--environment", "prod", "--digest", A)
    assert done.returncode == 1
    assert "dev has no one live image" in done.stderr
    assert "what is live in dev is not known, so nothing may follow it" in done.stderr


def test_a_digest_that_a_rollout_may_still_take_back_is_blocked(hosts: Workshop, account: Cloud) -> None:
    _serve(account, dict.fromkeys(REGIONS, A))
    machines = account.client("stepfunctions", "eu-west-1")
    (machine,) = machines.list_state_machines()["stateMachines"]
    running = machines.start_execution(stateMachineArn=machine["stateMachineArn"], name="rollout-1")
    done = hosts.script("check-promotion.sh", "--environment", "prod", "--digest", A)
    machines.stop_execution(executionArn=running["executionArn"])
    assert done.returncode == 1
    assert "a rollout runs on ec2 in eu-west-1" in done.stderr


def test_a_digest_is_blocked_where_it_is_not_known_what_is_live(hosts: Workshop, account: Cloud) -> None:
    account.forget()
    done = hosts.script("check-promotion.sh", "--environment", "prod", "--digest", A)
    assert done.returncode == 1
    assert "what is live in dev is not known" in done.stderr


def test_the_first_environment_takes_a_digest_that_is_live_nowhere(hosts: Workshop) -> None:
    done = hosts.script("check-promotion.sh", "--environment", "dev", "--digest", A)
    assert (done.returncode, done.stdout) == (0, f"digest={A}\n")
    assert hosts.script("check-promotion.sh", "--environment", "dev").returncode == 1


def test_a_waiver_that_ran_out_after_the_build_blocks_a_promotion(
    address: str, account: Cloud, sigstore: Sigstore, tmp_path: Path
) -> None:
    waiver = {"id": "CVE-2026-1111", "reason": "no XML is read", "expires": "2030-01-31"}
    shop = Workshop(tmp_path, address, account, sigstore, **{"supply_chain.scan.waivers": [waiver]})
    digest = shop.published("waived", scan=report(finding()))
    assert shop.verify(digest).returncode == 0
    _let_it_be(shop, "2030-02-01")
    done = shop.verify(digest)
    assert done.returncode == 1
    assert (
        "expired: CVE-2026-1111 critical in libfoo 1.2.3 (waived until 2030-01-31: no XML is read)" in done.stderr
    )
    assert "fails: scan: see above" in done.stderr


def _let_it_be(shop: Workshop, day: str) -> None:
    """Let the scripts believe that it is another day."""
    date = shop.folder / "bin/date"
    date.write_text(f"#!/bin/sh\necho {day}\n")
    date.chmod(0o755)


# -- the gate of a pull request --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        pytest.param((SPEC, "memory_mb: 256", "memory_mb: 512"), "memory_mb", id="spec edited without a render"),
        pytest.param((PROD, "256", "512"), "lambda.tf", id="output edited by hand"),
    ],
)
def test_what_is_committed_and_is_not_what_the_spec_says_is_blocked(
    edit: tuple[str, str, str], reason: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository = new_repository(tmp_path / "repository")
    assert repository.podspec("render") == 0
    assert repository.podspec("check") == 0
    repository.replace(*edit)
    capsys.readouterr()
    assert repository.podspec("check") == 1
    said = "".join(capsys.readouterr())
    assert reason in said
    assert re.search(r"PS\d{3}", said)
