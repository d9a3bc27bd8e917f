"""The real AWS command line, kept warm: one process has loaded it, and each call is a fork of that.

A rollout is some thirty calls, and to load the command line takes nearly all of each. What runs in the fork is
`awscli`'s own `main`, with the arguments, the environment, the folder and the three streams of whoever calls. What
it has read of the services' models is kept; credentials are looked for by each call.

    python warm_cli.py SOCKET      load it, print `ready`, and answer until killed; AWS must be there
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
from typing import Any

_LONGEST = 1 << 20
# So that most of what calls need is loaded.
_REHEARSAL = (
    ("cloudwatch", "list-dashboards"),
    ("deploy", "list-applications"),
    ("lambda", "list-functions"),
    ("ssm", "describe-parameters"),
    ("sts", "get-caller-identity"),
)


def serve(path: str) -> None:
    """Answer calls until somebody kills this process."""
    driver = _load()
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(path)
    listener.listen(64)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    print("\nready", flush=True)  # noqa: T201  # whoever started this waits for it
    while True:
        caller, _ = listener.accept()
        if os.fork() == 0:
            listener.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _answer(caller, driver)
        caller.close()


def _load() -> Any:  # noqa: ANN401  # awscli carries no types
    """Import the command line, and have it do something with each service; gives its driver."""
    import gc

    from awscli.botocore import loaders  # type: ignore[import-untyped]
    from awscli.clidriver import create_clidriver  # type: ignore[import-untyped]

    read, kept = loaders.JSONFileLoader.load_file, {}

    def load_file(self: object, path: str) -> object:
        if path not in kept:
            kept[path] = read(self, path)
        return kept[path]

    loaders.JSONFileLoader.load_file = load_file
    driver = create_clidriver()
    for command in _REHEARSAL:
        assert driver.main([*command, "--query", "none"]) == 0
    gc.freeze()
    return driver


def _answer(caller: socket.socket, driver: Any) -> None:  # noqa: ANN401  # the same
    """Be the command line for one caller; this is a fork of its own."""
    message, streams, _, _ = socket.recv_fds(caller, _LONGEST, 3)
    call = json.loads(message)
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
    # awscli says itself where its data is.
    data = os.environ["AWS_DATA_PATH"]
    os.environ.clear()
    os.environ.update(call["environment"], AWS_DATA_PATH=data)
    os.chdir(call["folder"])
    driver.session._credentials = None  # noqa: SLF001  # those of the rehearsal
    try:
        code = driver.main(call["arguments"])
    except SystemExit as end:
        code = end.code
    sys.stdout.flush()
    sys.stderr.flush()
    caller.sendall(bytes([code or 0]))
    os._exit(0)


if __name__ == "__main__":
    serve(sys.argv[1])
