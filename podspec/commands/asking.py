"""Questions to a person: each has a flag that answers it, a default where there is a good one, and a judge."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import click
from pydantic import BaseModel, ValidationError

from podspec.model.nearest import nearest
from podspec.model.regions import REGIONS
from podspec.model.spec.base import PATTERN_WORDS
from podspec.model.spec.environments import EnvironmentBlock
from podspec.model.spec.service import Repository, Service

#: What a judge makes of an answer: nothing if it may stand, else what was expected.
Judge = Callable[[str], str]


class Question(NamedTuple):
    """One thing that podspec has to know."""

    flag: str
    text: str
    judge: Judge
    default: str | None = None


class Asker:
    """Answers from flags, from defaults, or from the person at the terminal.

    `defaults` says that whatever has a default is not asked. What a flag says is judged like any answer.
    """

    def __init__(self, *, defaults: bool) -> None:
        self._defaults = defaults
        self._missing: list[Question] = []

    def answer(self, question: Question, given: str | None) -> str:
        """The answer to a question; nothing yet, where it is missing and nobody can be asked: see `settle`.

        Raises:
            click.BadParameter: for a flag's value that cannot stand.
        """
        if given is not None:
            return _judged(question, given)
        if self._defaults and question.default is not None:
            return question.default
        if self._defaults or not sys.stdin.isatty():
            self._missing.append(question)
            return ""
        answer = click.prompt(
            question.text, default=question.default, value_proc=lambda text: _judged(question, text), err=True
        )
        return str(answer)

    def settle(self) -> None:
        """Make sure that everything was answered.

        Raises:
            click.UsageError: if not; it names all flags that are missing at once.
        """
        needed = [one.flag for one in self._missing if one.default is None]
        optional = [one.flag for one in self._missing if one.default is not None]
        if not self._missing:
            return
        why = (
            "--yes takes the defaults, and there is none for this"
            if self._defaults
            else "nobody can be asked here"
        )
        yes = f" (--yes takes the default of {', '.join(optional)})" if optional else ""
        flags = f"give {', '.join(needed)}{yes}" if needed else f"give --yes, or {', '.join(optional)}"
        raise click.UsageError(f"{why}: {flags}")


def _judged(question: Question, text: str) -> str:
    """The answer, without blanks around it.

    Raises:
        click.BadParameter: if it cannot stand. A prompt asks again then.
    """
    wrong = question.judge(text.strip())
    if wrong:
        raise click.BadParameter(f"{text.strip()!r}: expected {wrong}", param_hint=question.flag)
    return text.strip()


# -- judges -------------------------------------------------------------------------------------------------


def is_name(text: str) -> str:
    """Judge the name of a service."""
    return _expected(Service, {"name": text})


def is_slug(text: str) -> str:
    """Judge owner and name of a repository."""
    return _expected(Repository, {"slug": text})


def is_account(text: str) -> str:
    """Judge the number of an AWS account."""
    wrong = _expected(EnvironmentBlock, {"account": text, "regions": ("us-east-1",)})
    return wrong.removesuffix(", quoted")


def is_region(text: str) -> str:
    """Judge a region of AWS."""
    if text in REGIONS:
        return ""
    meant = nearest(text, REGIONS)
    return "an AWS region such as us-east-1" + (f"; did you mean {meant}?" if meant else "")


def one_of(*words: str) -> Judge:
    """Judge a choice."""
    return lambda text: "" if text in words else f"one of {', '.join(words)}"


def are_ids(text: str) -> str:
    """Judge GitHub's two numeric ids, of owner and repository; or nothing."""
    return "" if not text or ids(text) else "two whole numbers, the ids of owner and repository"


def ids(text: str) -> tuple[int, int] | None:
    """The two numbers of an answer."""
    numbers = text.replace(",", " ").split()
    if len(numbers) != 2 or not all(one.isdecimal() and int(one) > 0 for one in numbers):  # noqa: PLR2004 - a pair
        return None
    return int(numbers[0]), int(numbers[1])


def _expected(model: type[BaseModel], values: dict[str, Any]) -> str:
    """What a model expects in place of a value, in the words of its pattern; nothing if it takes it."""
    try:
        model.model_validate(values)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)[0]
        return PATTERN_WORDS.get(found.get("ctx", {}).get("pattern", ""), found["msg"])
    return ""
