"""Answers: from flags, from defaults, or missing; what cannot stand is refused with what was expected."""

import click
import pytest

from podspec.commands.asking import Asker, Question, are_ids, ids, is_account, is_name, is_region, is_slug, one_of

NAME = Question("--name", "Name", is_name, "shop")
ACCOUNT = Question("--account", "Account", is_account)


@pytest.mark.parametrize(
    ("judge", "good", "bad", "expected"),
    [
        (is_name, "shop-2", "Shop", "3 to 24 lower-case letters"),
        (is_account, "123456789012", "12345", "the 12 digits of an AWS account"),
        (is_region, "eu-west-1", "eu-west-11", "did you mean eu-west-1?"),
        (is_slug, "acme/shop", "shop", "owner/name of a GitHub repository"),
        (one_of("a", "b"), "a", "c", "one of a, b"),
        (are_ids, "1, 2", "1", "two whole numbers"),
        (are_ids, "", "0 1", "two whole numbers"),
    ],
)
def test_a_judge_says_what_was_expected(judge: object, good: str, bad: str, expected: str) -> None:
    assert callable(judge)
    assert judge(good) == ""
    assert expected in judge(bad)


def test_two_ids_are_read_however_they_are_parted() -> None:
    assert {ids(text) for text in ("1001,2002", "1001 2002", "1001\n2002")} == {(1001, 2002)}


def test_a_flag_answers_and_is_judged() -> None:
    assert Asker(defaults=False).answer(NAME, " other ") == "other"
    with pytest.raises(click.BadParameter, match="'Other': expected 3 to 24"):
        Asker(defaults=False).answer(NAME, "Other")


def test_defaults_answer_where_they_may() -> None:
    assert Asker(defaults=True).answer(NAME, None) == "shop"


@pytest.mark.parametrize(
    ("defaults", "said"),
    [(True, "give --account"), (False, r"give --account \(--yes takes the default of --name\)")],
)
def test_all_that_is_missing_is_said_at_once(
    defaults: bool,  # noqa: FBT001 - a parameter of the test
    said: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with open("/dev/null") as nobody:  # noqa: PTH123 - a terminal it is not
        monkeypatch.setattr("sys.stdin", nobody)
        asker = Asker(defaults=defaults)
        assert asker.answer(NAME, None) == ("shop" if defaults else "")
        asker.answer(ACCOUNT, None)
        with pytest.raises(click.UsageError, match=said):
            asker.settle()
