"""The real `aws` command-line client, loaded once and forked for each call: a call takes a tenth of its time.

What runs is awscli's own code with the caller's arguments, environment, folder and streams. Its start alone is
ours.
`serve SOCKET` is the client that waits; `call SOCKET ARGUMENT...` is what stands in PATH as `aws`.

AWS_CALLS names a file that notes the calls. A test may have the caller killed at a call, by its number or words:
AWS_DIES=7:before, or "ssm get-parameter:after". AWS_WAITS names a call in the same way, or with its number among
equal ones ("2 ssm get-parameter:before"): it waits for a file of the name of the calls' and `.go`.
"""

from __future__ import annotations

import os
import signal
import socket
import sys
import time

TYPE_CHECKING = False  # a call has no time for typing, nor for json and pathlib
if TYPE_CHECKING:
    from typing import Any

_STREAMS = 3
# One operation of each service that is called: so that all of it is loaded before the first call.
_WARM = (
    ("s3api", "head-object"),
    ("ssm", "get-parameter"),
    ("stepfunctions", "list-executions"),
    ("sts", "get-caller-identity"),
)


def serve(place: str) -> None:
    """Answer calls until this process ends."""
    driver = _warm_client()
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


def _warm_client() -> Any:  # noqa: ANN401 - awscli has no types
    """The client, with everything loaded that its calls need."""
    from awscli.clidriver import create_clidriver  # type: ignore[import-untyped]

    driver = create_clidriver()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    for service, operation in _WARM:
        driver.main([service, operation, "--generate-cli-skeleton"])
        name = "s3" if service == "s3api" else service
        driver.session.create_client(name, "us-east-1", aws_access_key_id="x", aws_secret_access_key="x")  # noqa: S106
    sys.stdout.flush()
    os.dup2(kept, 1)
    return driver


def _answer(caller: socket.socket, driver: Any) -> None:  # noqa: ANN401 - awscli has no types
    """Be the client that was called."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    text, streams, _, _ = socket.recv_fds(caller, 1, _STREAMS)
    while part := caller.recv(1 << 16):
        text += part
    folder, count, *words = os.fsdecode(text[1:]).split("\0")
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    os.chdir(folder)
    os.environ.clear()
    os.environ.update({name: value for name, _, value in (one.partition("=") for one in words[int(count) :])})
    code = driver.main(words[: int(count)])
    sys.stdout.flush()
    sys.stderr.flush()
    caller.sendall(b"%d" % code)


def call(place: str, arguments: list[str]) -> int:
    """Let the waiting client do one call; gives its exit code."""
    names = _note(arguments)
    _die_if_told(names, "before")
    _wait_if_told(names, "before")
    environment = [f"{name}={value}" for name, value in os.environ.items()]
    with socket.socket(socket.AF_UNIX) as waiting:
        waiting.connect(place)
        socket.send_fds(waiting, [b" "], range(_STREAMS))
        waiting.sendall(os.fsencode("\0".join([os.getcwd(), str(len(arguments)), *arguments, *environment])))  # noqa: PTH109 - no time for pathlib
        waiting.shutdown(socket.SHUT_WR)
        code = int(waiting.recv(8) or b"1")
    _die_if_told(names, "after")
    return code


def _note(arguments: list[str]) -> tuple[str, str, str]:
    """Write the call down; gives its number, from 1, its words, and these with their own number."""
    words = " ".join([one for one in arguments if one not in ("--output", "text")][:2])
    with open(os.environ["AWS_CALLS"], "a+") as notes:  # noqa: PTH123 - no time for pathlib
        notes.write(f"{words}\n")
        notes.flush()
        notes.seek(0)
        calls = notes.readlines()
        return str(len(calls)), words, f"{calls.count(words + chr(10))} {words}"


def _wait_if_told(names: tuple[str, ...], moment: str) -> None:
    """Say that the call waits, then wait until it may go on."""
    if os.environ.get("AWS_WAITS") in {f"{name}:{moment}" for name in names}:
        calls = os.environ["AWS_CALLS"]
        open(f"{calls}.waits", "w").close()  # noqa: PTH123 - no time for pathlib
        while not os.path.exists(f"{calls}.go"):  # noqa: PTH110 - no time for pathlib
            time.sleep(0.02)


def _die_if_told(names: tuple[str, ...], moment: str) -> None:
    """Kill the script that called, and all of its own processes: they are a process group."""
    if os.environ.get("AWS_DIES") in {f"{name}:{moment}" for name in names}:
        os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    verb, socket_file, *words_of_call = sys.argv[1:]
    if verb == "serve":
        serve(socket_file)
    sys.exit(call(socket_file, words_of_call))
