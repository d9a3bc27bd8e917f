"""The real `aws` command-line client, loaded once and forked for each call: a call takes a tenth of its time.

What runs is awscli's own code with the caller's arguments, environment, folder and streams. Only the start is ours.
`serve SOCKET` is the client that waits; `call SOCKET ARGUMENT...` is what stands in PATH as `aws`.

A test may have the caller killed at a call, by its number or its words: AWS_DIES=7:before, or "ssm get-parameter:after".
AWS_CALLS names a file that notes the calls.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from pathlib import Path
from typing import Any

_SERVICES = ("s3", "ssm", "stepfunctions", "sts")
_STREAMS = 3


def serve(place: str) -> None:
    """Answer calls until this process ends."""
    from awscli.clidriver import create_clidriver  # type: ignore[import-untyped]  # noqa: PLC0415 - slow to load

    driver = create_clidriver()
    loader = driver.session.get_component("data_loader")
    for service in _SERVICES:
        loader.load_service_model(service, "service-2")
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(socket.AF_UNIX) as waiting:
        waiting.bind(place)
        waiting.listen()
        while True:
            caller, _ = waiting.accept()
            if os.fork() == 0:
                waiting.close()
                _answer(caller, driver)
                os._exit(0)
            caller.close()


def _answer(caller: socket.socket, driver: Any) -> None:  # noqa: ANN401 - awscli has no types
    """Be the client that was called."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    text, streams, _, _ = socket.recv_fds(caller, 1, _STREAMS)
    while part := caller.recv(1 << 16):
        text += part
    call = json.loads(text)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.chdir(call["folder"])
    os.environ.clear()
    os.environ.update(call["environment"])
    code = driver.main(call["arguments"])
    sys.stdout.flush()
    sys.stderr.flush()
    caller.sendall(b"%d" % code)


def call(place: str, arguments: list[str]) -> int:
    """Let the waiting client do one call; gives its exit code."""
    names = _note(arguments)
    _die_if_told(names, "before")
    with socket.socket(socket.AF_UNIX) as waiting:
        waiting.connect(place)
        socket.send_fds(waiting, [b" "], range(_STREAMS))
        told = {"arguments": arguments, "environment": dict(os.environ), "folder": str(Path.cwd())}
        waiting.sendall(json.dumps(told).encode())
        waiting.shutdown(socket.SHUT_WR)
        code = int(waiting.recv(8) or b"1")
    _die_if_told(names, "after")
    return code


def _note(arguments: list[str]) -> tuple[str, str]:
    """Write the call down; gives its number, from 1, and its words."""
    file = Path(os.environ["AWS_CALLS"])
    words = " ".join([one for one in arguments if one not in ("--output", "text")][:2])
    with file.open("a") as notes:
        notes.write(f"{words}\n")
    return str(len(file.read_text().splitlines())), words


def _die_if_told(names: tuple[str, str], moment: str) -> None:
    """Kill the script that called, and all of its own processes: they are a process group."""
    if os.environ.get("AWS_DIES") in {f"{name}:{moment}" for name in names}:
        os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    verb, socket_file, *words_of_call = sys.argv[1:]
    if verb == "serve":
        serve(socket_file)
    sys.exit(call(socket_file, words_of_call))
