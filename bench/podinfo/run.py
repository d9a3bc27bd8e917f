"""Measures podinfo beside a bare net/http program: start, memory, size, and load by wrk, all in one run.

Needs Go and wrk. Rounds alternate between the two, so that the drift of a shared machine
hits both; read the ratio.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

HERE = Path(__file__).resolve().parent
SERVICE = HERE.parent.parent / "podinfo"
CONNECTIONS = 64
MEGABYTE = 1_000_000
LIMITS = "limits: start below 100 ms, at rest below 25 MB, size below 15 MB, at least 80 % of the floor's requests"

# wrk's own report stops at 50, 75, 90 and 99 percent.
REPORT_P95 = r"""
done = function(summary, latency, requests)
  io.write("p95us " .. latency:percentile(95.0) .. "\n")
end
"""


@dataclass
class Subject:
    """A program to measure, and what was seen of it: starts in ms, rests in MB, loads.

    Loads are requests/s, p95 in ms, and the processor time of one request in microseconds: the steadiest of the
    three where other programs share the machine.
    """

    name: str
    binary: Path
    starts: list[float] = field(default_factory=list)
    rests: list[float] = field(default_factory=list)
    rates: list[float] = field(default_factory=list)
    p95s: list[float] = field(default_factory=list)
    costs: list[float] = field(default_factory=list)


def main() -> None:
    """Build both, measure both in turn, and print one table."""
    options = _options()
    wrk = shutil.which("wrk") or sys.exit("wrk is not installed (Debian: apt-get install wrk)")
    with tempfile.TemporaryDirectory() as folder:
        subjects = _build(Path(folder))
        script = Path(folder) / "p95.lua"
        script.write_text(REPORT_P95)
        for number in range(options.rounds):
            for subject in subjects[:: -1 if number % 2 else 1]:
                _measure(subject, [wrk, "-s", str(script)], options.seconds)
        _print(subjects)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=int, default=4, help="of load in each round")
    return parser.parse_args()


def _build(folder: Path) -> list[Subject]:
    """The floor and the service, built by the same script with the same flags."""
    subjects = [Subject("hello", folder / "hello"), Subject("podinfo", folder / "podinfo")]
    for subject, source in zip(subjects, (HERE / "hello", SERVICE), strict=True):
        subprocess.run([SERVICE / "build.sh", subject.binary], cwd=source, check=True)
    return subjects


def _measure(subject: Subject, wrk: list[str], seconds: int) -> None:
    with _running(subject) as (process, port):
        time.sleep(1)
        subject.rests.append(_resident(process.pid))
        before = _processor_time(process.pid)
        command = [*wrk, "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", f"http://127.0.0.1:{port}/healthz"]
        report = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        if "Non-2xx" in report or "Socket errors" in report:
            sys.exit(f"{subject.name} failed under load:\n{report}")
        requests = int(_found(r"(\d+) requests in", report))
        subject.costs.append((_processor_time(process.pid) - before) / requests * 1e6)
        subject.rates.append(float(_found(r"Requests/sec:\s+([\d.]+)", report)))
        subject.p95s.append(float(_found(r"p95us ([\d.]+)", report)) / 1000)


@contextmanager
def _running(subject: Subject) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Start the program, note the time to its first answer of 200, and end it afterwards."""
    port = _free_port()
    began = time.perf_counter()
    environment = {"PORT": str(port), "DRAIN_SECONDS": "0", "PATH": os.environ["PATH"]}
    with subprocess.Popen([subject.binary], env=environment, stdout=subprocess.DEVNULL) as process:
        try:
            _wait_for_answer(port, began + 10)
            subject.starts.append((time.perf_counter() - began) * 1000)
            yield process, port
        finally:
            process.terminate()


def _wait_for_answer(port: int, deadline: float) -> None:
    while time.perf_counter() < deadline:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1) as connection:
                connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                if connection.recv(64).startswith(b"HTTP/1.1 200"):
                    return
        except ConnectionRefusedError:
            time.sleep(0.0002)
    sys.exit("the program does not answer")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])


def _resident(pid: int) -> float:
    """Resident memory in MB, as the kernel counts it."""
    return int(_found(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())) * 1024 / MEGABYTE


def _processor_time(pid: int) -> float:
    """Seconds of user and system time so far: fields 14 and 15 of proc(5), counted after the command's name."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _found(pattern: str, text: str) -> str:
    match = re.search(pattern, text)
    return match[1] if match else sys.exit(f"no {pattern} in:\n{text}")


def _print(subjects: list[Subject]) -> None:
    print(f"medians of {len(subjects[0].rates)} rounds; {CONNECTIONS} connections to /healthz on loopback\n")
    print(f"{'':10}{'start ms':>10}{'rest MB':>10}{'size MB':>10}{'requests/s':>13}{'p95 ms':>9}{'cpu us':>9}")
    for one in subjects:
        size = one.binary.stat().st_size / MEGABYTE
        figures = f"{median(one.starts):10.1f}{median(one.rests):10.1f}{size:10.2f}"
        print(f"{one.name:10}{figures}{median(one.rates):13.0f}{median(one.p95s):9.2f}{median(one.costs):9.2f}")
    floor, service = subjects
    ratios = sorted(b / a for a, b in zip(floor.rates, service.rates, strict=True))
    print(f"\npodinfo does {median(ratios):.0%} of the floor's requests ({ratios[0]:.0%} to {ratios[-1]:.0%})")
    print(LIMITS)


if __name__ == "__main__":
    main()
