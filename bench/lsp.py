"""How long an editor waits for `podspec lsp`: p50 and p95 of what somebody notices while typing in podinfo's spec.

`lsp.py [--rounds N]`. A real server, over its real streams, in a checkout of its own; each round types something
else, so that nothing is answered from the last one. Findings are counted without the 150 ms in which the server
waits for more typing.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import quantiles
from time import perf_counter

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from editor import Editor  # noqa: E402 - the client of the tests is no package

_SPEC = "specs/podinfo/service.yaml"
#: Seconds without a change until findings are sent (podspec/lsp/server.py).
_QUIET = 0.15


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=50, metavar="N", help="default: 50")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        root = _checkout(Path(folder))
        editor = Editor(root)
        uri = editor.open(root / _SPEC)
        editor.underlined(uri)
        print(f"{rounds} rounds. Python {platform.python_version()}, {os.cpu_count()} processors", end=", ")
        print(f"load {os.getloadavg()[0]:.1f}\n\n{'':12} {'p50 ms':>8} {'p95 ms':>8}")
        for name, ask in _questions(editor, uri, (root / _SPEC).read_text("utf-8")).items():
            cuts = quantiles([_timed(ask, number) * 1000 for number in range(rounds)], n=20)
            print(f"{name:12} {cuts[9]:8.1f} {cuts[18]:8.1f}")
        editor.leave()


def _checkout(folder: Path) -> Path:
    """A repository with podinfo's spec and its output."""
    for name in ("specs/podinfo", "generated/podinfo", ".github"):
        shutil.copytree(ROOT / name, folder / name)
    subprocess.run(["git", "init", "--quiet", folder], check=True)  # noqa: S607 - whatever git there is
    return folder


def _questions(editor: Editor, uri: str, text: str) -> dict[str, Callable[[int], float]]:
    """What is measured: each takes a number that makes the text another one, and gives seconds to take away."""
    version = iter(range(2, 1_000_000))

    def type_in(number: int, word: str = "memory_mb: ") -> int:
        other = text.replace("memory_mb: 512", f"{word}{512 + number}", 1)
        now = next(version)
        editor.change(uri, now, other)
        return now

    def place(word: str) -> tuple[int, int]:
        before = text[: text.index(word)]
        return before.count("\n"), len(before.rpartition("\n")[2])

    def findings(number: int) -> float:
        _check(editor.underlined(uri, type_in(number, "memry_mb: ")))
        return _QUIET

    def about(what: str) -> Callable[[int], float]:
        def ask(number: int) -> float:
            type_in(number)
            _check(editor.ask_at(what, uri, *place("memory_mb")))
            return 0

        return ask

    asked = {what: about(what) for what in ("hover", "completion", "definition")}
    return {"findings": findings, **asked}


def _check(answer: object) -> None:
    """What answers nothing is fast, and says nothing about anything."""
    if not answer:
        raise SystemExit("nothing was answered")


def _timed(ask: Callable[[int], float], number: int) -> float:
    start = perf_counter()
    waited = ask(number)
    return perf_counter() - start - waited


if __name__ == "__main__":
    main()
