"""Traffic for real: podinfo processes behind a proxy that stands for the load balancer, and clients.

Real are the processes, their health checks, the connections and the state machine that moves the weights. Not
real: the proxy is ours, and so are the groups of hosts (tests/proof/rollout); the alarm is CloudWatch's rule, as
Terraform wrote it, over what the proxy has counted. Time is compressed: a minute's wait is a minute's requests.
"""

from __future__ import annotations

import http.client
import json
import os
import queue
import random
import re
import socket
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar, Self

from proof.rollout.aws import Aws
from proof.rollout.fleet import DRAIN_SECONDS, Colour, Host
from proof.rollout.scenario import Machines

_SLICE = 5
_PERIOD = 60
_CLIENTS = 8


class Process:
    """One podinfo process on a port of its own."""

    def __init__(self, binary: Path) -> None:
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port: int = free.getsockname()[1]
        settings = {"PORT": str(self.port), "DRAIN_SECONDS": "0", "LOG_LEVEL": "error", "PATH": os.defpath}
        self._running = subprocess.Popen([binary], env=settings, stdout=subprocess.DEVNULL)
        deadline = time.monotonic() + 20
        while not self.is_ready():
            assert self._running.poll() is None, "podinfo did not start"
            assert time.monotonic() < deadline
            time.sleep(0.02)

    def is_ready(self) -> bool:
        """What a health check finds."""
        asking = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            asking.request("GET", "/readyz")
            return asking.getresponse().status == http.HTTPStatus.OK
        except OSError:
            return False
        finally:
            asking.close()

    def end(self) -> None:
        """As systemd ends it; requests that it has begun are answered first."""
        self._running.terminate()
        assert self._running.wait(timeout=20) == 0


class Group(Colour):
    """A colour whose hosts are processes."""

    aws: Live

    def answers(self, host: Host) -> bool:
        """Ask the process."""
        process = self.aws.processes.get(host.name)
        return host.state == "InService" and process is not None and process.is_ready()

    def _start(self, host: Host) -> None:
        super()._start(host)
        if host.digest and host.name not in self.aws.processes:
            self.aws.processes[host.name] = Process(self.aws.binaries[host.digest])

    def terminate(self, host: Host) -> None:
        """No new requests from now on; the process ends when those before are answered."""
        super().terminate(host)
        self.aws.later(DRAIN_SECONDS, lambda: self.aws.end(host.name))


@dataclass
class Count:
    """What the load balancer measures of one colour in one minute."""

    requests: int = 0
    errors: int = 0


