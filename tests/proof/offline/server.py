"""Serving providers on unix sockets, where Terraform core finds them instead of downloading plugins."""

from __future__ import annotations

import json
import os
from concurrent import futures
from contextlib import contextmanager
from typing import TYPE_CHECKING

import grpc

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from proof.offline.provider import Provider

_THREADS = 8  # core walks its graph ten nodes at a time; made-up answers take no time
_NO_LIMIT = [("grpc.max_receive_message_length", -1), ("grpc.max_send_message_length", -1)]


@contextmanager
def serving(providers: dict[str, Provider], folder: Path) -> Iterator[str]:
    """Serve providers by address while the context is open; yields the value of TF_REATTACH_PROVIDERS.

    Args:
        providers: by address, e.g. `registry.terraform.io/hashicorp/aws`.
        folder: where the sockets go; its path must be short (a socket's path has at most 107 bytes).
    """
    servers, reattach = [], {}
    for address, provider in providers.items():
        socket = folder / address.rsplit("/", 1)[1]
        server = grpc.server(futures.ThreadPoolExecutor(_THREADS), handlers=[provider], options=_NO_LIMIT)
        server.add_insecure_port(f"unix://{socket}")
        server.start()
        servers.append(server)
        reattach[address] = _reattach(socket)
    try:
        yield json.dumps(reattach)
    finally:
        for server in servers:
            server.stop(grace=0).wait()


def _reattach(socket: Path) -> dict[str, object]:
    """An entry of TF_REATTACH_PROVIDERS; its shape is go-plugin's ReattachConfig."""
    address = {"Network": "unix", "String": str(socket)}
    return {"Protocol": "grpc", "ProtocolVersion": 5, "Pid": os.getpid(), "Test": True, "Addr": address}
