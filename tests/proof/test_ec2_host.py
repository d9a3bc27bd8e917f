"""What a host is given, and what its script does with it: run for real, between programs that only pretend."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from proof.host import Host
from proof.iam import managed, of_kind
from proof.offline.verifier import Verifier
from proof.rendered import render
from proof.trees import variables_of

pytestmark = pytest.mark.proof

DIGEST = "sha256:" + "0123456789abcdef" * 4
IMAGE = f"111111111111.dkr.ecr.us-east-1.amazonaws.com/podspec/podinfo/image@{DIGEST}"
SIGNER = "https://github.com/acme/podinfo/.github/workflows/podspec-build.yml@refs/heads/main"
# A value that would be code, and two lines, wherever it were read as more than a value.
HOSTILE = "$(touch pwned) `touch pwned` \"; touch pwned; '\nsecond line\n"
SPEC = f"""
container: {{architecture: %s, port: 9000, environment: {{GREETING: {json.dumps(HOSTILE)}, EMPTY: ""}}}}
targets: {{ec2: {{instance_type: %s}}}}
environments:
  dev: {{account: "111111111111", regions: [us-east-1], network: {{cidr: 10.10.0.0/16}}}}
"""
HOSTS = {"amd64": "t3.small", "arm64": "t4g.small"}

Cloud = dict[str, Any]


@pytest.fixture(scope="module", params=HOSTS)
def cloud(request: pytest.FixtureRequest, verifier: Verifier, tmp_path_factory: pytest.TempPathFactory) -> Cloud:
    """The user data of a green host, as cloud-init would read it."""
    architecture: str = request.param
    folder = tmp_path_factory.mktemp(architecture)
    root = render(SPEC % (architecture, HOSTS[architecture]), folder) / "environments/dev/us-east-1"
    for step in (verifier.init(root), verifier.plan(root, variables_of(root)), verifier.apply(root)):
        assert step.ok, step
    templates = {one["name"]: one for one in of_kind(managed(root), "aws_launch_template")}
    data = base64.b64decode(templates["podinfo-dev-green"]["user_data"])
    assert len(data) <= 16384
    kind, _, body = gzip.decompress(data).decode().partition("\n")
    assert kind == "#cloud-config"
    return {"architecture": architecture} | json.loads(body)


def _files(cloud: Cloud) -> dict[str, str]:
    return {one["path"]: one["content"] for one in cloud["write_files"]}


@pytest.fixture
def host(cloud: Cloud, tmp_path: Path) -> Host:
    """A host as cloud-init has left it."""
    return Host(tmp_path, cloud, DIGEST)


def test_cloud_init_finds_files_and_one_command(cloud: Cloud) -> None:
    assert set(cloud) == {"architecture", "write_files", "runcmd"}
    for one in cloud["write_files"]:
        assert set(one) == {"path", "content", "permissions"}
        assert one["path"].startswith("/")
        assert one["permissions"] == ("0755" if one["content"].startswith("#!") else "0644")
    assert cloud["runcmd"] == [["/usr/local/bin/podspec-install"]]


def test_the_host_knows_its_colour_and_processor(cloud: Cloud) -> None:
    files = _files(cloud)
    assert files["/etc/podspec/settings/digest_parameter"] == "/podspec/podinfo/dev/ec2/green/digest"
    assert files["/etc/podspec/settings/cosign_key"].endswith(
        {"amd64": "linux-x86_64", "arm64": "linux-arm64"}[cloud["architecture"]]
    )


def test_shellcheck_finds_nothing(cloud: Cloud, tmp_path: Path) -> None:
    scripts = [(path, text) for path, text in _files(cloud).items() if text.startswith("#!")]
    assert scripts
    for path, text in scripts:
        script = tmp_path / Path(path).name
        script.write_text(text)
        program = shutil.which("shellcheck", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
        assert program
        done = subprocess.run([program, "-o", "all", script], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


def test_systemd_accepts_the_units(cloud: Cloud, host: Host) -> None:
    program = shutil.which("systemd-analyze")
    if program is None:
        pytest.skip("systemd-analyze is not here")
    units = [path for path in _files(cloud) if path.startswith("/etc/systemd/system/")]
    assert len(units) == 3
    for unit in units:
        _without_programs(host.disk / unit.lstrip("/"))
    command = [program, "verify", "--man=no", *(str(host.disk / unit.lstrip("/")) for unit in units)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert "podspec" not in done.stderr.replace("docker.service", ""), done.stderr


def _without_programs(unit: Path) -> None:
    """Commands of a host that is not here would be missing; what is judged is the rest."""
    text = (
        unit.read_text()
        .replace("/usr/local/bin/podspec-host", "/bin/true")
        .replace("/usr/bin/docker", "/bin/true")
    )
    unit.write_text(text.replace("Requires=docker.service\n", ""))


def test_an_image_with_a_good_signature_is_run_by_its_digest(host: Host) -> None:
    assert host.run("verify").returncode == 0
    (check,) = host.called("cosign")
    assert check[0] == "verify"
    assert check[check.index("--certificate-identity") + 1] == SIGNER
    # Another repository may call the very same workflow.
    assert check[check.index("--certificate-github-workflow-repository") + 1] in SIGNER
    assert check[check.index("--certificate-github-workflow-ref") + 1] == SIGNER.partition("@")[2]
    assert check[check.index("--trusted-root") + 1] == str(host.disk / "var/lib/podspec/trusted_root.json")
    assert check[-1] == IMAGE
    assert host.called("docker") == [["pull", "--quiet", IMAGE]]

    assert host.run("run").returncode == 0
    _, started = host.called("docker")
    assert started[-1] == IMAGE
    assert "--pull" in started
    assert started[started.index("--pull") + 1] == "never"
    assert started[started.index("--publish") + 1] == "8080:9000"


def test_the_container_can_change_nothing_and_become_nobody(host: Host) -> None:
    assert host.run("verify").returncode == 0
    assert host.run("run").returncode == 0
    started = " ".join(host.called("docker")[-1])
    for option in ("--read-only", "--cap-drop ALL", "--security-opt no-new-privileges", "--rm"):
        assert option in started
    assert "--privileged" not in started
    assert "--volume" not in started


def test_values_reach_the_container_as_they_are_and_are_never_code(host: Host) -> None:
    assert host.run("verify").returncode == 0
    assert host.run("run").returncode == 0
    started = host.called("docker")[-1]
    given = {started[at + 1] for at, one in enumerate(started) if one == "--env"}
    assert f"GREETING={HOSTILE}" in given
    assert "EMPTY=" in given
    assert "PORT=9000" in given
    assert not list(host.disk.rglob("pwned"))


@pytest.mark.parametrize(
    ("program", "script", "said"),
    [
        ("cosign", "exit 1", "cosign verify failed"),
        ("aws", "if [[ $1 == ssm ]]; then echo none; fi", "no image is chosen"),
        ("aws", "if [[ $1 == ssm ]]; then echo latest; fi", "no image is chosen"),
        ("aws", "exit 255", "aws ssm failed"),
        ("docker", "exit 1", "docker pull failed"),
    ],
    ids=["bad signature", "no digest", "a tag for a digest", "no parameter", "no image"],
)
def test_nothing_runs_that_was_not_verified(program: str, script: str, said: str, host: Host) -> None:
    host.write("run/podspec/image", IMAGE)  # verified once, before
    host.answer(program, script)
    refused = host.run("verify")
    assert refused.returncode != 0
    assert said in refused.stderr
    assert said in (host.disk / "var/log/podspec/host.log").read_text()
    assert host.run("run").returncode != 0
    assert not any("run" in call for call in host.called("docker"))


def test_a_call_that_fails_is_made_again(host: Host) -> None:
    host.answer("cosign", '[[ -f "$0.once" ]] || { touch "$0.once"; exit 1; }')
    assert host.run("verify").returncode == 0
    assert len(host.called("cosign")) == 2


def test_a_host_that_starts_again_does_the_same_again(host: Host) -> None:
    runs = [(host.run("verify").returncode, host.run("run").returncode, host.called("docker")) for _ in range(3)]
    assert runs[0] == runs[1] == runs[2]
    assert runs[0][:2] == (0, 0)
    # What a crash has left would have the name that the new container needs.
    assert runs[0][2][0] == ["rm", "--force", "podspec"]


def test_the_trust_root_is_replaced_whole_or_not_at_all(host: Host) -> None:
    assert host.run("trust").returncode == 0
    root = host.disk / "var/lib/podspec/trusted_root.json"
    before = root.read_text()
    host.answer("aws", 'echo half >"${@: -1}"; exit 1')
    assert host.run("trust").returncode != 0
    assert root.read_text() == before


def test_a_host_is_valid_once_it_is_ready(host: Host) -> None:
    host.answer("curl", 'echo >>"$0.asked"; [[ $(wc -l <"$0.asked") -ge 3 ]] || exit 22')
    assert host.run("validate").returncode == 0
    assert [call[-1] for call in host.called("curl")] == ["http://127.0.0.1:8080/readyz"] * 3


def test_a_host_that_never_gets_ready_is_not_valid(host: Host) -> None:
    host.answer("curl", "exit 22")
    refused = host.run("validate")
    assert refused.returncode != 0
    assert "is not ready" in refused.stderr


def test_a_restart_is_the_units_which_verifies_first(host: Host, cloud: Cloud) -> None:
    assert host.run("restart").returncode == 0
    assert host.called("systemctl") == [["restart", "podspec.service"]]
    unit = _files(cloud)["/etc/systemd/system/podspec.service"]
    assert unit.index("ExecStartPre=/usr/local/bin/podspec-host verify") < unit.index("ExecStart=/usr/local/bin")


def test_a_host_is_set_up_and_says_last_that_it_can_be_deployed_to(host: Host) -> None:
    _prepare(host, hashlib.sha256(b"{}\n").hexdigest())
    done = host.run(script="podspec-install")
    assert done.returncode == 0, done.stderr
    assert os.access(host.disk / "usr/local/bin/cosign", os.X_OK)
    assert (host.disk / "var/lib/podspec/trusted_root.json").exists()
    installed = [call[2:] for call in host.called("dnf")]
    assert "ruby" in installed[0]
    assert "codedeploy-agent" in installed[-1][0]
    assert host.called("systemctl")[-1] == ["restart", "codedeploy-agent.service"]
    agent = (host.disk / "etc/codedeploy-agent/conf/codedeployagent.yml").read_text()
    assert agent == ":verbose: false\n:enable_auth_policy: true\n"


def test_a_cosign_of_another_hash_ends_the_set_up_before_anything_starts(host: Host) -> None:
    _prepare(host, "0" * 64)
    assert host.run(script="podspec-install").returncode != 0
    assert not os.access(host.disk / "usr/local/bin/cosign", os.X_OK)
    assert [call[0] for call in host.called("systemctl")] == ["disable"]
    assert len(host.called("dnf")) == 1


def _prepare(host: Host, sha256: str) -> None:
    """What the packages bring, and the hash that cosign must have; the fake gives it two bytes and a line end."""
    host.write("etc/podspec/settings/cosign_sha256", sha256)
    host.write("etc/codedeploy-agent/conf/codedeployagent.yml", ":verbose: false\n:enable_auth_policy: false\n")


@pytest.mark.parametrize("verbs", [(), ("",), ("stop",), ("run verify",)])
def test_an_unknown_verb_says_which_there_are(verbs: tuple[str, ...], host: Host) -> None:
    done = host.run(*verbs)
    assert done.returncode == 2
    assert "usage: podspec-host" in done.stderr
