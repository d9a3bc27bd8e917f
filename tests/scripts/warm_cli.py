"""The real AWS command line, kept warm: one process has loaded it, and each call is a fork of that.

A rollout is some forty calls, and to load the command line takes most of each. What runs in the fork is `awscli`'s own
`main`, with the arguments, the environment, the folder and the three streams of whoever calls.

    python warm_cli.py serve SOCKET      load it, print `ready`, and answer until killed
    python warm_cli.py call SOCKET ...   one call; a stub named `aws` does this

A caller writes each call down in the file $CALLS, and can be told to be killed with its whole group, or to wait, at one
of them: $KILL is `before 7` or `after 7`, $HOLD is `7 FILE` and waits until there is that file.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import time
from pathlib import Path

_LONGEST = 1 << 20
# These load what most calls need; each prints its help, and reaches nobody.
_REHEARSAL = ("cloudwatch", "deploy", "lambda", "sts", "ssm")


def serve(path: str) -> None:
    """Answer calls until somebody kills this process."""
    _load()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(64)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("ready", flush=True)  # noqa: T201  # whoever started this waits for it
    while True:
        caller, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _answer(caller)
        caller.close()


def _load() -> None:
    """Import the command line, and keep every model of a service that it reads."""
    import gc

    from awscli.botocore import loaders
    from awscli.clidriver import create_clidriver

    read, kept = loaders.JSONFileLoader.load_file, {}

    def load_file(self: object, path: str) -> object:
        if path not in kept:
            kept[path] = read(self, path)
        return kept[path]

    loaders.JSONFileLoader.load_file = load_file
    session = create_clidriver().session
    for service in _REHEARSAL:
        name = "codedeploy" if service == "deploy" else service
        session.create_client(name, "us-east-1", aws_access_key_id="x", aws_secret_access_key="x")  # noqa: S106  # nobody is asked
    gc.freeze()


def _answer(caller: socket.socket) -> None:
    """Be the command line for one caller; this is a fork of its own."""
    from awscli.clidriver import main

    message, streams, _, _ = socket.recv_fds(caller, _LONGEST, 3)
    call = json.loads(message)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    # awscli says itself where its data is.
    data = os.environ["AWS_DATA_PATH"]
    os.environ.clear()
    os.environ.update(call["environment"], AWS_DATA_PATH=data)
    os.chdir(call["folder"])
    sys.argv = ["aws", *call["arguments"]]
    try:
        code = main()
    except SystemExit as end:
        code = end.code
    sys.stdout.flush()
    sys.stderr.flush()
    caller.sendall(bytes([code or 0]))
    os._exit(0)


def call(path: str, arguments: list[str]) -> None:
    """Have the warm process run one command, and end as it does."""
    number = _note(arguments)
    moment, at = (os.environ.get("KILL") or "never 0").split()
    held, until = (os.environ.get("HOLD") or "0 /").split()
    while int(held) == number and not Path(until).exists():
        time.sleep(0.02)
    if (moment, int(at)) == ("before", number):
        os.killpg(0, signal.SIGKILL)
    code = _ask(path, arguments)
    if (moment, int(at)) == ("after", number):
        os.killpg(0, signal.SIGKILL)
    os._exit(code)


def _note(arguments: list[str]) -> int:
    """Write the call down, and say which one it is, from 1 on."""
    log = Path(os.environ["CALLS"])
    with log.open("a") as file:
        file.write(json.dumps(arguments) + "\n")
    return len(log.read_text().splitlines())


def _ask(path: str, arguments: list[str]) -> int:
    message = {"arguments": arguments, "environment": dict(os.environ), "folder": str(Path.cwd())}
    server = socket.socket(socket.AF_UNIX)
    server.connect(path)
    socket.send_fds(server, [json.dumps(message).encode()], [0, 1, 2])
    answer = server.recv(1)
    return answer[0] if answer else 255


if __name__ == "__main__":
    if sys.argv[1] == "serve":
        serve(sys.argv[2])
    else:
        call(sys.argv[2], sys.argv[3:])
