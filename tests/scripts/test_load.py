"""The load test and the smoke test against real servers on loopback: one whose delays are known, and podinfo."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from socket import socket

import pytest
from scripts.cloud import render_scripts
from scripts.slow_service import Answer, slow_service

pytestmark = pytest.mark.skipif(
    not shutil.which("curl"), reason="curl is not installed, with which the scripts ask"
)

PODINFO = Path(__file__).parents[2] / "podinfo"
QUICK = Answer(0)
Ended = subprocess.CompletedProcess[str]


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return render_scripts("", tmp_path_factory.mktemp("repository")) / "scripts"


def _run(script: Path, *options: str, **environment: str) -> Ended:
    quick = {"PODSPEC_POLL": "0.05", "PODSPEC_PATIENCE": "1", **environment}
    return subprocess.run([script, *options], capture_output=True, text=True, check=False, env=os.environ | quick)


def _figures(done: Ended) -> dict[str, float]:
    return {name: float(value) for name, value in re.findall(r"(\w+)=([\d.]+)", done.stdout)}


# -- percentiles and the budget ---------------------------------------------------------------------------------


def test_the_percentiles_are_those_of_the_delays(scripts: Path) -> None:
    # Of a hundred: 60 at once, 30 after a second, 8 after two, 2 after three.
    delays = [Answer(3)] * 2 + [Answer(2)] * 8 + [Answer(1)] * 30 + [QUICK] * 60
    with slow_service(delays) as url:
        options = ("--url", url, "--requests", "100", "--concurrency", "20", "--p95-ms", "5000")
        done = _run(scripts / "load-test.sh", *options)
    found = _figures(done)
    assert (done.returncode, found["requests"], found["errors"]) == (0, 100, 0), done
    assert found["p50_ms"] < 1000
    assert 2000 <= found["p95_ms"] < 3000
    assert found["p99_ms"] >= 3000


def test_an_answer_that_is_too_slow_for_the_budget_fails(scripts: Path, tmp_path: Path) -> None:
    summary = tmp_path / "summary.md"
    with slow_service([Answer(0.2)]) as url:
        options = ("--url", url, "--requests", "20", "--p95-ms", "150", "--summary", str(summary))
        done = _run(scripts / "load-test.sh", *options)
    assert done.returncode == 1
    assert "the 95th percentile is" in done.stderr
    assert "at most 150 ms is allowed" in done.stderr
    assert f"### `{url}`" in summary.read_text()
    assert "| 20 | 0 (0.00 %) |" in summary.read_text()


@pytest.mark.parametrize(
    ("bad", "allowed", "code"),
    [(1, "1", 0), (2, "1", 1), (2, "2", 0), (3, "2.9", 1), (100, "99", 1)],
)
def test_errors_are_counted_against_their_budget(scripts: Path, bad: int, allowed: str, code: int) -> None:
    with slow_service([Answer(0, 503)] * bad + [QUICK] * (100 - bad)) as url:
        options = ("--url", url, "--requests", "100", "--p95-ms", "60000", "--error-percent", allowed)
        done = _run(scripts / "load-test.sh", *options)
    assert (done.returncode, _figures(done)["errors"]) == (code, bad), done


def test_a_connection_that_breaks_off_is_an_error_and_no_quick_answer(scripts: Path) -> None:
    with slow_service([Answer(0, 0), Answer(0.2)]) as url:
        done = _run(scripts / "load-test.sh", "--url", url, "--requests", "20", "--p95-ms", "60000")
    found = _figures(done)
    assert (done.returncode, found["errors"]) == (1, 10)
    assert found["p50_ms"] >= 200


def test_nobody_there_is_a_failure_of_all_requests(scripts: Path) -> None:
    done = _run(
        scripts / "load-test.sh",
        "--url",
        f"http://127.0.0.1:{_free_port()}/",
        "--requests",
        "5",
        "--p95-ms",
        "1000",
    )
    assert (done.returncode, _figures(done)["errors"]) == (1, 5)


@pytest.mark.parametrize(
    "options",
    [
        ("--p95-ms", "100"),
        ("--url", "http://x", "--p95-ms", "abc"),
        ("--url", "http://x", "--p95-ms", "100", "--requests", "1000000"),
        ("--url", "http://x", "--p95-ms", "100", "--concurrency", "2.5"),
        ("--url", "http://x", "--p95-ms", "100", "--error-percent", "101"),
        ("--url", "http://x", "--p95-ms", "100", "--what"),
    ],
)
def test_a_wrong_call_is_told_apart(scripts: Path, options: tuple[str, ...]) -> None:
    assert _run(scripts / "load-test.sh", *options).returncode == 2


@pytest.mark.parametrize("url", ["file:///etc/passwd", "-o/tmp/x", "http://a b"])
def test_only_urls_of_the_web_are_asked(scripts: Path, url: str) -> None:
    assert _run(scripts / "load-test.sh", "--url", url, "--p95-ms", "100").returncode == 1
    assert _run(scripts / "smoke-test.sh", "--url", url).returncode == 1


# -- podinfo ----------------------------------------------------------------------------------------------------


def _free_port() -> int:
    with socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@pytest.fixture(scope="module")
def podinfo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A real podinfo, ended by its own process id; gives its URL."""
    if not shutil.which("go"):
        pytest.skip("there is no Go here; https://go.dev/dl/ has it")
    program = tmp_path_factory.mktemp("podinfo") / "podinfo"
    subprocess.run(["go", "build", "-o", program, "."], cwd=PODINFO, check=True)
    port = str(_free_port())
    with subprocess.Popen(
        [program], env={"PORT": port, "DRAIN_SECONDS": "0"}, stderr=subprocess.DEVNULL
    ) as service:
        yield f"http://127.0.0.1:{port}"
        service.terminate()


@pytest.mark.parametrize("path", ["/readyz", "/version"])
def test_a_podinfo_that_is_well_passes_the_smoke_test(scripts: Path, podinfo: str, path: str) -> None:
    done = _run(scripts / "smoke-test.sh", "--url", f"{podinfo}{path}", PODSPEC_PATIENCE="20")
    assert (done.returncode, done.stdout) == (0, ""), done
    assert "answers, 3 times in a row" in done.stderr


def test_a_podinfo_that_answers_500_does_not(scripts: Path, podinfo: str) -> None:
    done = _run(scripts / "smoke-test.sh", "--url", f"{podinfo}/status/500")
    assert done.returncode == 1
    assert "does not answer: status 500" in done.stderr


def test_a_host_is_reached_whatever_dns_says(scripts: Path, podinfo: str) -> None:
    port = podinfo.rpartition(":")[2]
    url = f"http://nobody.invalid:{port}/readyz"
    assert (
        _run(scripts / "smoke-test.sh", "--url", url, "--via", "127.0.0.1", PODSPEC_PATIENCE="20").returncode == 0
    )
    assert _run(scripts / "smoke-test.sh", "--url", url, PODSPEC_PATIENCE="0").returncode == 1


def test_a_service_that_fails_now_and_then_is_not_taken_for_ready(scripts: Path) -> None:
    with slow_service([QUICK, QUICK, Answer(0, 503)]) as url:
        assert _run(scripts / "smoke-test.sh", "--url", url).returncode == 1


def test_podinfos_own_delay_is_what_the_load_test_measures(scripts: Path, podinfo: str) -> None:
    options = ("--url", f"{podinfo}/delay/1", "--requests", "10", "--concurrency", "10", "--p95-ms", "900")
    done = _run(scripts / "load-test.sh", *options)
    assert done.returncode == 1
    assert _figures(done)["p50_ms"] >= 1000
