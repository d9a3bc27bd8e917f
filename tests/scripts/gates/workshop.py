"""Everything that a release passes through before AWS, on this machine: a registry, a Sigstore, AWS's own API.

Real are the scripts, and git, jq, skopeo, cosign, the registry (crane's) and the AWS command line that they meet.
AWS's API is moto's; Sigstore's services are our own (see scripts.sigstore).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from full import full
from proof.rendered import render_spec
from scripts.cloud import ACCOUNT, Cloud
from scripts.gates.images import archive, job, report, tag, variables
from scripts.sigstore.authority import Claims
from scripts.sigstore.server import Sigstore

BIN = Path(sys.executable).parent
#: Where tools are: beside Python, then wherever a person has them.
PATH = f"{BIN}:{os.environ['PATH']}"
ECR = f"{ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com"
NAME = "podspec/podinfo/image"

Done = subprocess.CompletedProcess[str]


def missing() -> list[str]:
    """Tools that are not on this machine."""
    return [tool for tool in ("cosign", "crane", "git", "jq", "skopeo") if not shutil.which(tool, path=PATH)]


@contextmanager
def registry(folder: Path) -> Iterator[str]:
    """A registry that keeps all in memory; gives its address."""
    log = folder / "registry.log"
    with log.open("w") as output:
        command = [shutil.which("crane", path=PATH) or "", "registry", "serve", "--address", "127.0.0.1:0"]
        serving = subprocess.Popen(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL)
    try:
        while not (found := re.search(r"serving on port (\d+)", log.read_text())):
            assert serving.poll() is None, log.read_text()
        yield f"127.0.0.1:{found[1]}"
    finally:
        serving.terminate()
        serving.wait()


class Workshop:
    """Rendered scripts in a folder, and what they reach."""

    def __init__(self, folder: Path, address: str, account: Cloud, sigstore: Sigstore, **changes: Any) -> None:  # noqa: ANN401  # whatever a spec may say
        self.folder, self.sigstore, self.repository = folder, sigstore, f"{address}/{NAME}"
        accounts = {f"environments.{one}.account": ACCOUNT for one in ("dev", "prod")}
        spec = full(**{"registry.account": ACCOUNT, **accounts, **changes})
        self.scripts = render_spec(spec, folder / "repository").parent / "scripts"
        self._make_runnable(address)
        self._make_home(address)
        self.environment = {
            **account.environment,
            **sigstore.environment(folder),
            "AWS_DEFAULT_REGION": "us-east-1",
            "CALLS": str(folder / "calls"),
            "HOME": str(folder),
            "PATH": f"{folder / 'bin'}:{PATH}",
        }
        (folder / "bin").mkdir()
        (folder / "bin/aws").symlink_to(account.folder / "bin/aws")

    def _make_runnable(self, address: str) -> None:
        for file in self.scripts.rglob("*.sh"):
            file.chmod(0o755)
        for facts in self.scripts.rglob("*.env"):
            # The one thing that is not as rendered: the registry stands here, not in AWS.
            facts.write_text(re.sub(r"\d+\.dkr\.ecr\.[^/]+(?=/)", address, facts.read_text()))

    def _make_home(self, address: str) -> None:
        settings = self.folder / ".config/containers/registries.conf"
        settings.parent.mkdir(parents=True)
        settings.write_text(f'[[registry]]\nlocation = "{address}"\ninsecure = true\n')

    def tool(self, *command: str, **environment: str) -> Done:
        """Run a program as a job would."""
        variables = {**self.environment, **environment}
        return subprocess.run(
            command, env=variables, cwd=self.folder, capture_output=True, text=True, check=False, timeout=120
        )

    def script(self, name: str, *arguments: str, **environment: str) -> Done:
        """Run one of the scripts."""
        return self.tool(str(self.scripts / name), *arguments, **environment)

    def publish(self, content: str, claims: Claims | None = None, scan: str = "", **environment: str) -> Done:
        """Push, sign and attest an image, as that job."""
        self.sigstore.job = claims or job()
        (self.folder / "sbom.json").write_text('{"spdxVersion": "SPDX-2.3", "packages": [{"name": "libfoo"}]}')
        (self.folder / "scan.json").write_text(scan or report())
        files = ("--archive", str(archive(self.folder, content)), "--sbom", "sbom.json", "--scan", "scan.json")
        names = ("--sbom-format", "spdx-json", "--repository", self.repository, "--tag", tag(content))
        return self.script("publish-image.sh", *files, *names, **variables(self.sigstore.job), **environment)

    def published(self, content: str, claims: Claims | None = None, scan: str = "") -> str:
        """The digest of an image that was published without an error."""
        done = self.publish(content, claims, scan)
        assert done.returncode == 0, done
        return done.stdout.strip().removeprefix("digest=")

    def pushed(self, content: str) -> str:
        """The digest of an image that nobody signed."""
        target = f"docker://{self.repository}:{tag(content)}"
        source = f"docker-archive:{archive(self.folder, content)}"
        done = self.tool("skopeo", "copy", "--quiet", "--format", "v2s2", source, target)
        assert done.returncode == 0, done
        return self.digest(tag(content))

    def move(self, content: str, digest: str) -> None:
        """Let the tag of a source lead to another image, which a registry that is not ECR allows."""
        target = f"docker://{self.repository}:{tag(content)}"
        done = self.tool("skopeo", "copy", "--quiet", f"docker://{self.repository}@{digest}", target)
        assert done.returncode == 0, done

    def digest(self, name: str) -> str:
        """The digest that a tag has in the registry; empty where there is no such tag."""
        return self.tool("crane", "digest", f"{self.repository}:{name}").stdout.strip()

    def sign(self, digest: str, claims: Claims, *kinds: str) -> None:
        """Sign an image, and attest some of what is known of it."""
        self.sigstore.job = claims
        image = f"{self.repository}@{digest}"
        commands = [("sign",), *(("attest", "--type", one, "--predicate", f"{one}.json") for one in kinds)]
        for command in commands:
            done = self.tool("cosign", command[0], "--yes", *command[1:], image)
            assert done.returncode == 0, done

    def verify(self, digest: str, *options: str) -> Done:
        """Ask whether an image may run in production."""
        return self.script(
            "verify-image.sh", "--environment", "prod", "--region", "us-east-1", "--digest", digest, *options
        )
