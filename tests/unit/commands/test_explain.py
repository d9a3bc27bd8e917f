"""`podspec explain`: the page of every code and of every field."""

import fcntl
import os
import struct
import subprocess
import sys
import termios

import pytest

from podspec.cli import run
from podspec.model.fields import fields, find
from podspec.pipeline.pages import codes

Output = pytest.CaptureFixture[str]


@pytest.mark.parametrize("code", codes())
def test_every_code_has_its_page_printed_as_it_is(code: str, capsys: Output) -> None:
    assert run(["explain", code]) == 0
    assert capsys.readouterr().out.startswith(f"# {code}: ")


def test_every_field_has_its_page_printed(capsys: Output) -> None:
    for path in fields():
        assert run(["explain", path]) == 0
        assert capsys.readouterr().out.startswith(f"# {path}\n")


@pytest.mark.parametrize(
    "path", ["environments.prod.targets.lambda.rollout.percent", "prod.targets.lambda.rollout.percent"]
)
def test_a_field_below_an_environment_has_the_page_of_the_field(path: str, capsys: Output) -> None:
    assert run(["explain", path]) == 0
    said = capsys.readouterr().out
    assert said.startswith("# targets.lambda.rollout.percent\n")
    assert "Overlay: environments.<name>.targets.lambda.rollout.percent\n" in said


def test_what_stands_below_a_field_stands_in_two_columns_whatever_its_length(capsys: Output) -> None:
    assert run(["explain", "prod.network"]) == 0
    below = capsys.readouterr().out.split("Below it:\n")[1].splitlines()
    assert len({line.index(field.summary) for line in below for field in [find(line.split()[0])] if field}) == 1


def _on_a_terminal(columns: int, *arguments: str) -> list[str]:
    """The lines that a real terminal gets."""
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    # A terminal keeps a few thousand characters that nobody has read yet; a page is shorter.
    command = [sys.executable, "-m", "podspec", *arguments]
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    subprocess.run(command, stdout=theirs, env=environment, check=True)
    os.close(theirs)
    with os.fdopen(ours, "rb", buffering=0) as terminal:
        return terminal.read(65536).decode().splitlines()


def test_on_a_terminal_no_word_is_broken_and_a_summary_goes_on_in_its_column() -> None:
    lines = _on_a_terminal(80, "explain", "targets.ec2.rollout")
    assert max(map(len, lines)) <= 80
    (at,) = [number for number, line in enumerate(lines) if line.split()[:1] == ["targets.ec2.rollout.percent"]]
    assert lines[at + 1].startswith(" " * lines[at].index("Percent"))
    assert " ".join(f"{lines[at]} {lines[at + 1]}".split()[1:]) == find("targets.ec2.rollout.percent").summary


def test_a_code_may_be_written_small(capsys: Output) -> None:
    assert run(["explain", "ps214"]) == 0
    assert capsys.readouterr().out.startswith("# PS214: ")


@pytest.mark.parametrize(
    ("word", "meant"),
    [("targets.lambda.memory", "targets.lambda.memory_mb"), ("service.nmae", "service.name")],
)
def test_a_near_miss_is_asked_about(word: str, meant: str, capsys: Output) -> None:
    assert run(["explain", word]) == 2
    assert f"did you mean {meant}?" in capsys.readouterr().err


def test_a_word_like_no_other_leads_to_the_list(capsys: Output) -> None:
    assert run(["explain", "zzzzzz"]) == 2
    assert "podspec rules" in capsys.readouterr().err
