"""Stands in for the program `aws`: hands a call to warm_cli.py, and ends as it does. It imports little.

    python warm_call.py SOCKET ARGUMENT...

It writes each call down in the file $CALLS. It can be told to be killed with its whole group, or to wait, at one
of the calls: $KILL is `before 7` or `after 7`, $HOLD is `7 FILE` and waits until there is that file.
"""

import json
import os
import sys
import time
from _socket import AF_UNIX, SCM_RIGHTS, SOL_SOCKET, socket

_SIGKILL = 9


def call(path: str, arguments: list[str]) -> None:
    """Have the warm process run one command, and end as it does."""
    number = _note(arguments)
    moment, at = (os.environ.get("KILL") or "never 0").split()
    held, until = (os.environ.get("HOLD") or "0 /").split()
    while int(held) == number and not os.path.exists(until):  # noqa: PTH110  # pathlib takes longer to import than all else
        time.sleep(0.02)
    if (moment, int(at)) == ("before", number):
        os.killpg(0, _SIGKILL)
    code = _ask(path, arguments)
    if (moment, int(at)) == ("after", number):
        os.killpg(0, _SIGKILL)
    os._exit(code)


def _note(arguments: list[str]) -> int:
    """Write the call down, and say which one it is, from 1 on."""
    with open(os.environ["CALLS"], "a+") as log:  # noqa: PTH123  # the same
        log.write(json.dumps(arguments) + "\n")
        log.flush()
        log.seek(0)
        return len(log.readlines())


def _ask(path: str, arguments: list[str]) -> int:
    message = {"arguments": arguments, "environment": dict(os.environ), "folder": os.getcwd()}  # noqa: PTH109  # the same
    server = socket(AF_UNIX)
    server.connect(path)
    streams = b"".join(number.to_bytes(4, sys.byteorder) for number in (0, 1, 2))
    server.sendmsg([json.dumps(message).encode()], [(SOL_SOCKET, SCM_RIGHTS, streams)])
    answer = server.recv(1)
    return answer[0] if answer else 255


call(sys.argv[1], sys.argv[2:])