class Live(Aws):
    """The AWS in memory, with real hosts and real requests.

    Attributes:
        binaries: the podinfo that an image stands for, by digest.
        bad: digests whose hosts answer every request with 500.
    """

    def __init__(self, machines: Machines, enough: int, binaries: dict[str, Path], alarm: dict[str, Any]) -> None:
        super().__init__(machines.definitions, machines.facts, enough)
        self.colours: dict[str, Colour] = {name: Group(self, name) for name in machines.facts}
        self.binaries, self.alarm = binaries, alarm
        self.bad: set[str] = set()
        self.processes: dict[str, Process] = {}
        self.counts: dict[tuple[str, int], Count] = {}
        self.on_time: Callable[[float], None] = lambda _seconds: None

    def wait(self, seconds: float) -> None:
        """Let time pass in slices, and requests flow in each."""
        while seconds > 0:
            part = min(_SLICE, seconds)
            super().wait(part)
            self.on_time(part)
            seconds -= part

    def end(self, name: str) -> None:
        """End a host's process."""
        self.processes.pop(name).end()

    def count(self, colour: str, status: int) -> None:
        """Note an answer, as the load balancer does."""
        count = self.counts.setdefault((colour, int(self.now // _PERIOD)), Count())
        count.requests += 1
        count.errors += status >= http.HTTPStatus.INTERNAL_SERVER_ERROR

    def rings(self, name: str) -> bool:
        """Whether the errors of a colour have been too many."""
        return self.rings_at(name, int(self.now // _PERIOD))

    def rings_at(self, name: str, minute: int) -> bool:
        """The same at the beginning of a minute: of the full ones before it, so many are bad."""
        found = [self._is_bad(name, one) for one in range(minute - self.alarm["evaluation_periods"], minute)]
        needed: int = self.alarm["datapoints_to_alarm"]
        return sum(found) >= needed

    def _is_bad(self, name: str, minute: int) -> bool:
        (expression,) = (one["expression"] for one in self.alarm["metric_query"] if one["expression"])
        least = re.match(r"IF\(requests >= (\d+), 100 \*", expression)
        assert least, expression
        count = self.counts.get((name, minute), Count())
        most: float = self.alarm["threshold"]
        return count.requests >= int(least[1]) and 100 * count.errors / count.requests > most


class _Handler(BaseHTTPRequestHandler):
    """One connection of a client."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    aws: ClassVar[Live]
    dice: ClassVar[random.Random]

    def do_GET(self) -> None:
        """Give the request to a host."""
        weights = self.aws.weights
        (colour,) = self.dice.choices(list(weights), list(weights.values()))
        hosts = [one for one in list(self.aws.colours[colour].hosts) if one.state == "InService" and one.digest]
        status, body = self._ask(self.dice.choice(hosts)) if hosts else (503, b"")
        self.aws.count(colour, status)
        self.send_response_only(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _ask(self, host: Host) -> tuple[int, bytes]:
        path = "/status/500" if host.digest in self.aws.bad else self.path
        process = self.aws.processes.get(host.name)
        if process is None:
            return 502, b""
        asking = http.client.HTTPConnection("127.0.0.1", process.port, timeout=20)
        try:
            asking.request("GET", path)
            answer = asking.getresponse()
            return answer.status, answer.read()
        except OSError:
            return 502, b""
        finally:
            asking.close()


@dataclass(frozen=True)
class Answer:
    """What a client got: when it asked, how often the weights had changed by then, and from which version."""

    moment: float
    shifts: int
    status: int
    version: str


@dataclass
class Traffic:
    """Clients of one service, as many requests a second as there are to be.

    Attributes:
        rate: requests for each second of the service's time.
        answers: what they got.
    """

    aws: Live
    rate: float = 0
    answers: list[Answer] = field(default_factory=list)

    def __enter__(self) -> Self:
        """Open the doors."""
        # Requests fall as dice do, but in every run the same: a test of shares is not a game of chance.
        told = {"aws": self.aws, "dice": random.Random(7)}  # noqa: S311 - no secret
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), told))
        self._server.daemon_threads = True
        self._asked: queue.Queue[str] = queue.Queue()
        self._owed = 0.0
        self._threads = [threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})]
        self._threads += [threading.Thread(target=self._client) for _ in range(_CLIENTS)]
        for one in self._threads:
            one.start()
        self.aws.on_time = self._spend
        return self

    def __exit__(self, *_: object) -> None:
        """End all of it."""
        for _client in range(_CLIENTS):
            self._asked.put("")
        for one in self._threads[1:]:
            one.join()
        self._server.shutdown()
        self._threads[0].join()
        self._server.server_close()
        for name in list(self.aws.processes):
            self.aws.end(name)

    def _spend(self, seconds: float) -> None:
        """Have the requests of so many seconds begun; the last ones are still on their way then."""
        self._owed += seconds * self.rate
        for _request in range(int(self._owed)):
            self._asked.put("/version")
        self._owed %= 1
        self._asked.join()

    def _client(self) -> None:
        asking = http.client.HTTPConnection("127.0.0.1", self._server.server_port, timeout=30)
        while path := self._asked.get():
            moment, shifts = self.aws.now, len(self.aws.history)
            asking.request("GET", path)
            self._asked.task_done()
            try:
                answer = asking.getresponse()
                version = json.loads(answer.read() or b"{}").get("version", "")
                self.answers.append(Answer(moment, shifts, answer.status, version))
            except (OSError, http.client.HTTPException) as lost:
                self.answers.append(Answer(moment, shifts, 0, str(lost)))
        self._asked.task_done()
        asking.close()

    def versions(self, shifts: int) -> Counter[str]:
        """Answers by version, of requests that were made after so many changes of the weights."""
        return Counter(one.version for one in self.answers if one.shifts == shifts)
