"""`podspec explain`: the page of every code and of every field."""

import pytest

from podspec.cli import run
from podspec.model.fields import fields
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
