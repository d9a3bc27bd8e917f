"""The program itself: version, help, completion."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from podspec import cli
from podspec.cli import run

Output = pytest.CaptureFixture[str]


def _program(*arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "podspec", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **more})


def test_the_version_is_told_without_importing_anything() -> None:
    done = _program("--version")
    assert (done.returncode, done.stdout) == (0, f"podspec {cli.__version__}\n")
    slow = _program("--help", "--version")
    assert slow.returncode == 0


def test_the_version_is_the_same_on_the_slow_way(capsys: Output) -> None:
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"podspec {cli.__version__}\n"


@pytest.mark.parametrize("closed", ["<&-", ">&-", "2>&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(("arguments", "code"), [("--version", 0), ("validate", 2), ("init", 2), ("lsp", 1)])
def test_a_standard_stream_that_is_closed_is_no_bug(
    arguments: str, code: int, closed: str, tmp_path: Path
) -> None:
    line = f'exec "$0" -m podspec {arguments} {closed}'
    command = ["sh", "-c", line, sys.executable]
    done = subprocess.run(command, cwd=tmp_path, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False)


def test_the_help_lists_every_command_in_the_order_of_use(capsys: Output) -> None:
    assert run(["--help"]) == 0
    said = capsys.readouterr().out
    places = [said.index(f"  {name}  ") for name in cli.COMMANDS]
    assert places == sorted(places)


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_every_command_has_help(command: str, capsys: Output) -> None:
    assert run([command, "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"Usage: podspec {command}")


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_completion_script_names_the_program(shell: str, capsys: Output) -> None:
    assert run(["completion", shell]) == 0
    assert "_PODSPEC_COMPLETE" in capsys.readouterr().out


def test_the_completion_script_of_bash_is_bash(capsys: Output) -> None:
    assert run(["completion", "bash"]) == 0
    script = capsys.readouterr().out
    subprocess.run(["bash", "-n"], input=script, text=True, check=True)


@pytest.mark.parametrize(
    ("words", "offered"), [("podspec va", "validate"), ("podspec explain PS21", "PS214"), ("podspec sh", "show")]
)
def test_bash_is_offered_what_fits(words: str, offered: str) -> None:
    count = str(len(words.split()) - 1)
    done = _program(_PODSPEC_COMPLETE="bash_complete", COMP_WORDS=words, COMP_CWORD=count)
    assert offered in done.stdout
