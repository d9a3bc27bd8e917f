"""Real shells read back what the filter writes."""

import itertools
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from podspec.quoting.shell import shell

HOSTILE = "'\"\\$`!*? \n~=#;&|<>(){}[]^%-a"
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))


def _words(program: str, directory: Path, texts: list[str]) -> list[str]:
    """The words a shell makes of the quoted texts, in a file of its own as scripts are."""
    script = directory / "script"
    script.write_bytes(f"printf '%s\\0' {' '.join(map(shell, texts))}\n".encode())
    done = subprocess.run([program, script], capture_output=True, check=True)
    return done.stdout.decode().split("\0")[:-1]


@pytest.fixture(params=["sh", "bash", "dash"], scope="module")
def program(request: pytest.FixtureRequest) -> str:
    if not shutil.which(request.param):
        pytest.skip(f"no {request.param} here")
    return str(request.param)


def test_every_short_word_of_hostile_characters_stays_one_word(program: str, tmp_path: Path) -> None:
    words = ["".join(word) for size in (1, 2) for word in itertools.product(HOSTILE, repeat=size)]
    assert len(words) > 800
    assert _words(program, tmp_path, words) == words


@settings(max_examples=15, deadline=None)
@given(texts=st.lists(TEXT, min_size=1, max_size=100))
def test_any_text_stays_one_word(tmp_path_factory: pytest.TempPathFactory, program: str, texts: list[str]) -> None:
    assert _words(program, tmp_path_factory.mktemp("shell"), texts) == texts


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("", "''"),
        ("a/b-c_1.2:3@4%5+6,7", "a/b-c_1.2:3@4%5+6,7"),
        ("a=b", "'a=b'"),
        ("~", "'~'"),
        ("it's", "'it'\\''s'"),
        ("a b", "'a b'"),
    ],
)
def test_only_what_needs_quotes_gets_them(text: str, word: str) -> None:
    assert shell(text) == word


@pytest.mark.parametrize("text", ["\0", "a\0b", "\ud800"])
def test_what_no_word_can_carry_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"NUL|surrogate"):
        shell(text)


def test_a_number_is_refused() -> None:
    with pytest.raises(TypeError, match="expected text, found int"):
        shell(1)  # type: ignore[arg-type]  # what a template could do
