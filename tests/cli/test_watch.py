"""`podspec watch` as the process that a person has beside the editor."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from drift.repository import SPEC, TEXT, Repository

ROOT = Path(__file__).parents[2]
PATIENCE = 40


class Watch:
    """A running `podspec watch`, and what it says."""

    def __init__(self, root: Path) -> None:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", "NO_COLOR": "1"}
        command = [sys.executable, "-m", "podspec", "watch"]
        self.running = subprocess.Popen(
            command, cwd=root, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self._lines: queue.Queue[str] = queue.Queue()
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def _listen(self) -> None:
        assert self.running.stdout
        for line in self.running.stdout:
            self._lines.put(line)

    def until(self, words: str) -> str:
        """All that it says up to a line that holds these words."""
        said = ""
        while words not in said:
            try:
                said += self._lines.get(timeout=PATIENCE)
            except queue.Empty:
                pytest.fail(f"{words!r} was never said, but: {said}")
        return said

    def end(self) -> int:
        """Press Ctrl-C, if it still runs; its exit code."""
        if self.running.poll() is None:
            self.running.send_signal(signal.SIGINT)
        self.running.wait(PATIENCE)
        self._listener.join()
        if self.running.stdout:
            self.running.stdout.close()
        return self.running.returncode


@pytest.fixture
def watch(repository: Repository) -> Iterator[Watch]:
    """A watch over the repository, which has rendered once."""
    one = Watch(repository.root)
    one.until("watching; Ctrl-C ends it")
    yield one
    one.end()


def test_a_save_is_rendered_and_shown_and_mistakes_end_nothing(watch: Watch, repository: Repository) -> None:
    path = "generated/hello/terraform/environments/dev/us-east-1/lambda.tf"
    assert (repository.root / path).is_file()
    repository.replace(SPEC, "memory_mb: 256", "memory_mb: 1024")
    assert f"{SPEC} saved" in watch.until("+  memory_mb               = 1024")
    assert "= 1024" in repository.read(path)

    repository.replace(SPEC, "memory_mb: 1024", "memory_mb: 1")
    assert "error[PS105]" in watch.until("nothing was written")
    assert "= 1024" in repository.read(path)

    repository.remove(SPEC)
    assert f"{SPEC} is gone" in watch.until("no spec is left")
    assert (repository.root / path).is_file()

    repository.write(SPEC, TEXT)
    watch.until("+  memory_mb               = 256")
    assert "= 256" in repository.read(path)
    assert watch.end() == 130


def test_a_hand_edit_stops_a_render_and_the_watch_goes_on(watch: Watch, repository: Repository) -> None:
    path = "generated/hello/terraform/environments/dev/us-east-1/lambda.tf"
    repository.write(path, "# mine\n")
    repository.replace(SPEC, "memory_mb: 256", "memory_mb: 512")
    assert "edited[PS304]" in watch.until("nothing was written")
    assert repository.read(path) == "# mine\n"


def test_a_new_spec_is_seen(watch: Watch, repository: Repository) -> None:
    text = TEXT.replace("hello", "other").replace("version: 1", "version: 1\nfoundation: existing")
    repository.write("specs/other/service.yaml", text)
    assert "specs/other/service.yaml saved" in watch.until("specs/other/service.yaml: ")


def test_a_folder_whose_name_a_terminal_would_obey_is_told_in_plain_words(
    watch: Watch, repository: Repository
) -> None:
    repository.write("specs/\x1b[2J\u202e/service.yaml", TEXT)
    said = watch.until("error: ")
    assert "specs/\ufffd[2J\ufffd/service.yaml saved" in said
    assert not {"\x1b", "\u202e"} & {*said}


def test_without_the_extra_it_says_how_to_get_it(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    assert repository.podspec("watch") == 2
    assert "pip install 'podspec[watch]'" in capsys.readouterr().err


def test_without_a_spec_it_does_not_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from podspec.cli import run

    monkeypatch.chdir(tmp_path)
    assert run(["watch"]) == 2
    assert "no spec here" in capsys.readouterr().err
