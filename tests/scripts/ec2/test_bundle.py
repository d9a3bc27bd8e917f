"""What hosts fetch: the same bytes from every checkout, and nothing that is not what it says."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from proof.rollout.scenario import OLD
from ruamel.yaml import YAML
from scripts.ec2.ground import Ground
from scripts.ec2.packing import pack
from scripts.ec2.stage import COSIGN, ROOT, Stage


def test_the_bundle_is_the_same_bytes_from_every_checkout(ground: Ground, tmp_path: Path) -> None:
    sums = set()
    for number, (mask, zone) in enumerate([(0o022, "UTC"), (0o077, "Asia/Tokyo"), (0o000, "America/New_York")]):
        before = os.umask(mask)
        try:
            checkout = tmp_path / f"checkout {number}"
            shutil.copytree(ground.output, checkout, ignore=shutil.ignore_patterns("terraform"))
            for file in (checkout / "codedeploy/ec2").rglob("*"):
                os.utime(file, (number * 1e8, number * 1e8))
            # What an editor has left is no part of it.
            (checkout / "codedeploy/ec2/hooks/hook.sh~").write_text("left over")
            sums.add(pack(checkout, tmp_path / f"{number}.zip", TZ=zone))
        finally:
            os.umask(before)
    assert len(sums) == 1


def test_another_hook_is_another_bundle(ground: Ground, tmp_path: Path) -> None:
    first = pack(ground.output, tmp_path / "1.zip")
    checkout = tmp_path / "checkout"
    shutil.copytree(ground.output, checkout, ignore=shutil.ignore_patterns("terraform"))
    hook = checkout / "codedeploy/ec2/hooks/validate-service.sh"
    hook.write_text(hook.read_text() + "# one more line\n")
    assert pack(checkout, tmp_path / "2.zip") != first


def test_the_bundle_has_every_script_that_the_appspec_names_ready_to_run(ground: Ground, tmp_path: Path) -> None:
    pack(ground.output, tmp_path / "bundle.zip")
    with zipfile.ZipFile(tmp_path / "bundle.zip") as bundle:
        assert bundle.testzip() is None
        modes = {one.filename: one.external_attr >> 16 & 0o777 for one in bundle.infolist()}
        appspec = YAML(typ="safe").load(bundle.read("appspec.yml"))
    assert (appspec["version"], appspec["os"]) == (0.0, "linux")
    locations = {script["location"] for scripts in appspec["hooks"].values() for script in scripts}
    assert set(modes) == locations | {"appspec.yml", "hooks/hook.sh"}
    assert {modes[one] for one in locations} == {0o755}


def test_every_script_is_over_before_the_agent_would_end_it(ground: Ground) -> None:
    """An end that the agent makes says nothing about why."""
    folder = ground.output / "codedeploy/ec2"
    hooks = YAML(typ="safe").load(folder / "appspec.yml")["hooks"]
    assert list(hooks) == [
        "ApplicationStop",
        "BeforeInstall",
        "AfterInstall",
        "ApplicationStart",
        "ValidateService",
    ]
    for (script,) in hooks.values():
        text = (folder / script["location"]).read_text()
        ends = [int(one) for one in re.findall(r"(?:within|podspec_host) (\d+) ", text)]
        # Ten seconds to be killed in, and ten for the journal.
        assert 0 < sum(one + 10 for one in ends) + 10 <= script["timeout"] <= 3600


def test_an_object_that_is_not_what_its_name_says_is_replaced(stage: Stage) -> None:
    stage.make_live(OLD)
    (key,) = (one for one in stage.objects() if one.startswith("CodeDeploy/"))
    good = stage.s3.get_object(Bucket=stage.bucket, Key=key)["Body"].read()
    assert key == f"CodeDeploy/{hashlib.sha256(good).hexdigest()[:40]}.zip"
    stage.s3.put_object(Bucket=stage.bucket, Key=key, Body=b"scripts of somebody else")
    assert stage.run("--digest", OLD).returncode == 0
    assert stage.s3.get_object(Bucket=stage.bucket, Key=key)["Body"].read() == good
    deployed = stage.service.active.revision
    assert deployed is not None
    versions = stage.s3.list_object_versions(Bucket=stage.bucket, Prefix=key)["Versions"]
    (latest,) = (one for one in versions if one["IsLatest"])
    assert (deployed["Version"], deployed["ETag"]) == (latest["VersionId"], latest["ETag"].strip('"'))


def test_a_cosign_of_another_hash_never_reaches_the_hosts(stage: Stage) -> None:
    (stage.folder / "download").write_bytes(b"cosign of somebody else")
    done = stage.run("--digest", OLD)
    assert done.returncode == 1
    assert f"expected {hashlib.sha256(COSIGN).hexdigest()}" in done.stderr
    assert stage.objects() == {}
    assert stage.names() == []


@pytest.mark.parametrize("root", ["{}", '{"certificateAuthorities": []}', "not json"])
def test_a_trust_root_that_trusts_nobody_never_reaches_the_hosts(stage: Stage, root: str) -> None:
    (stage.folder / "root.json").write_text(root)
    done = stage.run("--digest", OLD)
    assert done.returncode == 1
    assert "names no authority" in done.stderr
    assert "trust/trusted_root.json" not in stage.objects()
    assert stage.names() == []


def test_every_release_brings_the_present_trust_root(stage: Stage) -> None:
    stage.make_live(OLD)
    (stage.folder / "root.json").write_text(json.dumps(ROOT | {"tlogs": [{}]}))
    assert stage.run("--digest", OLD).returncode == 0
    found = stage.s3.get_object(Bucket=stage.bucket, Key="trust/trusted_root.json")["Body"].read()
    assert json.loads(found) == ROOT | {"tlogs": [{}]}
    # Who wrote it how makes no new version.
    (stage.folder / "root.json").write_text(json.dumps({"tlogs": [{}]} | ROOT, indent=3))
    assert stage.run("--digest", OLD).returncode == 0
    assert stage.objects()["trust/trusted_root.json"] == 2
