"""A fake of Terraform, ours, for tests of scripts: it plans what a test has laid down, and applies that.

What it knows stands in the file $FAKE_TERRAFORM: by the root's name, a plan as `terraform show -json` gives it. It
remembers each call in the log, and fails at `fails` and dies, with the script that called it, at `dies`. What real
Terraform makes of the generated roots is the affair of tests/proof.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

WORLD = Path(os.environ["FAKE_TERRAFORM"])


def _save(world: dict[str, Any]) -> None:
    WORLD.write_text(json.dumps(world))


def main(arguments: list[str]) -> int:
    """Run one command; gives its exit code."""
    world = json.loads(WORLD.read_text())
    folder = arguments[0].removeprefix("-chdir=")
    root = folder.partition("/terraform/")[2]
    verb, options = arguments[1], arguments[2:]
    call = f"{verb} {root}" + (" -destroy" if "-destroy" in options else "")
    world["log"].append(call)
    _save(world)
    if call in world["fails"]:
        sys.stderr.write(f"Error: {call} fails\n")
        return 1
    code = _VERBS[verb](world, root, options)
    _save(world)
    if call == world["dies"]:
        world["dies"] = ""
        _save(world)
        os.killpg(0, signal.SIGKILL)
    return code


def _plan(world: dict[str, Any], root: str, options: list[str]) -> int:
    plan = world["plans"].get(root, {"resource_changes": []})
    (file,) = [one.removeprefix("-out=") for one in options if one.startswith("-out=")]
    (image,) = [one for one in options if one.startswith("image_digest=")] or [""]
    text = json.dumps(plan).replace("IMAGE", image.partition("=")[2])
    Path(file).write_text(text)
    changed = any(one["change"]["actions"] != ["no-op"] for one in plan["resource_changes"])
    return 2 if changed and "-detailed-exitcode" in options else 0


def _show(_world: dict[str, Any], _root: str, options: list[str]) -> int:
    text = Path(options[-1]).read_text()
    sys.stdout.write(text if "-json" in options else f"What Terraform would say of {text}\n~~~~~~\n")
    return 0


def _apply(world: dict[str, Any], root: str, options: list[str]) -> int:
    """Apply all of a plan, or its first changes only where the test says so; those are over then."""
    plan = json.loads(Path(options[-1]).read_text())
    left = world["half"].pop(root, len(plan["resource_changes"]))
    world["plans"][root] = {**plan, "resource_changes": plan["resource_changes"][left:]}
    world["applied"].append(root)
    return 1 if left < len(plan["resource_changes"]) else 0


_VERBS = {"init": lambda *_: 0, "plan": _plan, "show": _show, "apply": _apply}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
