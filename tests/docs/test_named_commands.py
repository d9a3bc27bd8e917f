"""Every command of podspec that a page names is there, with its arguments: in prose, tables and blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import import_module

import click
from docs.pages import pages
from markdown_it import MarkdownIt
from markdown_it.token import Token

from podspec.cli import COMMANDS

#: In what podspec says itself, a line may begin with its name: there a call has a prompt or a quote before it.
_QUOTED_CALL = re.compile(r"(?:\$ |&& |`)podspec ([a-z]+)\b([^|;&)>`\n]*)")
_CALL = re.compile(rf"(?:^|run: |; |{_QUOTED_CALL.pattern[3:]}", re.MULTILINE)
_SAID = {"console", "text", ""}
_OPTION = re.compile(r"(?<!\S)\[?(--[a-z][a-z-]+)")
_READER = MarkdownIt("commonmark").enable("table")


@cache
def _options(verb: str) -> frozenset[str]:
    """The options of a verb and of its own verbs."""
    command: click.Command = import_module(f"podspec.commands.{verb}").command
    commands = [command, *(command.commands.values() if isinstance(command, click.Group) else ())]
    named = (option for one in commands for parameter in one.params for option in parameter.opts)
    return frozenset({*named, "--help"})


def _calls(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    for token in tokens:
        if token.type == "fence" and token.info in _SAID:
            yield from _QUOTED_CALL.findall(token.content)
        elif token.type in {"fence", "code_block", "code_inline"}:
            yield from _CALL.findall(token.content)
        yield from _calls(token.children or ())


def test_every_verb_that_a_page_names_exists_with_its_options() -> None:
    called = [(page, verb, rest) for page in pages() for verb, rest in _calls(_READER.parse(page.text))]
    assert len(called) > 200
    for page, verb, rest in called:
        assert verb in COMMANDS, f"{page}: podspec {verb}"
        assert set(_OPTION.findall(rest)) <= _options(verb), f"{page}: podspec {verb}{rest}"
