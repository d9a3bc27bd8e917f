"""Fakes of `aws`, `gh` and `terraform`, for tests of scripts; they fail at whatever no script asks.

They are no mocks of calls: they share one world, in a JSON file, in which an account can be asked for what was
made in it before. Each remembers its call in the world's log. The call whose number is `die_at` is the last one:
it kills the script that called it, as a power cut would, `before` or `after` it has done its work.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

World = dict[str, Any]
_WORLD = Path(os.environ["FAKE_WORLD"])
_PROVIDER = "oidc-provider/token.actions.githubusercontent.com"


def _fail(message: str, code: int = 254, said: str = "") -> NoReturn:
    sys.stdout.write(said)
    sys.stderr.write(f"{message}\n")
    raise SystemExit(code)


def _option(arguments: list[str], name: str) -> str:
    return arguments[arguments.index(name) + 1] if name in arguments else ""


# -- aws -----------------------------------------------------------------------------------------------------


def _aws(world: World, arguments: list[str]) -> None:
    account = world["profiles"].get(os.environ.get("AWS_PROFILE", ""))
    if account is None:
        _fail("Unable to locate credentials", 253)
    asked = " ".join(arguments[:2])
    if account in world["locked"] and asked != "sts get-caller-identity":
        _fail("An error occurred (AccessDenied): you may not look at that")
    sys.stdout.write(f"{_AWS[asked](world, world['accounts'][account] | {'id': account}, arguments)}\n")


def _head_bucket(_world: World, account: World, arguments: list[str]) -> str:
    if _option(arguments, "--bucket") not in account["buckets"]:
        _fail("An error occurred (404) when calling the HeadBucket operation: Not Found")
    return ""


def _head_object(world: World, _account: World, arguments: list[str]) -> str:
    if f"{_option(arguments, '--bucket')}/{_option(arguments, '--key')}" not in world["objects"]:
        _fail("An error occurred (404) when calling the HeadObject operation: Not Found")
    return ""


def _get_provider(_world: World, account: World, arguments: list[str]) -> str:
    assert _option(arguments, "--open-id-connect-provider-arn").endswith(f":{account['id']}:{_PROVIDER}")
    if not account["provider"]:
        _fail("An error occurred (NoSuchEntity) when calling the GetOpenIDConnectProvider operation: Not found")
    return "sts.amazonaws.com"


_AWS: dict[str, Callable[[World, World, list[str]], str]] = {
    "sts get-caller-identity": lambda _world, account, _arguments: account["id"],
    "s3api head-bucket": _head_bucket,
    "s3api head-object": _head_object,
    "iam get-open-id-connect-provider": _get_provider,
    "ce get-anomaly-monitors": lambda _world, account, _arguments: account["monitor"] or "None",
    "ecr describe-registry": lambda _world, account, _arguments: account["replication"] or "None",
}

# -- terraform -----------------------------------------------------------------------------------------------

#: What an account has once, by its address: applying fails where there is one that the state does not know.
_ONCE = {
    "aws_s3_bucket.state": "buckets",
    "aws_iam_openid_connect_provider.github": "provider",
    "aws_ce_anomaly_monitor.services": "monitor",
    "aws_ecr_replication_configuration.registry": "replication",
}


class _Root:
    """A root as the fake knows it: where its state is, and what it makes."""

    def __init__(self, world: World, folder: Path) -> None:
        self.world = world
        self.folder = folder
        self.text = "\n".join(path.read_text() for path in sorted(folder.glob("*.tf")))
        self.bucket, self.key = (self._value(name) for name in ("bucket", "key"))
        self.account = re.findall(r'allowed_account_ids = \["(\d+)"\]', self.text)[0]
        self.backend = "local" if (folder / "first_override.tf").exists() else "s3"

    def _value(self, name: str) -> str:
        return str(re.findall(rf'backend "s3" {{.*?{name} += "([^"]+)"', self.text, re.DOTALL)[0])

    @property
    def file(self) -> Path:
        return self.folder / "terraform.tfstate"

    @property
    def state(self) -> list[str]:
        if self.backend == "s3":
            return list(self.world["objects"].get(f"{self.bucket}/{self.key}", []))
        return json.loads(self.file.read_text() or "[]") if self.file.exists() else []

    def keep(self, state: list[str]) -> None:
        if self.backend == "local":
            self.file.write_text(json.dumps(state))
        else:
            self.world["objects"][f"{self.bucket}/{self.key}"] = state

    @property
    def made_once(self) -> list[str]:
        return [address for address in _ONCE if 'resource "{}" "{}"'.format(*address.split(".")) in self.text]


def _terraform(world: World, arguments: list[str]) -> None:
    root = _Root(world, Path(arguments[0].removeprefix("-chdir=")))
    holder = world["profiles"].get(os.environ.get("AWS_PROFILE", ""))
    if holder != root.account:
        _fail(f"Error: AWS account ID not allowed: {holder}", 1)
    verb, options = arguments[1], arguments[2:]
    if verb != "init" and world["initialised"].get(str(root.folder)) != root.backend:
        _fail("Error: Backend initialization required", 1)
    _TERRAFORM[verb](root, options)


def _init(root: _Root, options: list[str]) -> None:
    initialised = root.world["initialised"]
    before = initialised.get(str(root.folder), root.backend)
    if root.backend == "s3" and root.bucket not in root.world["accounts"][root.account]["buckets"]:
        _fail(f'Error: S3 bucket "{root.bucket}" does not exist.', 1)
    if before != root.backend and not {"-reconfigure", "-migrate-state"} & set(options):
        _fail("Error: Backend configuration changed", 1)
    if "-migrate-state" in options and before == "local":
        assert "-force-copy" in options
        root.keep(json.loads(root.file.read_text()))
        root.file.write_text("")
    initialised[str(root.folder)] = root.backend


def _apply(root: _Root, options: list[str]) -> None:
    assert options in (["-auto-approve"], ["-input=true"])
    account, state = root.world["accounts"][root.account], root.state
    for address in root.made_once:
        kind = _ONCE[address]
        if account[kind] and address not in state:
            _fail(f"Error: {address}: EntityAlreadyExists", 1)
        account[kind] = [root.bucket] if kind == "buckets" else account[kind] or f"made-{kind}"
        if address not in state:
            state.append(address)
    root.keep(state or ["module.any"])


def _import(root: _Root, options: list[str]) -> None:
    assert options[0] == "-input=false"
    if options[1] in root.state:
        _fail("Error: Resource already managed by Terraform", 1)
    root.keep([*root.state, options[1]])


def _state(root: _Root, options: list[str]) -> None:
    assert options == ["list"]
    if root.backend == "local" and not root.file.exists():
        _fail("No state file was found!", 1)
    sys.stdout.write("".join(f"{address}\n" for address in root.state))


_TERRAFORM = {"init": _init, "apply": _apply, "import": _import, "state": _state}

# -- gh ------------------------------------------------------------------------------------------------------


def _gh(world: World, arguments: list[str]) -> None:
    assert arguments[0] == "api"
    method = _option(arguments, "--method") or "GET"
    path = next(one for one in arguments[1:] if one.startswith(("repos/", "orgs/", "users/"))).partition("?")[0]
    _, _, inside = path.partition(f"{world['slug']}/environments/")
    if method == "GET":
        _show(world, path, inside, _option(arguments, "--jq"))
    elif method == "PUT":
        _put(world, inside, json.load(sys.stdin))
    else:
        _change_policies(world, method, inside, arguments)


def _show(world: World, path: str, inside: str, expression: str) -> None:
    """What GitHub answers, through the real jq, as gh has it built in."""
    name, _, policies = inside.partition("/")
    environment = world["environments"].get(name)
    document: Any = world["github"].get(path)
    if environment and policies:
        document = {"branch_policies": environment["policies"]}
    elif environment:
        document = environment["settings"]
    if document is None:
        _fail("gh: Not Found (HTTP 404)", 1, said='{"message": "Not Found", "status": "404"}')
    subprocess.run(["jq", "--raw-output", expression], input=json.dumps(document), text=True, check=True)


def _put(world: World, name: str, wanted: World) -> None:
    rules: list[World] = [{"type": "branch_policy"}]
    if wanted.get("reviewers") and not world["poor_plan"]:
        reviewers = [{"type": one["type"], "reviewer": {"id": one["id"]}} for one in wanted["reviewers"]]
        rules.append({"type": "required_reviewers", "reviewers": reviewers})
    settings = {
        "protection_rules": rules,
        "deployment_branch_policy": wanted["deployment_branch_policy"],
        "can_admins_bypass": wanted.get("can_admins_bypass", True),
    }
    world["environments"].setdefault(name, {"policies": []})["settings"] = settings


def _change_policies(world: World, method: str, inside: str, arguments: list[str]) -> None:
    name, _, rest = inside.partition("/")
    policies = world["environments"][name]["policies"]
    if method == "DELETE":
        gone = int(rest.rpartition("/")[2])
        policies[:] = [one for one in policies if one["id"] != gone]
    else:
        fields = dict(one.split("=", 1) for one in arguments if re.match(r"(name|type)=", one))
        policies.append({"id": len(policies) + 100, **fields})


# -- any of them ---------------------------------------------------------------------------------------------


def main(tool: str, arguments: list[str]) -> None:
    """Answer one call, and remember it."""
    world = json.loads(_WORLD.read_text())
    world["log"].append([tool, *arguments])
    dies, moment = world["die_at"] == len(world["log"]), world["moment"]
    if dies and moment == "before":
        _save(world)
        _kill()
    try:
        {"aws": _aws, "gh": _gh, "terraform": _terraform}[tool](world, arguments)
    finally:
        _save(world)
        if dies:
            _kill()


def _save(world: World) -> None:
    _WORLD.write_text(json.dumps(world, indent=1))


def _kill() -> NoReturn:
    os.killpg(0, signal.SIGKILL)
    raise SystemExit(1)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
