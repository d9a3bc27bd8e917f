"""A place where `deploy-ec2.sh` runs: the real aws client before moto, and fakes of the tools that would leave it.

`curl` and `cosign` are fakes: they give the bytes that a test has chosen. All else is real: bash, jq, zip, aws.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import boto3  # type: ignore[import-untyped]  # it has no types
from proof.rollout.scenario import Service
from scripts.ec2.engine import Engine
from scripts.ec2.ground import ACCOUNT, REGION, Ground
from scripts.ec2.packing import pack

_REAL = (
    *(
        "base64",
        "bash",
        "cat",
        "chmod",
        "cp",
        "cut",
        "dirname",
        "env",
        "find",
        "grep",
        "jq",
        "mkdir",
        "mktemp",
        "mv",
    ),
    *("od", "rm", "sed", "sha256sum", "sleep", "sort", "touch", "tr", "zip"),
)
COSIGN = b"cosign, as far as this test goes\n"
ROOT = {"mediaType": "application/vnd.dev.sigstore.trustedroot+json;version=0.1", "certificateAuthorities": [{}]}

#: Fakes: what curl downloads, and the trust root that cosign makes.
_FAKES = {
    "curl": 'while [[ $1 != --output ]]; do shift; done; cp "$STAGE/download" "$2"',
    "cosign": 'while [[ $1 != --out ]]; do shift; done; cp "$STAGE/root.json" "$2"',
}


class Stage:
    """One service before its first rollout, and the scripts of one checkout."""

    def __init__(self, folder: Path, ground: Ground, service: Service, endpoint: str, client: Path) -> None:
        self.folder, self.ground, self.endpoint = folder, ground, endpoint
        self.engine = Engine(service, ACCOUNT, REGION)
        self.service = service
        self.output = folder / "output"
        self.calls = folder / "calls"
        self._check_out()
        self._make_tools(client)
        self.bucket = ground.setting("bundle_bucket")
        self._make_account()

    def _check_out(self) -> None:
        """The output, but for Terraform; and a cosign that this test can make."""
        shutil.copytree(self.ground.output, self.output, ignore=shutil.ignore_patterns("terraform", "docs"))
        self.facts = self.output / f"scripts/environments/dev/{REGION}.env"
        own = f"PODSPEC_COSIGN_SHA256={hashlib.sha256(COSIGN).hexdigest()}\n"
        self.facts.write_text(self.facts.read_text() + own)

    def _make_tools(self, client: Path) -> None:
        programs = self.folder / "bin"
        programs.mkdir()
        for name in _REAL:
            (programs / name).symlink_to(shutil.which(name) or name)
        for name, body in _FAKES.items():
            (programs / name).write_text(f"#!/bin/bash\n{body}\n")
        quick = Path(__file__).with_name("quick_aws.py")
        (programs / "aws").write_text(f'#!/bin/sh\nexec "{sys.executable}" -I -S "{quick}" call "{client}" "$@"\n')
        for one in ("aws", *_FAKES):
            (programs / one).chmod(0o755)
        (self.folder / "download").write_bytes(COSIGN)
        (self.folder / "root.json").write_text(json.dumps(ROOT))

    def _make_account(self) -> None:
        """What Terraform has made."""
        self.s3 = self._boto("s3")
        self.s3.create_bucket(Bucket=self.bucket)
        self.s3.put_bucket_versioning(Bucket=self.bucket, VersioningConfiguration={"Status": "Enabled"})
        machine = self.ground.machines.rollout
        self.executions = self._boto("stepfunctions")
        made = self.executions.create_state_machine(
            name=machine.rpartition(":")[2],
            definition=json.dumps(self.ground.machines.definition),
            roleArn=f"arn:aws:iam::{ACCOUNT}:role/rollout",
        )
        assert made["stateMachineArn"] == machine
        self.parameters = self._boto("ssm")
        self.tell_parameters()

    def _boto(self, service: str) -> Any:  # noqa: ANN401 - boto3 has no types
        return boto3.client(
            service,
            endpoint_url=self.endpoint,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",  # noqa: S106 - moto takes any
        )

    def tell_parameters(self) -> None:
        """Let moto know what stands in the parameters of the AWS in memory."""
        for name, value in self.engine.parameters().items():
            place = f"/podspec/podinfo/dev/ec2/{name}"
            self.parameters.put_parameter(Name=place, Value=value, Type="String", Overwrite=True)

    def make_live(self, digest: str) -> None:
        """Let a digest be live, and the bucket have what it should: as a deployment leaves it, but sooner."""
        packed = self.folder / "packed.zip"
        key = f"CodeDeploy/{pack(self.output, packed)[:40]}.zip"
        bundle = self._put(key, packed.read_bytes())
        self._put(self.ground.setting("cosign_key"), COSIGN)
        self._put(
            "trust/trusted_root.json", subprocess.check_output(["jq", "-S", "."], input=json.dumps(ROOT).encode())
        )
        rollout = self.service.begin("rollout", digest)
        rollout.input["bundle"] = {
            "bucket": self.bucket,
            "key": key,
            "version": bundle["VersionId"],
            "etag": bundle["ETag"].strip('"'),
        }
        assert rollout.run().status == "SUCCEEDED"

    def _put(self, key: str, content: bytes) -> dict[str, str]:
        made: dict[str, str] = self.s3.put_object(
            Bucket=self.bucket, Key=key, Body=content, ChecksumAlgorithm="SHA256"
        )
        return made

    def start(self, *options: str, **environment: str) -> subprocess.Popen[str]:
        """Start the script, in a process group of its own."""
        return subprocess.Popen(
            [
                "bash",
                str(self.output / "scripts/deploy-ec2.sh"),
                "--environment",
                "dev",
                "--region",
                REGION,
                *options,
            ],
            env=self._environment() | environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
            cwd=os.sep,
        )

    def _environment(self) -> dict[str, str]:
        return {
            "PATH": str(self.folder / "bin"),
            "STAGE": str(self.folder),
            "HOME": str(self.folder),
            "TMPDIR": str(self.folder),
            "AWS_ENDPOINT_URL": self.endpoint,
            "AWS_ACCESS_KEY_ID": "test",
            "AWS_SECRET_ACCESS_KEY": "test",
            "AWS_CALLS": str(self.calls),
            "PODSPEC_POLL": "0",
        }

    def run(self, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run the script to its end, whatever that is; the calls before it are forgotten."""
        self.calls.write_text("")
        self.tell_parameters()
        begun = self.start(*options, **environment)
        try:
            out, said = begun.communicate(timeout=120)
        except subprocess.TimeoutExpired:
            os.killpg(begun.pid, signal.SIGKILL)
            raise
        return subprocess.CompletedProcess(begun.args, begun.returncode, out, said)

    def called(self) -> list[str]:
        """What aws was called for."""
        return self.calls.read_text().splitlines()

    def objects(self) -> dict[str, int]:
        """How many versions the bucket has of each key."""
        versions = self.s3.list_object_versions(Bucket=self.bucket).get("Versions", [])
        keys = [one["Key"] for one in versions]
        return {key: keys.count(key) for key in keys}

    def names(self) -> list[str]:
        """Executions, the oldest first: operation and digest."""
        found = self.executions.list_executions(stateMachineArn=self.ground.machines.rollout)["executions"]
        return ["-".join(one["name"].split("-")[:2]) for one in reversed(found)]
