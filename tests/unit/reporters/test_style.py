"""Colour: on terminals, where nobody objects; and as many columns as they have."""

import fcntl
import io
import os
import struct
import termios

import pytest

from podspec.reporters.style import Style, style_for


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """Always."""
        return True


@pytest.mark.parametrize(
    ("variables", "terminal", "colour"),
    [
        ({}, True, True),
        ({}, False, False),
        ({"NO_COLOR": "1"}, True, False),
        ({"NO_COLOR": ""}, True, True),
        ({"FORCE_COLOR": "1"}, False, True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, True, False),
        ({"CLICOLOR_FORCE": "1"}, False, True),
        ({"CLICOLOR_FORCE": "0"}, False, False),
        ({"TERM": "dumb"}, True, False),
    ],
)
def test_colour_follows_the_conventions(
    variables: dict[str, str],
    terminal: bool,  # noqa: FBT001 - a column of the table
    colour: bool,  # noqa: FBT001 - the same
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert style_for(Terminal() if terminal else io.StringIO()) == Style(colour=colour)


def test_without_colour_nothing_is_added() -> None:
    assert Style().paint("error", "x") == "x"
    assert Style().diff("+a") == "+a"


def test_nothing_is_painted_around_nothing() -> None:
    assert Style(colour=True).paint("error", "") == ""


def test_added_and_removed_lines_are_told_apart() -> None:
    style = Style(colour=True)
    assert style.diff("+a") == "\x1b[32m+a\x1b[0m"
    assert style.diff("-b") == "\x1b[31m-b\x1b[0m"
    assert style.diff(" c") == " c"


def test_every_painted_text_ends_its_colour() -> None:
    assert Style(colour=True).paint("error", "x") == "\x1b[1;31mx\x1b[0m"


@pytest.mark.parametrize(("columns", "width"), [(80, 80), (132, 132), (40, 60), (0, 100)])
def test_lines_are_as_wide_as_the_terminal(columns: int, width: int) -> None:
    ours, theirs = os.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    with os.fdopen(ours), os.fdopen(theirs, "w") as terminal:
        assert style_for(terminal).width == width


def test_what_is_no_terminal_has_a_hundred_columns() -> None:
    assert style_for(io.StringIO()).width == style_for(Terminal()).width == style_for(None).width == 100
