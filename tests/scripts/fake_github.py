"""A fake of `gh` for issues, ours: a repository in a JSON file. It fails at whatever no script asks."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

WORLD = Path(os.environ["FAKE_GITHUB"])


def main(arguments: list[str]) -> None:
    """Answer one `gh api`."""
    world = json.loads(WORLD.read_text())
    assert arguments[0] == "api"
    method = arguments[arguments.index("--method") + 1]
    (path,) = [one for one in arguments if one.startswith("repos/")]
    place = path.removeprefix("repos/acme/shop/").split("/")
    if method == "GET":
        _list(world, place, arguments)
        return
    sent = json.load(sys.stdin)
    if method == "POST" and place == ["issues"]:
        number = max((one["number"] for one in world["issues"]), default=0) + 1
        author = {"login": "github-actions[bot]"}
        world["issues"].append({"number": number, "state": "open", "user": author, "comments": [], **sent})
    else:
        (issue,) = [one for one in world["issues"] if str(one["number"]) == place[1]]
        if place[2:] == ["comments"] and method == "POST":
            issue["comments"].append(sent["body"])
        else:
            assert (method, place[2:]) == ("PATCH", [])
            issue.update(sent)
    WORLD.write_text(json.dumps(world))


def _list(world: dict[str, list[dict[str, object]]], place: list[str], arguments: list[str]) -> None:
    """What GitHub lists, through the expression that the script gives to gh: the lines that it asks for."""
    assert (place, arguments[arguments.index("--jq") + 1]) == (
        ["issues"],
        ".[] | {number, body, is_issue: (.pull_request == null)}",
    )
    asked = dict(one.split("=", 1) for one in arguments if "=" in one and not one.startswith("."))
    for one in world["issues"]:
        user = one["user"]
        assert isinstance(user, dict)
        if one["state"] == asked["state"] and user["login"] == asked["creator"]:
            line = {"number": one["number"], "body": one["body"], "is_issue": "pull_request" not in one}
            sys.stdout.write(f"{json.dumps(line)}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
